"""What frames every reader page: the site's name, sections and languages."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from articles.models import Language, Section, SiteSettings
from articles.snapshot import addresses


@dataclass(frozen=True)
class Link:
    name: str
    url: str


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


@dataclass(frozen=True)
class Furniture:
    site: Site
    language: LanguageChoice


def default_language() -> str:
    """The tag of the language that ``/`` leads to; one query."""
    return SiteSettings.objects.values_list("default_language_id", flat=True).get(pk=1)


def furniture(code: str | None = None) -> Furniture | None:
    """The frame of a page in the language ``code``, in one query.

    None stands for the default language. Returns None for a language that the site does not
    have.
    """
    row = _query().get(pk=1)
    code = code or row["default_language_id"]
    languages = [
        LanguageChoice(
            code=entry["code"],
            name=entry["name"],
            direction=entry["direction"],
            url=addresses.front(entry["code"]),
            current=entry["code"] == code,
        )
        for entry in row["languages"]
    ]
    current = next((language for language in languages if language.current), None)
    return current and Furniture(site=_site(row, code, languages), language=current)


def _query():
    languages = Language.objects.order_by("position", "code").values(
        json=JSONObject(code="code", name="name", direction="direction")
    )
    sections = Section.objects.order_by("position", "slug").values(
        json=JSONObject(id="id", slug="slug", name="name", names="names")
    )
    return SiteSettings.objects.annotate(
        languages=ArraySubquery(languages), sections=ArraySubquery(sections)
    ).values()


def _site(row, code, languages):
    return Site(
        name=row["name"],
        tagline=row["taglines"].get(code) or row["tagline"],
        footer_text=row["footers"].get(code) or row["footer"],
        default_language=row["default_language_id"],
        front_url=addresses.front(code),
        sections=[_section_link(entry, code) for entry in row["sections"]],
        languages=languages,
    )


def _section_link(entry, code):
    section = Section(**entry)
    return Link(
        name=section.name_in(code),
        url=addresses.address(addresses.SECTION, code, section.slug_in(code), section.pk),
    )
