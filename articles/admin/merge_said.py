"""What a form or a version says of an article, in one shape, so that two can be put together."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from taggit.utils import parse_tags

from articles.models import Article, Tag

LINES = ("kicker", "headline", "place", "dateline", "slug", "seo_title", "seo_description")
LONG = ("teaser", "note")
CHOSEN = ("language", "section", "lead_image", "translation_of")
LISTED = ("topics", "tags", "credits", "agency_credits")
# Each row of a part, by its columns in the form.
PARTS = {"credits": ("contributor", "role"), "agency_credits": ("agency",)}

Said = dict[str, Any]


def of_version(data: Mapping) -> Said:
    """One query, for the names of the tags."""
    said: Said = {name: _plain(name, data.get(name) or "") for name in (*LINES, *LONG)}
    said |= {name: str(data.get(f"{name}_id") or "") for name in CHOSEN}
    tags = Tag.objects.filter(pk__in=data.get("tags") or ()).order_by("name")
    return said | {
        "headline_is_working": bool(data.get("headline_is_working")),
        "body": data.get("body") or "",
        "topics": tuple(str(pk) for pk in data.get("topics") or ()),
        "tags": tuple(tags.values_list("name", flat=True)),
        "credits": tuple(
            (str(one["contributor_id"]), one["role"])
            for one in data.get("credits") or ()
            if one["contributor_id"]
        ),
        "agency_credits": tuple(
            (str(one["agency_id"]),) for one in data.get("agencies") or () if one["agency_id"]
        ),
    }


def of_post(posted: QueryDict, otherwise: Said) -> Said:
    """What a form sent; fields that it did not show say what ``otherwise`` says."""
    said = dict(otherwise)
    for name in (*LINES, *LONG, *CHOSEN, "body"):
        if name in posted:
            said[name] = _plain(name, posted[name])
    said["headline_is_working"] = "headline_is_working" in posted
    if "tags" in posted:
        said["tags"] = tuple(parse_tags(posted["tags"]))
        said["topics"] = tuple(dict.fromkeys(posted.getlist("topics")))
    for part, columns in PARTS.items():
        if f"{part}-TOTAL_FORMS" in posted:
            said[part] = tuple(dict.fromkeys(_rows(posted, part, columns)))
    return said


def to_post(said: Said, posted: QueryDict, article: Article) -> QueryDict:
    """``posted`` as if ``said`` had been typed into the form as it would be served now."""
    made = posted.copy()
    for name in (*LINES, *LONG, *CHOSEN, "body"):
        if name in posted:
            made[name] = said[name]
    made.pop("headline_is_working", None)
    if said["headline_is_working"]:
        made["headline_is_working"] = "on"
    if "tags" in posted:
        made["tags"] = ", ".join(_quoted(tag) for tag in said["tags"])
        made.setlist("topics", list(said["topics"]))
    for part, columns in PARTS.items():
        if f"{part}-TOTAL_FORMS" in posted:
            _write_rows(made, part, columns, said[part], getattr(article, part).all())
    return made


def _plain(name: str, text: str) -> str:
    if name in LONG:
        return "\n".join(text.splitlines()).strip()
    return text if name == "body" else " ".join(text.split())


def _quoted(tag: str) -> str:
    return f'"{tag}"' if "," in tag or " " in tag else tag


def _rows(posted, part, columns):
    """The filled rows that are not to be removed, in the order that was typed."""
    found = []
    for at in range(_count(posted.get(f"{part}-TOTAL_FORMS", ""))):
        row = tuple(posted.get(f"{part}-{at}-{column}", "") for column in columns)
        if row[0] and not posted.get(f"{part}-{at}-DELETE"):
            found.append((_count(posted.get(f"{part}-{at}-position", "")), at, row))
    return [row for _position, _at, row in sorted(found)]


def _count(text: str) -> int:
    return min(int(text), 1000) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _write_rows(made: QueryDict, part: str, columns, rows: Iterable[tuple], stored: Any) -> None:
    """Rows that are stored come first, as a formset wants it; some of them to be removed."""
    prefix = f"{part}-"
    kept = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    for name in [name for name in made if name.startswith(prefix)]:
        if name.removeprefix(prefix) not in kept:
            del made[name]
    names = [f"{column}_id" if column != "role" else column for column in columns]
    there = {tuple(str(getattr(row, name)) for name in names): row for row in stored}
    places = {row: position for position, row in enumerate(rows)}
    forms = [*there, *(row for row in places if row not in there)]
    made[f"{prefix}TOTAL_FORMS"], made[f"{prefix}INITIAL_FORMS"] = str(len(forms)), str(len(there))
    for at, row in enumerate(forms):
        for column, value in zip(columns, row, strict=True):
            made[f"{prefix}{at}-{column}"] = value
        made[f"{prefix}{at}-position"] = str(places.get(row, 0))
        if row in there:
            made[f"{prefix}{at}-id"] = str(there[row].pk)
            if row not in places:
                made[f"{prefix}{at}-DELETE"] = "on"
