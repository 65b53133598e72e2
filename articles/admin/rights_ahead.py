"""What the desk is told beforehand of the rights of pictures that readers have or are to get."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.actions.rights import named, refusal_to_use, used
from articles.models import Article, Image
from articles.queries.live_state import OUT, LiveState, live_state
from articles.queries.rights_ahead import AHEAD, for_person, of_article

from . import marks

SHOWN = 30


@dataclass(frozen=True)
class Ending:
    """A picture whose rights end soon or have just ended, and stories that show it."""

    picture: Image
    url: str
    thumbnail: str
    is_over: bool
    when: str
    stories: list[tuple[str, str]]  # headline and form


def lines(article: Article, at: datetime) -> list[str]:
    """For the form of ``article``, which comes from ``with_live_state``.

    What readers do not get of what was published is said, and what they will lose; of a text that
    is still to be published, only the latter: the rest is in its way. One query at most.
    """
    state = live_state(article, at)
    shown = of_article(article, at=at) if state in (LiveState.SCHEDULED, *OUT) else []
    moment = article.live_from if state == LiveState.SCHEDULED else at
    known = {image.pk for image in shown}
    drafted = [image for image in used(article).values() if image.pk not in known]
    return [
        *(_of_readers(image, moment) for image in shown),
        *(_until(image) for image in drafted if _ends_soon(image, at)),
    ]


def _of_readers(image, moment):
    if why := refusal_to_use(image, moment):
        return _("Readers get the story without it: %s") % why
    return _("%s Then it leaves readers' pages by itself.") % _until(image)


def _until(image):
    text = _("The picture %(picture)s may be used until %(time)s.")
    return text % {"picture": named(image), "time": wall_clock.shown(image.usable_until)}


def _ends_soon(image, at):
    return image.is_usable(at) and image.usable_until and image.usable_until <= at + AHEAD


def plan_context(user, at: datetime) -> dict:
    """For the first page: the pictures of stories that ``user`` may know of. Two queries, and one
    more where any update waits.
    """
    rows, updates = for_person(user, at=at, most=SHOWN)
    shown = {(row.image, row.publication_id): row.publication for row in rows}
    for update, image in updates:
        shown.setdefault((image, update.article_id), update.article)
    ordered = sorted(shown.items(), key=lambda one: (one[0][0].usable_until, one[0][0].pk))
    groups = groupby(ordered, lambda one: one[0][0])
    return {
        "rights_ending": [_ending(image, list(group), at) for image, group in groups],
        "rights_days": AHEAD.days,
        "rights_more": rows[0].total - len(rows) if rows else 0,
    }


def _ending(image, stories, at):
    return Ending(
        picture=image,
        url=reverse("admin:articles_image_change", args=[image.pk]),
        thumbnail=marks.thumbnail(image),
        is_over=image.usable_until <= at,
        when=marks.when(image.usable_until, at),
        stories=[(story, _form(pk)) for (_image, pk), story in stories],
    )


def _form(pk):
    return reverse("admin:articles_article_change", args=[pk])
