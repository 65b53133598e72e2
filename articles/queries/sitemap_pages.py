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

# Of each kind, so that all of them fit into one file.
MOST = 10_000
HERE = OuterRef(OuterRef("pk"))


@dataclass(frozen=True)
class Page:
    """A page in one language or several: by language its path, and when it was last added to."""

    paths: dict[str, str]
    changed_at: dict[str, datetime]


def pages(*, at: datetime) -> list[Page]:
    """Fronts, sections, topics and people with live stories, then the newsroom's own.

    Five queries, each of which looks up the newest story of each list by its index.
    """
    live = Publication.objects.live(at)
    sections = _lists(Section.objects.all(), live.filter(section=HERE), "-pk")
    rows = PublicationTopic.objects.filter(topic=HERE, publication__in=live)
    topics = _lists(Topic.objects.all(), rows, "-publication")
    rows_of_people = PublicationPerson.objects.filter(contributor=HERE, publication__in=live)
    people = Contributor.objects.filter(is_complete=True)
    return [
        *_fronts(live),
        *_at(addresses.SECTION, sections, lambda row, code: row.slug_in(code)),
        *_at(addresses.TOPIC, topics, lambda row, code: row.slug_in(code)),
        *_at(addresses.PERSON, _lists(people, rows_of_people, "-publication"), _slug_of_person),
        *_policies(),
    ]


def _fronts(live: QuerySet) -> list[Page]:
    newest = [row["json"] for row in _newest(live, "-pk")]
    paths = {row["language"]: addresses.front(row["language"]) for row in newest}
    return [Page(paths, _times(newest))] if paths else []


def _lists(subjects: QuerySet, stories: QuerySet, key: str) -> QuerySet:
    """``subjects`` with live ``stories``, each with the newest of each language as ``newest``."""
    found = subjects.annotate(newest=ArraySubquery(_newest(stories, key)))
    return found.exclude(newest=[]).order_by("pk")[:MOST]


def _newest(stories: QuerySet, key: str) -> QuerySet:
    """For each language that has ``stories`` the time at which the newest was published."""
    newest = stories.filter(language=OuterRef("pk")).order_by("-published_at", key)
    languages = Language.objects.order_by("position", "code").annotate(
        newest=Subquery(newest.values("published_at")[:1])
    )
    return languages.exclude(newest=None).values(json=JSONObject(language="code", at="newest"))


def _at(kind: str, subjects: Iterable[Any], slug: Callable[[Any, str], str]) -> list[Page]:
    return [
        Page(
            {
                row["language"]: addresses.address(
                    kind, row["language"], slug(subject, row["language"]), subject.pk
                )
                for row in subject.newest
            },
            _times(subject.newest),
        )
        for subject in subjects
    ]


def _slug_of_person(person: Contributor, _language: str) -> str:
    return person.slug


def _times(newest: Iterable[dict]) -> dict[str, datetime]:
    return {row["language"]: datetime.fromisoformat(row["at"]) for row in newest}


def _policies() -> list[Page]:
    rows = PolicyText.objects.order_by("page__position", "page", "language")
    pages: dict[int, Page] = {}
    for pk, language, title, at in rows.values_list("page", "language", "title", "changed_at"):
        page = pages.setdefault(pk, Page({}, {}))
        page.paths[language] = addresses.policy(language, title, pk)
        page.changed_at[language] = at
    return list(pages.values())
