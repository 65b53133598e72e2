"""Changing a picture: what readers have is an editor's to change, and the history tells of it."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from articles.enums import Verb
from articles.models import Article, Image, Publication, PublicationImage
from articles.queries import pictures

from .errors import NotAllowed
from .names import mark_stale
from .permissions import refusal_to_change_image, require
from .save import record_event

# What hangs on the file is stored with it.
SIZE = ("width", "height")
# Texts in other languages, and the field with the text that they translate.
TRANSLATED = {"alts": "alt", "captions": "caption"}


@transaction.atomic
def change(
    image: Image, *, by: AbstractBaseUser | None, at: datetime, fields: Collection[str]
) -> list[str]:
    """Store those of the ``fields`` of ``image`` that differ; return their names.

    Each article that readers have it in, or are to get it in, gets an event that says what the
    picture was and what it is. Every publication that shows it is made again.

    Raises NotAllowed, also when somebody has deleted it.
    """
    stored = _locked(image)
    require(refusal_to_change_image(by, stored, at=at))
    changed = [name for name in fields if getattr(image, name) != getattr(stored, name)]
    if changed:
        image.save(update_fields=[*changed, *(SIZE if "file" in changed else ())])
        _record(stored, image, changed, by=by, at=at)
        mark_stale(image)
    return changed


def _locked(image):
    """``image`` as it is in the database, locked: no publication comes to show it meanwhile.

    The publications that show it are locked first, in the order of who publishes: the row of the
    publication, then the key of the picture.
    """
    shown = PublicationImage.objects.filter(image=image).values("publication")
    publications = Publication.objects.filter(pk__in=shown).order_by("pk")
    list(publications.select_for_update(no_key=True).values_list("pk"))
    stored = Image.objects.select_for_update().filter(pk=image.pk).first()
    if stored is None:
        raise NotAllowed(_("Somebody has deleted this picture."))
    return stored


def _record(stored, image, changed, *, by, at):
    what = "; ".join(line for name in changed for line in _in_words(stored, image, name))
    why = _("“%(picture)s” (#%(id)d): %(what)s")
    why = why % {"picture": stored, "id": stored.pk, "what": what}
    shown = pictures.shown_in(stored, at=at).values("pk")
    articles = Article.objects.filter(pk__in=shown).order_by("pk").defer("body")
    for article in articles.annotate(readers_number=F("publication__version__number")):
        article.version_number = article.readers_number  # what readers have it in
        record_event(article, Verb.PICTURE_CHANGED, by=by, at=at, why=why)


def _in_words(stored: Image, image: Image, name: str) -> Iterator[str]:
    """What the field ``name`` was and is, one text for each language."""
    old, new = getattr(stored, name), getattr(image, name)
    if name not in TRANSLATED:
        yield _was_and_is(name, old, new)
        return
    for code in sorted({*old, *new}):
        if old.get(code) != new.get(code):
            yield _was_and_is(TRANSLATED[name], old.get(code), new.get(code), f" ({code})")


def _was_and_is(name: str, old: Any, new: Any, language: str = "") -> str:
    field: Any = Image._meta.get_field(name)
    was, now = (f"“{text}”" if text else "–" for text in (old, new))
    return f"{field.verbose_name}{language}: {was} → {now}"
