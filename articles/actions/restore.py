"""Going back to an earlier version: as a new one, so that history stays as it was."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.body import (
    Block,
    Gallery,
    ImageBlock,
    ReadMore,
    gathered,
    parse,
    pictures,
    references,
    serialise,
)
from articles.enums import CreditRole, Verb
from articles.models import (
    Agency,
    AgencyCredit,
    Article,
    Contributor,
    Credit,
    Image,
    Language,
    Section,
    Tag,
    Topic,
    Version,
)
from articles.snapshot.freeze import PLAIN, REFERENCES
from articles.snapshot.stored import is_whole, read
from articles.snapshot.tags import standing

from .errors import NotAllowed, NotReady
from .permissions import locked, require
from .save import save

POINTED_AT = {
    "language_id": Language,
    "section_id": Section,
    "lead_image_id": Image,
    "translation_of_id": Article,
}


@transaction.atomic
def restore(
    article: Article,
    number: int,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    expected_version: int | None,
) -> Version | None:
    """Save the content of version ``number`` anew; what it points at and is gone is left out.

    Returns the new version, or None where the article says the same already. See ``lost`` for
    what is left out. What a version of an earlier shape does not speak of stays as it is. Raises
    NotAllowed, Conflict or NotReady as ``save`` does, and where nothing can be made of the version.
    """
    version = Version.objects.filter(article_id=article.pk, number=number).first()
    if version is None:
        raise NotAllowed(_("There is no version %d of this article.") % number)
    require(refusal_to_restore(version))
    article = locked(article)
    data = _with_what_is_there(read(version.data))
    for name in (*PLAIN, *REFERENCES):
        if name in version.data and (name != "language_id" or data[name]):
            setattr(article, name, data[name])
    try:
        return save(
            article,
            by=by,
            at=at,
            related=lambda: _write_rows(article, data),
            expected_version=expected_version,
            verb=Verb.RESTORED,
            why=_("version %d") % number,
        )
    except (DataError, IntegrityError):
        text = _("Version %d holds what an article may not hold any more, such as too long a line.")
        raise NotReady([text % number]) from None


def refusal_to_restore(version):
    """Why nothing can be made of ``version``, whoever asks, or None."""
    if is_whole(version.data):
        return None
    return _("Version %d holds no headline or no text: it cannot be restored.") % version.number


def lost(data: Mapping) -> list[str]:
    """What ``data``, which `read` gave, names that is not there any more, in words."""
    there = _with_what_is_there(data)
    words = [
        (_("its section"), "section_id"),
        (_("its lead picture"), "lead_image_id"),
        (_("the article that it translates"), "translation_of_id"),
    ]
    found = [text for text, name in words if data.get(name) is not None and there[name] is None]
    counted = [
        (_("topics: %d"), "topics"),
        (_("tags: %d"), "tags"),
        (_("people: %d"), "credits"),
        (_("agencies: %d"), "agencies"),
    ]
    for text, name in counted:
        if gone := len(data.get(name) or ()) - len(there[name]):
            found.append(text % gone)
    if gone := _points_at(data["body"]) - _points_at(there["body"]):
        found.append(_("pictures and read-mores in the text: %d") % gone)
    return found


def _with_what_is_there(data):
    """``data`` without what points at rows that are gone."""
    kept = {name: data.get(name) or [] for name in ("topics", "tags", "credits", "agencies")}
    kept["topics"] = _there(Topic, kept["topics"])
    kept["tags"] = _there(Tag, kept["tags"])
    people = _there(Contributor, [credit["contributor_id"] for credit in kept["credits"]])
    kept["credits"] = [
        one
        for one in kept["credits"]
        if one["contributor_id"] in people and one["role"] in CreditRole
    ]
    agencies = _there(Agency, [one["agency_id"] for one in kept["agencies"]])
    kept["agencies"] = [one for one in kept["agencies"] if one["agency_id"] in agencies]
    for name, model in POINTED_AT.items():
        value = data.get(name)
        kept[name] = value if value is None or _there(model, [value]) else None
    kept["body"] = _body_of_what_is_there(data["body"])
    return {**data, **kept}


def _there(model, keys):
    return set(model.objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _body_of_what_is_there(html):
    blocks = parse(html)
    images = _there(Image, [picture.image_id for picture in pictures(blocks)])
    targets = [one.article_id for one in blocks if isinstance(one, ReadMore) and one.article_id]
    articles = _there(Article, targets)
    return serialise(
        kept for block in blocks for kept in _block_of_what_is_there(block, images, articles)
    )


def _block_of_what_is_there(block: Block, images: set[int], articles: set[int]) -> list[Block]:
    match block:
        case ImageBlock(image_id=pk) if pk not in images:
            return []
        case Gallery():
            return gathered(one for one in block.pictures if one.image_id in images)
        case ReadMore(article_id=int(pk)) if pk not in articles:
            return []
    return [block]


def _points_at(html):
    """How many pictures and read-mores a body has."""
    found = references(parse(html))
    return len(found.images) + len(found.read_more)


def _write_rows(article, data):
    article.topics.set(data["topics"])
    article.tags.set(standing(data["tags"]))
    article.credits.all().delete()
    article.agency_credits.all().delete()
    for position, credit in enumerate(data["credits"]):
        Credit.objects.create(article=article, position=position, **credit)
    for position, agency in enumerate(data["agencies"]):
        AgencyCredit.objects.create(
            article=article, agency_id=agency["agency_id"], position=position
        )
