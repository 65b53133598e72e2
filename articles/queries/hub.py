"""Which feeds a story stands in, and where those are.

A feed is named as in its id (``rendering.feeds``): ``front/en``, ``section/3/en``.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import (
    Correction,
    Language,
    Publication,
    PublicationPerson,
    PublicationTag,
    PublicationTopic,
    SiteSettings,
)

from . import published, subjects

# The keys of the newest stories of each list.
_newest = {kind: published.LISTS[kind].of("pk") for kind in addresses.LETTERS}
# Entries of feeds name all that they are filed under but their tags.
UNNAMED = {"tag"}


def hub_url() -> str:
    """Of the hub that is told of changes; "" without one."""
    return SiteSettings.objects.values_list("hub_url", flat=True).get(pk=1)


def feeds_of(articles: Iterable[int]) -> set[str]:
    """The names of the feeds in which the publications of ``articles`` stand; one query."""
    rows = {
        "topic": PublicationTopic.objects.order_by().values(json=JSONObject(pk="topic")),
        "tag": PublicationTag.objects.order_by().values(json=JSONObject(pk="tag")),
        "person": PublicationPerson.objects.order_by().values(json=JSONObject(pk="contributor")),
    }
    here = OuterRef("pk")
    found = (
        Publication.objects.filter(pk__in=articles)
        .order_by()
        .values_list(
            "language",
            "section",
            Exists(Correction.objects.filter(article=here)),
            *(ArraySubquery(of_kind.filter(publication=here)) for of_kind in rows.values()),
        )
    )
    names = set()
    for language, section, is_corrected, *others in found:
        names |= {f"front/{language}", f"section/{section}/{language}"}
        names |= {f"corrections/{language}"} if is_corrected else set()
        for kind, keys in zip(rows, others, strict=True):
            names |= {f"{kind}/{key['pk']}/{language}" for key in keys}
    return names


def feeds_about(kind: str, pk: int, *, at: datetime) -> set[str]:
    """The names of the feeds of a section, topic, tag or person, and of those in which its newest
    stories stand under its name; a query for each language, and one.

    Of each language as many stories are looked at as a feed has; another may hold an older one.
    """
    names: set[str] = set()
    articles: list[int] = []
    for language in Language.objects.order_by().values_list("code", flat=True):
        if rows := _newest[kind].page(None, pk=pk, language=language, at=at).rows:
            names.add(f"{kind}/{pk}/{language}")
            articles += [article for (article,) in rows]
    return names if kind in UNNAMED else names | feeds_of(articles)


def pages(names: Iterable[str]) -> list[str]:
    """The paths of the pages that have the feeds so named, each once; not of what is gone."""
    found = (_page(*name.split("/")) for name in sorted(names))
    return list(dict.fromkeys(page for page in found if page))


def _page(kind: str, *rest: str) -> str:
    """The path of one; "" of what is gone meanwhile."""
    *key, language = rest
    if kind == "front":
        return addresses.front(language)
    if kind == "corrections":
        return addresses.corrections(language)
    subject = subjects.subject(kind, int(*key), language)
    if subject is None:
        return ""
    return addresses.address(addresses.LETTERS[kind], language, subject.slug, subject.pk)
