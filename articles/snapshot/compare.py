"""What changed between two versions beside the body (for that see ``articles.body.compare``)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.body.compare import compare_texts
from articles.body.words import Run
from articles.enums import CreditRole
from articles.models import Article, Image, Language, Section, Tag, Topic

TEXT_FIELDS = (
    *("kicker", "headline", "teaser", "note", "place", "dateline", "slug"),
    *("seo_title", "seo_description"),
)
# In the order of the form.
FIELDS = (
    *("kicker", "headline", "headline_is_working", "teaser"),
    *("language_id", "section_id", "topics", "tags", "lead_image_id", "credits", "agencies"),
    *("note", "translation_of_id", "place", "dateline", "slug", "seo_title", "seo_description"),
)


@dataclass(frozen=True)
class FieldChange:
    """One field that differs: a text by its ``runs``, anything else by names.

    ``order`` has the names in their new order where only the order is another.
    """

    name: str
    label: str
    runs: tuple[Run, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


class Names:
    """What the ids in some versions are called; one query for each kind that occurs.

    ``headlines`` answers for articles, as who asks may not know of all of them.
    """

    def __init__(
        self, versions: Iterable[Mapping], headlines: Callable[[set[int]], Mapping[int, str]]
    ) -> None:
        versions = list(versions)

        def ids(name: str) -> set:
            found = {data.get(name) for data in versions}
            return found - {None}

        def listed(name: str) -> set:
            return {pk for data in versions for pk in data.get(name) or ()}

        self._names: dict[str, Mapping] = {
            "language_id": _by_pk(Language, ids("language_id")),
            "section_id": _by_pk(Section, ids("section_id")),
            "topics": _by_pk(Topic, listed("topics")),
            "tags": _by_pk(Tag, listed("tags")),
            "lead_image_id": _by_pk(Image, ids("lead_image_id")),
            "translation_of_id": headlines(ids("translation_of_id")),
        }

    def of(self, data: Mapping, name: str) -> tuple[str, ...]:
        """What the field ``name`` of a version holds, in words."""
        value = data.get(name)
        if name == "credits":
            return tuple(credit_name(credit) for credit in value or ())
        if name == "agencies":
            return tuple(agency["short_name"] for agency in value or ())
        if name == "headline_is_working":
            return (_("yes") if value else _("no"),)
        if name in ("topics", "tags"):
            names = sorted(self._name(name, pk) for pk in value or ())
            return tuple(names)
        return () if value is None else (self._name(name, value),)

    def _name(self, field, pk):
        return self._names[field].get(pk) or f"#{pk}"


def _by_pk(model, keys):
    return {pk: str(row) for pk, row in model.objects.in_bulk(keys).items()} if keys else {}


def credit_name(credit: Mapping) -> str:
    """Name, initials and role of a credit."""
    initials = f" [{credit['initials']}]" if credit["initials"] else ""
    role = dict(CreditRole.choices).get(credit["role"], credit["role"])
    return f"{credit['name']}{initials}, {role}"


def label_of(name: str) -> str:
    """What the form calls the field."""
    own = {"credits": _("People"), "agencies": _("Agencies")}
    if name in own:
        return own[name]
    field: Any = Article._meta.get_field(name.removesuffix("_id"))
    return capfirst(str(field.verbose_name))


def compare_fields(old: Mapping, new: Mapping, names: Names) -> list[FieldChange]:
    """The fields that differ between two versions, in the order of the form; pictures come last."""
    changes = [
        _text_change(name, label_of(name), old.get(name) or "", new.get(name) or "")
        if name in TEXT_FIELDS
        else _names_change(name, names.of(old, name), names.of(new, name))
        for name in FIELDS
        if old.get(name) != new.get(name)
    ]
    return [*changes, *_picture_changes(old, new)]


def _text_change(name, label, old, new):
    return FieldChange(name, label, runs=compare_texts(old, new))


def _names_change(name, old, new):
    removed = tuple(one for one in old if one not in new)
    added = tuple(one for one in new if one not in old)
    return FieldChange(
        name,
        label_of(name),
        removed=removed,
        added=added,
        kept=tuple(one for one in new if one in old) if removed or added else (),
        order=() if removed or added else new,
    )


def _picture_changes(old, new):
    """What the pictures that both show say otherwise. Nothing where a version holds none of it."""
    before, now = old.get("pictures") or {}, new.get("pictures") or {}
    labels = {"alt": _("alternative text"), "caption": _("caption"), "credit": _("credit")}
    for pk in sorted(before.keys() & now.keys(), key=int):
        for name, label in labels.items():
            if before[pk][name] != now[pk][name]:
                called = now[pk]["alt"] or now[pk]["caption"] or f"#{pk}"
                title = _("Picture “%(picture)s”: %(what)s") % {"picture": called, "what": label}
                yield _text_change(f"picture_{pk}_{name}", title, before[pk][name], now[pk][name])


__all__ = [
    "FIELDS",
    "TEXT_FIELDS",
    "FieldChange",
    "Names",
    "compare_fields",
    "credit_name",
    "label_of",
]
