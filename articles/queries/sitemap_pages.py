"""What search engines are told of beside stories: lists with live ones, and our own pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import (
    Contributor,
    Language,
    PolicyText,
    Publication,
    PublicationPerson,
    PublicationTopic,
    Section,
    Topic,
)

# Addresses in one file, as of stories: the protocol admits 50,000.
MOST = 5_000
SUBJECT = OuterRef(OuterRef("pk"))


@dataclass(frozen=True)
class Page:
    """A page in one language or several: by language its path, and when it was last added to."""

    paths: dict[str, str]
    changed_at: dict[str, datetime]


@dataclass(frozen=True)
class Kind:
    """Lists about the same kind of thing. ``of`` leads to it from the rows of its lists, which
    ``rows`` gives; ``key`` is theirs, by which they are in order where times are the same.
    """

    letter: str
    subjects: Callable[[], QuerySet]
    rows: Callable[[QuerySet], QuerySet]
    of: str
    key: str
    slug: Callable[[Any, str], str]


def _listed(model: type[PublicationTopic] | type[PublicationPerson]) -> Callable:
    return lambda live: model.objects.filter(publication__in=live)


# By the name of their files.
KINDS = {
    "sections": Kind(
        addresses.SECTION,
        subjects=Section.objects.all,
        rows=lambda live: live,
        of="section",
        key="pk",
        slug=Section.slug_in,
    ),
    "topics": Kind(
        addresses.TOPIC,
        subjects=Topic.objects.all,
        rows=_listed(PublicationTopic),
        of="topic",
        key="publication",
        slug=Topic.slug_in,
    ),
    "people": Kind(
        addresses.PERSON,
        subjects=lambda: Contributor.objects.filter(is_complete=True),
        rows=_listed(PublicationPerson),
        of="contributor",
        key="publication",
        slug=lambda person, _language: person.slug,
    ),
}


def files() -> dict[str, int]:
    """How many files it takes to tell of each of KINDS; a query for each, and one.

    Whether anything of it is live is not asked, so that each stays in its file.
    """
    share = _share()
    return {name: -(-kind.subjects().count() // share) for name, kind in KINDS.items()}


def _share() -> int:
    """How many subjects fit into a file, each with a page in every language."""
    return max(1, MOST // (Language.objects.count() or 1))


def pages(*, at: datetime) -> list[Page]:
    """Fronts with live stories, then the newsroom's own pages; two queries."""
    return [*_fronts(Publication.objects.live(at)), *_policies()]


def subjects(name: str, number: int, *, at: datetime) -> list[Page]:
    """Those of file ``number``, from 1, of one of KINDS that have live stories; three queries.

    The newest story of each in each language is looked up once, by the index of their lists: where
    all of a list have expired, all are looked at. A language without any live story is left out.
    """
    kind, share, live = KINDS[name], _share(), Publication.objects.live(at)
    codes = [*_times_of_fronts(live)]
    if not codes:
        return []
    languages = Language.objects.filter(pk__in=codes)
    rows = kind.rows(live).filter(**{kind.of: SUBJECT})
    newest = _newest(rows, f"-{kind.key}", languages)
    every = kind.subjects().annotate(newest=ArraySubquery(newest))
    here = every.order_by("pk")[(number - 1) * share : number * share]
    return [page for subject in here if (page := _page(kind, subject))]


def _page(kind: Kind, subject: Any) -> Page | None:
    times = _times(subject.newest)
    paths = {
        code: addresses.address(kind.letter, code, kind.slug(subject, code), subject.pk)
        for code in times
    }
    return Page(paths, times) if paths else None


def _fronts(live: QuerySet) -> list[Page]:
    times = _times_of_fronts(live)
    return [Page({code: addresses.front(code) for code in times}, times)] if times else []


def _times_of_fronts(live: QuerySet) -> dict[str, datetime]:
    """For each language that has ``live`` stories when the newest was published."""
    return _times(row["json"] for row in _newest(live, "-pk", Language.objects.all()))


def _newest(stories: QuerySet, key: str, languages: QuerySet) -> QuerySet:
    """For each of ``languages`` when the newest of ``stories`` was published, or null."""
    newest = stories.filter(language=OuterRef("pk")).order_by("-published_at", key)
    at = Subquery(newest.values("published_at")[:1])
    return languages.order_by("position", "code").values(json=JSONObject(language="code", at=at))


def _times(newest: Iterable[dict]) -> dict[str, datetime]:
    return {row["language"]: datetime.fromisoformat(row["at"]) for row in newest if row["at"]}


def _policies() -> list[Page]:
    rows = PolicyText.objects.order_by("page__position", "page", "language")
    pages: dict[int, Page] = {}
    for pk, language, title, at in rows.values_list("page", "language", "title", "changed_at"):
        page = pages.setdefault(pk, Page({}, {}))
        page.paths[language] = addresses.policy(language, title, pk)
        page.changed_at[language] = at
    return list(pages.values())
