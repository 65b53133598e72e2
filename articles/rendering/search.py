"""From what a search found to what its page prints."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import locales
from articles.queries.search import Found, Hit, Trouble
from articles.queries.search_terms import MOST_CHARS, MOST_TERMS, Typed
from articles.queries.site import Furniture, Site

from . import sharing, snippets
from .card_places import in_place

NEWEST = "newest"
_TEASER = re.compile(r'<p class="card-teaser">[^<]*</p>')


@dataclass(frozen=True)
class Asked:
    """What the address of a search asks for, as far as it makes sense."""

    typed: Typed
    section: int | None = None
    topic: int | None = None
    since: date | None = None
    until: date | None = None
    is_newest_first: bool = False
    page: int = 1

    def at(self, url: str) -> str:
        """The address of this search, whose form is at ``url``."""
        values = {
            "q": self.typed.text,
            "section": self.section,
            "topic": self.topic,
            "from": self.since,
            "to": self.until,
            "sort": NEWEST if self.is_newest_first else None,
            "page": self.page if self.page > 1 else None,
        }
        return f"{url}?{urlencode({name: value for name, value in values.items() if value})}"

    @property
    def is_narrowed(self) -> bool:
        return any((self.section, self.topic, self.since, self.until))


@dataclass(frozen=True)
class Choice:
    """``count`` is how many stories there are behind it, in words; it may be empty."""

    name: str
    url: str
    count: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    choices: list[Choice]


@dataclass(frozen=True)
class SearchPage:
    """``said`` tells how much was found, or why nothing; ``notes`` what was left out of account."""

    title: str
    description: str
    url: str
    canonical_url: str
    sharing: SafeString
    query: str
    most_chars: str
    since: str
    until: str
    # Names and values that the form sends on.
    kept: list[dict[str, str]]
    said: str = ""
    notes: list[str] = field(default_factory=list)
    suggestion: Choice | None = None
    cards: list[SafeString] = field(default_factory=list)
    chosen: list[Choice] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    sorts: list[Choice] = field(default_factory=list)
    everything_url: str = ""
    previous_url: str = ""
    next_url: str = ""


def search_page(
    asked: Asked,
    found: Found | None,
    furniture: Furniture,
    *,
    topic_name: str,
    notes: list[str],
    absolute: Callable[[str], str],
    at: datetime,
) -> SearchPage:
    """In the active language. ``found`` is None before anything is asked for."""
    site, text = furniture.site, asked.typed.text
    url, canonical_url = site.search_url, absolute(site.search_url)
    title = _("Search: %s") % text if text else _("Search")
    description = f"{_('Search all stories')} – {site.name}"
    page = SearchPage(
        title=title,
        description=description,
        url=url,
        canonical_url=canonical_url,
        sharing=sharing.of_list(
            "search", title, description, canonical_url, None, furniture, absolute
        ),
        query=text,
        most_chars=str(MOST_CHARS),
        since=str(asked.since or ""),
        until=str(asked.until or ""),
        kept=_kept(asked),
        notes=[*notes, *_cut(asked.typed), *_partial(found)],
    )
    if found is None:
        return page
    return replace(
        page,
        said=_said(found, text),
        suggestion=_suggestion(found, asked, url),
        cards=[_ready(card) for card in in_place(list(map(_card, found.hits)), ())],
        chosen=list(_chosen(asked, site, topic_name)),
        facets=[facet for facet in _facets(found, asked, site, at) if facet.choices],
        sorts=_sorts(asked, url) if found.total > 1 else [],
        everything_url=Asked(asked.typed).at(url) if asked.is_narrowed else "",
        previous_url=replace(asked, page=asked.page - 1).at(url) if asked.page > 1 else "",
        next_url=replace(asked, page=asked.page + 1).at(url) if found.has_more else "",
    )


def day_begins(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def day_ends(day: date) -> datetime:
    return datetime.combine(day, time.max, timezone.get_default_timezone())


def _kept(asked):
    values = {
        "section": asked.section,
        "topic": asked.topic,
        "sort": NEWEST if asked.is_newest_first else None,
    }
    return [{"name": name, "value": str(value)} for name, value in values.items() if value]


def _cut(typed: Typed) -> Iterator[str]:
    if typed.is_cut:
        yield _(
            "That was long: only its first %(words)s words, or %(characters)s characters, count."
        ) % {"words": _number(MOST_TERMS), "characters": _number(MOST_CHARS)}


def _partial(found: Found | None) -> Iterator[str]:
    if found and found.is_partial:
        yield _("There was no time to look through old stories. Rarer words find them.")


def _said(found: Found, text: str) -> str:
    if found.trouble:
        return {
            Trouble.NO_WORDS: _("There is no word in it to look for."),
            Trouble.COMMON_WORDS: _(
                "These words stand in nearly every story. Add one that says more."
            ),
            Trouble.ONLY_EXCLUDED: _("Say what to look for, too, not only what to leave out."),
            Trouble.SLOW: _(
                "That takes too long to look for. Rarer words help, or a shorter time."
            ),
        }[found.trouble]
    if not found.total:
        return _("Nothing was found for “%s”.") % text
    number = _number(found.total)
    if found.is_capped:
        words = _("More than %(number)s stories. The numbers below are of the newest of them.")
    else:
        words = ngettext("%(number)s story", "%(number)s stories", found.total)
    return words % {"number": number}


def _suggestion(found: Found, asked: Asked, url: str) -> Choice | None:
    if not found.suggestion:
        return None
    other = replace(asked, typed=Typed(found.suggestion), page=1)
    return Choice(found.suggestion, other.at(url))


def _card(hit: Hit) -> str:
    """The story's card with what was looked for marked in its headline, and where its teaser was
    the piece of its text that says most of it.
    """
    headline = conditional_escape(hit.headline.text)
    card = hit.card.replace(f">{headline}</a></h3>", f">{snippets.marked(hit.headline)}</a></h3>")
    said_more = len(snippets.words(hit.body)) > len(snippets.words(hit.teaser))
    text = snippets.snippet(hit.body) if said_more else snippets.marked(hit.teaser)
    paragraph = f'<p class="card-teaser">{text}</p>' if text else ""
    if _TEASER.search(card):
        return _TEASER.sub(lambda _teaser: paragraph, card, count=1)
    return card.replace("</h3>", f"</h3>\n{paragraph}", 1)


def _ready(card: str) -> SafeString:
    """HTML that was made at publication, with escaped texts in it."""
    return mark_safe(card)


def _chosen(asked: Asked, site: Site, topic_name: str) -> Iterator[Choice]:
    """What the search is narrowed to, each with the address of the search without it."""
    url = site.search_url
    for section in site.sections:
        if section.pk == asked.section:
            yield Choice(section.name, replace(asked, section=None, page=1).at(url))
    if asked.topic:
        yield Choice(topic_name, replace(asked, topic=None, page=1).at(url))
    if asked.since:
        words = _("from %s") % locales.day(day_begins(asked.since))
        yield Choice(words, replace(asked, since=None, page=1).at(url))
    if asked.until:
        words = _("until %s") % locales.day(day_begins(asked.until))
        yield Choice(words, replace(asked, until=None, page=1).at(url))


def _facets(found: Found, asked: Asked, site: Site, at: datetime) -> Iterator[Facet]:
    """What the search can be narrowed to; what all stories have in common narrows nothing."""

    def choice(name: str, count: int, **narrower: int | date) -> Choice:
        other = replace(asked, page=1, **narrower)  # type: ignore[arg-type]
        return Choice(name, other.at(site.search_url), _number(count))

    def narrowing(rows: Iterable[tuple]) -> list[tuple]:
        return [row for row in rows if 0 < row[-1] < found.total]

    if not asked.section:
        rows = [(one.pk, one.name, found.sections[one.pk]) for one in site.sections]
        chosen = sorted(narrowing(rows), key=lambda row: -row[-1])
        yield Facet(_("Section"), [choice(name, count, section=pk) for pk, name, count in chosen])
    if not asked.topic:
        chosen = narrowing(found.topics)
        yield Facet(_("Topic"), [choice(name, count, topic=pk) for pk, name, count in chosen])
    if not asked.since and not asked.until:
        rows = [(day, name, _since(found, day)) for day, name in _days(at)]
        chosen = narrowing(rows)
        yield Facet(_("Time"), [choice(name, count, since=day) for day, name, count in chosen])


def _days(at: datetime) -> list[tuple[date, str]]:
    today = timezone.localtime(at, timezone.get_default_timezone()).date()
    return [
        (today, _("Today")),
        (today - timedelta(days=7), _("Past week")),
        (today - timedelta(days=30), _("Past month")),
        (today - timedelta(days=365), _("Past year")),
    ]


def _since(found: Found, day: date) -> int:
    start = day_begins(day)
    return sum(moment >= start for moment in found.times)


def _sorts(asked: Asked, url: str) -> list[Choice]:
    names = {False: _("Best match first"), True: _("Newest first")}
    return [
        Choice(
            name,
            replace(asked, page=1, is_newest_first=is_newest).at(url),
            is_current=is_newest == asked.is_newest_first,
        )
        for is_newest, name in names.items()
    ]


def _number(number: int) -> str:
    return locales.digits(number_format(number, force_grouping=True))
