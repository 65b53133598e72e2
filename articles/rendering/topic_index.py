"""The index of topics: from their names to what its template prints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import addresses
from articles.alphabet import initial
from articles.queries.site import Furniture, Link

from . import sharing, structured_pages

# Topics that the page's description for search engines names.
NAMED = 12


@dataclass(frozen=True)
class Letter:
    """``name`` is what its topics begin with; "" of what has no letters. ``key`` is unique."""

    name: str
    key: str
    topics: list[Link]


@dataclass(frozen=True)
class TopicIndex:
    title: str
    description: str
    letters: list[Letter]
    canonical_url: str
    sharing: SafeString
    json_ld: SafeString


def topic_index(
    topics: Sequence[Link], furniture: Furniture, absolute: Callable[[str], str]
) -> TopicIndex:
    """In the active language. ``absolute`` makes a full address of a path."""
    language = furniture.language.code
    title, url = _("Topics"), absolute(addresses.topics(language))
    description = ", ".join(topic.name for topic in topics[:NAMED])
    return TopicIndex(
        title=title,
        description=description,
        letters=_letters(topics, language),
        canonical_url=url,
        sharing=sharing.of_list("topics", title, description, url, None, furniture, absolute),
        json_ld=structured_pages.of_list(
            "topics",
            title,
            description,
            url,
            [topic.url for topic in topics],
            {},
            furniture,
            absolute,
        ),
    )


def _letters(topics: Sequence[Link], language: str) -> list[Letter]:
    runs = groupby(topics, key=lambda topic: initial(topic.name, language))
    return [
        Letter(name, f"letter-{number}", list(under))
        for number, (name, under) in enumerate(runs, 1)
    ]
