"""Readers' search. Whatever an address asks for, it is answered."""

from dataclasses import replace
from datetime import date
from functools import partial

from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import addresses, locales
from articles.queries import published
from articles.queries import search as searching
from articles.queries.search_terms import read
from articles.rendering.article import cards
from articles.rendering.search import NEWEST, Asked, day_begins, day_ends, search_page

from . import respond, subjects
from .errors import NEWEST as NEWEST_SHOWN

# The last page of what is counted; years in which stories may have been published.
LAST_PAGE = searching.MOST // searching.PAGE_SIZE
YEARS = range(1900, 2200)


@require_safe
def search(request, language):
    """``/<language>/search/?q=&section=&topic=&from=&to=&sort=&page=``, all of them optional."""
    at = timezone.now()
    furniture = respond.frame(language)
    with locales.speaking(furniture.language):
        asked, topic_name, notes = _asked(request.GET, furniture, at)
        found = _found(asked, language, at)
        if found and found.total and not found.hits:
            return HttpResponseRedirect(replace(asked, page=1).at(furniture.site.search_url))
        page = search_page(
            asked,
            found,
            furniture,
            topic_name=topic_name,
            notes=notes,
            absolute=respond.absolute(request),
            at=at,
        )
    newest = [] if page.cards else published.newest(language, at=at).cards[:NEWEST_SHOWN]
    own = {"page": page, "cards": cards(newest)}
    # What is found in one language is not what is found in another.
    elsewhere = {} if asked.typed.text else respond.everywhere(furniture.site, addresses.search)
    return respond.page(
        request, "articles/search.html", furniture, own, is_varied=True, elsewhere=elsewhere
    )


def _asked(given, furniture, at):
    """What the parameters ``given`` ask for, the name of the topic, and words on what is wrong."""
    topic, topic_name = _topic(given.get("topic"), furniture.language.code, at)
    section = _key(given.get("section"))
    if section not in {one.pk for one in furniture.site.sections}:
        section = None
    since, until = _day(given.get("from")), _day(given.get("to"))
    are_crossed = bool(since and until and since > until)
    asked = Asked(
        typed=read(given.get("q", "")),
        section=section,
        topic=topic,
        since=None if are_crossed else since,
        until=None if are_crossed else until,
        is_newest_first=given.get("sort") == NEWEST,
        page=min(_key(given.get("page")) or 1, LAST_PAGE),
    )
    notes = [
        (given.get("section") and not section, _("There is no such section: all were searched.")),
        (given.get("topic") and not topic, _("There is no such topic: all were searched.")),
        (given.get("from") and not since, _("The first day is no date: it was left out.")),
        (given.get("to") and not until, _("The last day is no date: it was left out.")),
        (are_crossed, _("The first day comes after the last: both were left out.")),
    ]
    return asked, topic_name, [words for is_so, words in notes if is_so]


def _found(asked, language, at):
    """None where nothing was typed."""
    if not asked.typed.text:
        return None
    question = searching.Question(
        language=language,
        typed=asked.typed,
        section=asked.section,
        topic=asked.topic,
        since=asked.since and day_begins(asked.since),
        until=asked.until and day_ends(asked.until),
        is_newest_first=asked.is_newest_first,
        page=asked.page,
    )
    return searching.find(question, at=at)


def _topic(text, language, at):
    """Key and name of a topic that has live stories: of others nobody is told."""
    if not (pk := _key(text)):
        return None, ""
    try:
        topic, _stories = subjects.with_stories(
            "topic", language, pk, partial(published.with_topic, at=at)
        )
    except Http404:
        return None, ""
    return pk, topic.name


def _key(text):
    """``text`` as a positive number that fits the database; None if it is none."""
    is_number = text and text.isascii() and text.isdigit() and len(text) < 19
    return int(text) or None if is_number else None


def _day(text):
    """The day of ``text``; None if it is none on which stories may have been published."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year in YEARS else None
