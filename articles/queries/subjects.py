"""What lists are about: sections, topics, tags and people, as readers may know of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from articles.models import (
    Contributor,
    Language,
    Publication,
    PublicationPerson,
    PublicationTag,
    PublicationTopic,
    Section,
    Tag,
    Topic,
)

from .prepared import Prepared


@dataclass(frozen=True)
class Subject:
    """What a list page is about: a topic, tag or person."""

    pk: int
    name: str
    slug: str
    description: str = ""
    details: dict = field(default_factory=dict)
    # By language, of every one in which it has a page.
    slugs: dict[str, str] = field(default_factory=dict)
    # Addresses of what else on the web is about the same: https://schema.org/sameAs
    same_as: list[str] = field(default_factory=list)
    # What of it is in the site's own language, for want of words in the page's.
    borrowed: frozenset[str] = frozenset()


NAMED = ("pk", "slug", "name", "names", "description", "descriptions")


def _languages(stories: QuerySet | None = None) -> ArraySubquery:
    """The languages that something has a page in: those of live ``stories``, or all."""
    languages = Language.objects.order_by()
    if stories is not None:
        live = Publication.objects.live(Now()).order_by()
        shown = stories.filter(language=OuterRef("pk"), publication__in=live)
        languages = languages.filter(Exists(shown))
    return ArraySubquery(languages.values("pk"))


_section = Prepared(
    lambda pk: Section.objects.filter(pk=pk).order_by().values_list(*NAMED, _languages()), pk=int
)
_topic = Prepared(
    lambda pk: (
        Topic.objects.filter(pk=pk)
        .order_by()
        .values_list(*NAMED, "kind", _languages(PublicationTopic.objects.filter(topic=pk)))
    ),
    pk=int,
)
_tag = Prepared(
    lambda pk: (
        Tag.objects.filter(pk=pk)
        .order_by()
        .values_list(
            *("name", "slug", "merged_into"),
            _languages(PublicationTag.objects.filter(tag=pk)),
        )
    ),
    pk=int,
)
PERSON = ("pk", "name", "initials", "job_title", "job_titles", "bio", "bios", "same_as")
_person = Prepared(
    lambda pk: (
        Contributor.objects.filter(pk=pk, is_complete=True)
        .order_by()
        .values_list(*PERSON, _languages(PublicationPerson.objects.filter(contributor=pk)))
    ),
    pk=int,
)


def section(pk: int, language: str) -> Subject | None:
    for *row, languages in _section(pk=pk):
        return _named(Section(**dict(zip(NAMED, row, strict=True))), language, languages)
    return None


def topic(pk: int, language: str) -> Subject | None:
    for *row, kind, languages in _topic(pk=pk):
        named = Topic(**dict(zip(NAMED, row, strict=True)), kind=kind)
        return _named(named, language, languages, kind=named.get_kind_display())
    return None


def _named(
    row: Section | Topic, language: str, languages: Sequence[str], **details: str
) -> Subject:
    return Subject(
        pk=row.pk,
        name=row.name_in(language),
        slug=row.slug_in(language),
        description=row.description_in(language),
        details=details,
        slugs={code: row.slug_in(code) for code in languages},
        borrowed=_borrowed(language, description=row.descriptions),
    )


def _borrowed(language: str, **texts: Mapping[str, str]) -> frozenset[str]:
    return frozenset(name for name, others in texts.items() if not others.get(language))


def tag(pk: int) -> Subject | None:
    """The tag ``pk``, or the one that it was merged into; a query for each."""
    for name, slug, other, languages in _tag(pk=pk):
        slugs = dict.fromkeys(languages, slug)
        return tag(other) if other else Subject(pk=pk, name=name, slug=slug, slugs=slugs)
    return None


def person(pk: int, language: str) -> Subject | None:
    """Somebody who is more than initials to us."""
    for *row, languages in _person(pk=pk):
        known = Contributor(**dict(zip(PERSON, row, strict=True)))
        return Subject(
            pk=pk,
            name=known.name,
            slug=known.slug,
            description=known.bio_in(language),
            details={"initials": known.initials, "job_title": known.job_title_in(language)},
            slugs=dict.fromkeys(languages, known.slug),
            same_as=known.same_as,
            borrowed=_borrowed(language, description=known.bios, job_title=known.job_titles),
        )
    return None


def subject(kind: str, pk: int, language: str) -> Subject | None:
    """What a list or a feed of this kind is about: see ``addresses.LETTERS``."""
    return SUBJECTS[kind](pk, language)


SUBJECTS: dict[str, Callable[[int, str], Subject | None]] = {
    "section": section,
    "topic": topic,
    "tag": lambda pk, language: tag(pk),
    "person": person,
}
