"""What is asked of pictures before readers get them: that they may be used, and words for all."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from articles import wall_clock
from articles.body import parse, pictures
from articles.models import Article, Image

# Its words may be long: a sentence that names it is not to be.
NAMED = 80


def in_the_way(article: Article, moment: datetime) -> list[str]:
    """Which pictures of ``article`` may not be used at ``moment``, and why. Nobody overrides it."""
    return [why for image in used(article).values() if (why := refusal_to_use(image, moment))]


def refusal_to_use(image: Image, moment: datetime) -> str:
    """Why ``image`` may not be used at ``moment``, in words; "" where it may."""
    if image.is_usable(moment):
        return ""
    if image.do_not_use:
        text = _("The picture %(picture)s may not be used: %(why)s")
        return text % {"picture": named(image), "why": _as_sentence(image.do_not_use)}
    if image.usable_until and image.usable_until <= moment:
        text, edge = _("The picture %(picture)s may be used only until %(time)s."), "usable_until"
    else:
        text, edge = _("The picture %(picture)s may be used only from %(time)s on."), "usable_from"
    return text % {"picture": named(image), "time": wall_clock.shown(getattr(image, edge))}


def _as_sentence(words):
    """``words`` that others may follow."""
    return words if words.endswith((".", "!", "?", "…", "؟")) else f"{words}."


def unsaid(article: Article) -> list[str]:
    """What the pictures of ``article`` lack, in words: alternative text, credit, or themselves."""
    return list(dict.fromkeys(_unsaid(article)))  # a picture may stand in several places


def _unsaid(article: Article) -> Iterator[str]:
    there = used(article)
    for pk, own_alt in _places(article):
        image = there.get(pk)
        if image is None:
            yield _("The picture #%d is gone. Choose another one.") % pk
            continue
        yield from lacks(image, article.language_id, own_alt=own_alt)


def lacks(image: Image, language: str, *, own_alt: str = "") -> Iterator[str]:
    """What ``image`` lacks, in words, where it is shown in ``language``.

    ``own_alt`` is the alternative text that it has in that place.
    """
    if not (image.is_decorative or own_alt or image.alt_in(language)):
        text = _("The picture %s has no alternative text. Write one, or mark it as decorative.")
        yield text % named(image)
    if not image.credit:
        yield _("The picture %s has no credit. Say whose it is.") % named(image)


def used(article: Article) -> dict[int, Image]:
    """The pictures of ``article`` by id, in its order; one query for each state of its text, and
    none where there are no others than a lead picture that came with it.
    """
    wanted = list(dict.fromkeys(pk for pk, _alt in _places(article)))
    known = article.__dict__.get("pictures_used")
    if known is None or known[0] != wanted:
        there = _there(article, wanted)
        known = wanted, {pk: there[pk] for pk in wanted if pk in there}
        article.__dict__["pictures_used"] = known
    return known[1]


def _there(article, wanted):
    lead = article._state.fields_cache.get("lead_image")
    came = {lead.pk: lead} if lead and lead.pk == article.lead_image_id else {}
    return came | Image.objects.in_bulk([pk for pk in wanted if pk not in came])


def named(image: Image) -> str:
    """``image`` within a sentence."""
    words = str(image)
    if words == f"#{image.pk}":
        return words
    short = words if len(words) <= NAMED else f"{words[: NAMED - 1].rstrip()}…"
    return f"“{short}” (#{image.pk})"


def _places(article):
    """The id of each picture that ``article`` shows, and the alternative text of its own there."""
    lead = [(article.lead_image_id, "")] if article.lead_image_id else []
    return [*lead, *((one.image_id, one.alt) for one in pictures(parse(article.body)))]
