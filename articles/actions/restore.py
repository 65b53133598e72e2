"""Going back to an earlier version: as a new one, so that history stays as it was."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.body import ImageBlock, ReadMore, parse, serialise
from articles.enums import Verb
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

from .errors import NotAllowed
from .permissions import locked
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
    what is left out. Raises NotAllowed, Conflict or NotReady as ``save`` does.
    """
    version = Version.objects.filter(article_id=article.pk, number=number).first()
    if version is None:
        raise NotAllowed(_("There is no version %d of this article.") % number)
    article = locked(article)
    data = _with_what_is_there(version.data)
    for name in (*PLAIN, *REFERENCES):
        if name in data and (name != "language_id" or data[name]):
            setattr(article, name, data[name])
    return save(
        article,
        by=by,
        at=at,
        related=lambda: _write_rows(article, data),
        expected_version=expected_version,
        verb=Verb.RESTORED,
        why=_("version %d") % number,
    )


def lost(data: Mapping) -> list[str]:
    """What the version ``data`` names that is not there any more, in words."""
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
    if gone := len(parse(data["body"])) - len(parse(there["body"])):
        found.append(_("pictures and read-mores in the text: %d") % gone)
    return found


def _with_what_is_there(data):
    """``data`` without what points at rows that are gone."""
    kept = {name: data.get(name) or [] for name in ("topics", "tags", "credits", "agencies")}
    kept["topics"] = _there(Topic, kept["topics"])
    kept["tags"] = _there(Tag, kept["tags"])
    people = _there(Contributor, [credit["contributor_id"] for credit in kept["credits"]])
    kept["credits"] = [one for one in kept["credits"] if one["contributor_id"] in people]
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
    images = _there(Image, [one.image_id for one in blocks if isinstance(one, ImageBlock)])
    targets = [one.article_id for one in blocks if isinstance(one, ReadMore) and one.article_id]
    articles = _there(Article, targets)
    return serialise(
        block
        for block in blocks
        if not (isinstance(block, ImageBlock) and block.image_id not in images)
        and not (
            isinstance(block, ReadMore) and block.article_id and block.article_id not in articles
        )
    )


def _write_rows(article, data):
    article.topics.set(data["topics"])
    article.tags.set(Tag.objects.filter(pk__in=data["tags"]))
    article.credits.all().delete()
    article.agency_credits.all().delete()
    for position, credit in enumerate(data["credits"]):
        Credit.objects.create(article=article, position=position, **credit)
    for position, agency in enumerate(data["agencies"]):
        AgencyCredit.objects.create(
            article=article, agency_id=agency["agency_id"], position=position
        )
