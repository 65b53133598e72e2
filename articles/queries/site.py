"""What frames every reader page: the site's name, sections and languages."""

import json
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Subquery
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import Language, Section, SiteSettings
from articles.models.language import localised
from articles.models.taxonomy import localised_slug

from .prepared import Prepared

# How many frames each process keeps: every language, in a few states.
KEPT = 64


@dataclass(frozen=True)
class Link:
    name: str
    url: str
    pk: int = 0


@dataclass(frozen=True)
class LanguageChoice:
    code: str
    name: str
    direction: str
    url: str
    current: bool


@dataclass(frozen=True)
class Site:
    name: str
    tagline: str
    footer_text: str
    default_language: str
    front_url: str
    sections: list[Link]
    languages: list[LanguageChoice]
    corrections_url: str = ""
    banner: dict[str, str] = field(default_factory=dict)
    # Finished parts of pages, for as long as nothing of this changes.
    kept: dict = field(default_factory=dict, compare=False, repr=False)

    def section_number(self, url: str) -> int | None:
        """Where the section with the address ``url`` stands among ``sections``, from 0."""
        urls = (section.url for section in self.sections)
        return next((number for number, own in enumerate(urls) if own == url), None)


@dataclass(frozen=True)
class Furniture:
    site: Site
    language: LanguageChoice


def default_language() -> str:
    """The tag of the language that ``/`` leads to; one query."""
    return SiteSettings.objects.values_list("default_language_id", flat=True).get(pk=1)


def revision() -> Subquery:
    """For other queries of a page: the mark that changes with whatever frames it."""
    return Subquery(SiteSettings.objects.filter(pk=1).values("revision"))


def furniture(code: str | None = None, *, revision: UUID | None = None) -> Furniture | None:
    """The frame of a page in the language ``code``.

    One query, or none where the frame of the ``revision`` that the page's own query found is
    there. None stands for the default language. Returns None for a language that the site does
    not have.
    """
    if (code, revision) in _made:
        return _made[code, revision]
    [(revision, *columns)] = _frame.raw()
    key = code, revision
    if key not in _made:
        if len(_made) >= KEPT:
            _made.clear()
        _made[key] = _furniture(code, *columns)
    return _made[key]


def _query():
    languages = Language.objects.order_by("position", "code").values(
        json=JSONObject(code="code", name="name", direction="direction")
    )
    sections = Section.objects.order_by("position", "slug").values(
        json=JSONObject(id="id", slug="slug", name="name", names="names")
    )
    texts = ("tagline", "taglines", "footer", "footers", "banner")
    return SiteSettings.objects.filter(pk=1).values_list(
        "revision",
        "name",
        "default_language",
        JSONObject(**{name: name for name in texts}),
        ArraySubquery(languages),
        ArraySubquery(sections),
    )


_frame = Prepared(_query)


# What was made for each language in each state of the rows, which the revision stands for.
_made: dict[tuple, Furniture | None] = {}


def _furniture(
    code: str | None, name: str, default: str, texts: str, languages: list[str], sections: list[str]
) -> Furniture | None:
    code, own = code or default, json.loads(texts)
    choices = [_choice(json.loads(row), code) for row in languages]
    current = next((choice for choice in choices if choice.current), None)
    return current and Furniture(
        site=Site(
            name=name,
            tagline=localised(own["taglines"], code, own["tagline"]),
            footer_text=localised(own["footers"], code, own["footer"]),
            default_language=default,
            front_url=addresses.front(code),
            sections=[_section_link(json.loads(row), code) for row in sections],
            languages=choices,
            corrections_url=addresses.corrections(code),
            banner=own["banner"] or {},
        ),
        language=current,
    )


def _choice(row, code):
    return LanguageChoice(
        code=row["code"],
        name=row["name"],
        direction=row["direction"],
        url=addresses.front(row["code"]),
        current=row["code"] == code,
    )


def _section_link(row, code):
    return Link(
        name=localised(row["names"], code, row["name"]),
        url=addresses.address(
            addresses.SECTION, code, localised_slug(row["names"], code, row["slug"]), row["id"]
        ),
        pk=row["id"],
    )
