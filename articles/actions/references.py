"""Read-more and picture rows of a working copy, and wanted headlines in its body."""

from django.db import connection
from django.utils.translation import gettext as _

from articles.body import bind, parse, references, serialise
from articles.body.headline import headline_key
from articles.models import Image, ImageReference, ReadMoreReference
from articles.queries import desk, links

from .errors import NotReady

MOST_READ_MORES, MOST_IMAGES = 200, 500


def bind_wanted(article, *, at):
    """Turn wanted headlines in the body that exist by now into references. Saves nothing.

    It binds to what everybody may know of who may know of ``article``, whoever saves it: nobody
    learns by it what there is. Raises NotReady for a body with too many references.
    """
    blocks = parse(article.body)
    found = references(blocks)
    _require_few(article, found)
    if any(block.wanted for block in found.read_more):
        known = links.known_to_all_of(article, at=at)
        article.body = serialise(bind(blocks, lambda text: _find(text, article, known)))


def _find(headline, article, known):
    """The id of the oldest of ``known`` in the article's language with that headline."""
    key = headline_key(headline)
    if not key:
        return None
    found = known.filter(headline_key=key, language=article.language_id).exclude(pk=article.pk)
    return found.order_by("pk").values_list("pk", flat=True).first()


def rewrite(article, before, *, by, at):
    """Make the rows say what the body says, where that is not what ``before``, its last one, says.

    Raises NotReady when the body points at an article or picture that does not exist, or at
    itself. What ``by`` may not know of does not exist either, unless the text pointed at it before.
    """
    found = references(parse(article.body))
    if found == references(parse(before)):
        return
    _require_targets(article, found, by=by, at=at)
    wanted = [
        ReadMoreReference(
            article=article,
            position=position,
            target_id=block.article_id,
            wanted=block.wanted,
            wanted_key=headline_key(block.wanted),
        )
        for position, block in enumerate(found.read_more)
    ]
    images = [
        ImageReference(article=article, position=position, image_id=pk)
        for position, pk in enumerate(found.images)
    ]
    _replace(ReadMoreReference, article, wanted)
    _replace(ImageReference, article, images)


def _replace(model, article, rows):
    model.objects.filter(article=article).delete()
    model.objects.bulk_create(rows)


def _require_few(article, found):
    """Each is looked up, and counted in a small column. What was stored before may stay."""
    problems = []
    reads, images = len(found.read_more), len(found.images)
    if reads > MOST_READ_MORES and reads > _stored(ReadMoreReference, article):
        text = _("The text has {count:,} “Read more” lines; {limit} are the most.")
        problems.append(text.format(count=reads, limit=MOST_READ_MORES))
    if images > MOST_IMAGES and images > _stored(ImageReference, article):
        text = _("The text has {count:,} pictures; {limit} are the most.")
        problems.append(text.format(count=images, limit=MOST_IMAGES))
    if problems:
        raise NotReady(problems)


def _stored(model, article):
    return model.objects.filter(article=article.pk).count()


def _require_targets(article, found, *, by, at):
    targets = {block.article_id for block in found.read_more} - {None}
    problems = []
    if article.pk in targets:
        problems.append(_("An article cannot say “Read more” about itself."))
    if missing := targets - _known(article, _locked_keys(targets), by=by, at=at):
        problems.append(
            _("A “Read more” points at an article that does not exist: %s.") % _numbers(missing)
        )
    images = set(found.images)
    if missing := images - set(Image.objects.filter(pk__in=images).values_list("pk", flat=True)):
        problems.append(_("The text shows a picture that does not exist: %s.") % _numbers(missing))
    if problems:
        raise NotReady(problems)


def _known(article, keys, *, by, at):
    """Those of ``keys`` that ``by`` may point at."""
    if by is None or not keys:
        return keys
    visible = desk.visible_to(by, at=at).filter(pk__in=keys).values_list("pk", flat=True)
    before = ReadMoreReference.objects.filter(article=article, target__in=keys)
    return {*visible, *before.values_list("target", flat=True)}


def _locked_keys(ids):
    """Those of ``ids`` that are articles; none of them can be deleted before this is committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM articles_article WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",
            [list(ids)],
        )
        return {pk for (pk,) in cursor}


def _numbers(ids):
    return ", ".join(f"#{pk}" for pk in sorted(ids))
