"""What frames every reader page: the site's name, sections and languages, its own pages and links,
and breaking news.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, Subquery
from django.db.models.functions import JSONObject, Now

from articles import addresses
from articles.enums import Numerals
from articles.models import (
    BreakingNews,
    FooterLink,
    Front,
    Language,
    PolicyText,
    Section,
    SiteSettings,
)
from articles.models.language import localised
from articles.models.taxonomy import localised_slug

from .prepared import Prepared

# How many frames each process keeps: every language, in a few states.
KEPT = 64
LOGO = ("rendition_key", "renditions", "usable_from", "usable_until", "do_not_use")


@dataclass(frozen=True)
class Link:
    name: str
    url: str
    pk: int = 0


@dataclass(frozen=True)
class Policy:
    """A page in which the newsroom says how it works; ``kind`` is a ``PolicyKind``."""

    kind: str
    name: str
    url: str
    is_in_footer: bool


@dataclass(frozen=True)
class Logo:
    """A picture whose files stand under ``key``; ``rights`` are those of ``articles.rights``."""

    key: str
    made: dict
    rights: dict


@dataclass(frozen=True)
class Breaking:
    """What the bar says from one moment to another; ``url`` is empty without a story."""

    text: str
    url: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class LanguageChoice:
    code: str
    name: str
    direction: str
    url: str
    current: bool
    numerals: str = Numerals.LATN


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
    search_url: str = ""
    topics_url: str = ""
    # Of tagline and footer where they are in the site's own language, for want of words in this.
    tagline_language: LanguageChoice | None = None
    footer_language: LanguageChoice | None = None
    # Of the WebSub hub that is told when feeds change; "" without one.
    hub_url: str = ""
    # None without one, and for one that may not be used at all.
    logo: Logo | None = None
    policies: list[Policy] = field(default_factory=list)
    footer_links: list[Link] = field(default_factory=list)
    breaking: list[Breaking] = field(default_factory=list)
    banner: dict[str, str] = field(default_factory=dict)
    # Of which pages readers have an arrangement, see ``arranged``.
    arranged: frozenset[tuple] = frozenset()
    # Finished parts of pages, for as long as nothing of this changes.
    kept: dict = field(default_factory=dict, compare=False, repr=False)

    def section_number(self, url: str) -> int | None:
        """Where the section with the address ``url`` stands among ``sections``, from 0."""
        urls = (section.url for section in self.sections)
        return next((number for number, own in enumerate(urls) if own == url), None)

    def breaking_at(self, at: datetime) -> Breaking | None:
        """What the bar says at ``at``: of several the one that began last."""
        found = (one for one in self.breaking if one.starts_at <= at < one.ends_at)
        return next(found, None)


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
    if (code, revision) not in _made:
        [(revision, *columns)] = _frame.raw()
    if (code, revision) not in _made:
        if len(_made) >= KEPT:
            _made.clear()
        _made[code, revision] = _furniture(code, *columns)
    _last[code] = revision
    return _made[code, revision]


def arranged(code: str, *, revision: UUID | None = None) -> frozenset[tuple] | None:
    """The pages in the language ``code`` of which readers have an arrangement: list and key.

    Asks nothing. It is of the frame of ``revision``, or of the last that was looked at; None where
    that is not there.
    """
    found = _made.get((code, revision or _last.get(code)))
    return found.site.arranged if found else None


def _query():
    languages = Language.objects.order_by("position", "code").values(
        json=JSONObject(code="code", name="name", direction="direction", numerals="numerals")
    )
    sections = Section.objects.order_by("position", "slug").values(
        json=JSONObject(id="id", slug="slug", name="name", names="names")
    )
    policies = PolicyText.objects.order_by("page__position", "page").values(
        json=JSONObject(
            id="page",
            kind="page__kind",
            language="language",
            title="title",
            is_in_footer="page__is_in_footer",
        )
    )
    links = FooterLink.objects.order_by("position", "pk").values(
        json=JSONObject(language="language", name="name", names="names", url="url")
    )
    fronts = (
        Front.objects.exclude(live=None)
        .order_by("pk")
        .values(json=JSONObject(language="language", section="section", topic="topic"))
    )
    texts = ("tagline", "taglines", "footer", "footers", "banner", "hub_url")
    return SiteSettings.objects.filter(pk=1).values_list(
        "revision",
        "name",
        "default_language",
        JSONObject(
            **{name: name for name in texts},
            **{f"logo_{name}": f"logo__{name}" for name in LOGO},
        ),
        ArraySubquery(languages),
        ArraySubquery(sections),
        ArraySubquery(policies),
        ArraySubquery(links),
        ArraySubquery(_breaking_rows()),
        ArraySubquery(fronts),
    )


def _breaking_rows():
    """What is not over, the newest first, with the times at which readers have its story.

    One whose story is withdrawn or not to be published is left out. The frame is made anew when
    that changes.
    """
    story = "article__publication__"
    with_story = Q(**{f"{story}pk__isnull": False, f"{story}withdrawn_at": None})
    rows = BreakingNews.objects.filter(Q(article=None) | with_story, ends_at__gt=Now())
    return rows.order_by("-starts_at", "-pk").values(
        json=JSONObject(
            language="language",
            text="text",
            starts_at="starts_at",
            ends_at="ends_at",
            article="article",
            slug=f"{story}slug",
            article_language=f"{story}language",
            published_at=f"{story}published_at",
            expires_at=f"{story}expires_at",
        )
    )


_frame = Prepared(_query)


# What was made for each language in each state of the rows, which the revision stands for.
_made: dict[tuple, Furniture | None] = {}
# The state in which each was looked at last.
_last: dict[str | None, UUID | None] = {}


def _furniture(
    code: str | None,
    name: str,
    default: str,
    texts: str,
    languages: list[str],
    sections: list[str],
    policies: list[str],
    links: list[str],
    breaking: list[str],
    fronts: list[str],
) -> Furniture | None:
    code, own = code or default, json.loads(texts)
    choices = [_choice(json.loads(row), code) for row in languages]
    current = next((choice for choice in choices if choice.current), None)
    others = {choice.code: choice for choice in choices if choice.code == default != code}
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
            search_url=addresses.search(code),
            topics_url=addresses.topics(code),
            tagline_language=None if own["taglines"].get(code) else others.get(default),
            footer_language=None if own["footers"].get(code) else others.get(default),
            hub_url=own["hub_url"],
            logo=_logo(**{name: own[f"logo_{name}"] for name in LOGO}),
            policies=[_policy(row) for row in _in(code, policies)],
            footer_links=[_footer_link(row, code) for row in _in(code, links)],
            breaking=[_breaking(row) for row in _in(code, breaking)],
            banner=own["banner"] or {},
            arranged=frozenset(_arranged(row) for row in _in(code, fronts)),
        ),
        language=current,
    )


def _in(code, rows):
    """The ``rows`` of a language, and those of all."""
    found = (json.loads(row) for row in rows)
    return [row for row in found if row["language"] in (code, None)]


def _logo(rendition_key, renditions, usable_from, usable_until, do_not_use):
    if not rendition_key or do_not_use:
        return None
    limits = {"from": usable_from, "until": usable_until}
    return Logo(rendition_key, renditions, {name: at for name, at in limits.items() if at})


def _arranged(row):
    kind = next((kind for kind in ("section", "topic") if row[kind]), "front")
    return kind, row.get(kind)


def _policy(row):
    url = addresses.policy(row["language"], row["title"], row["id"])
    return Policy(row["kind"], row["title"], url, row["is_in_footer"])


def _footer_link(row, code):
    return Link(localised(row["names"], code, row["name"]), row["url"])


def _breaking(row):
    begins, ends = [row["starts_at"]], [row["ends_at"]]
    url = ""
    if row["article"]:
        begins.append(row["published_at"])
        ends += [row["expires_at"]] if row["expires_at"] else []
        url = addresses.address(
            addresses.ARTICLE, row["article_language"], row["slug"], row["article"]
        )
    return Breaking(
        row["text"],
        url,
        starts_at=max(map(datetime.fromisoformat, begins)),
        ends_at=min(map(datetime.fromisoformat, ends)),
    )


def _choice(row, code):
    return LanguageChoice(
        code=row["code"],
        name=row["name"],
        direction=row["direction"],
        url=addresses.front(row["code"]),
        current=row["code"] == code,
        numerals=row["numerals"],
    )


def _section_link(row, code):
    return Link(
        name=localised(row["names"], code, row["name"]),
        url=addresses.address(
            addresses.SECTION, code, localised_slug(row["names"], code, row["slug"]), row["id"]
        ),
        pk=row["id"],
    )
