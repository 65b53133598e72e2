"""Telling a WebSub hub which feeds have changed: https://www.w3.org/TR/websub/

What changes a story notes it in its own transaction; the worker tells the hub. Without a hub
nothing is noted.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import F, Model, QuerySet

from articles import addresses
from articles.models import Contributor, HubPing, Publication, Section, Tag, Topic
from articles.queries import hub

from . import hub_request

logger = logging.getLogger(__name__)

# A hub that fails is left alone for growing times, and a change is told for a day.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
PATIENCE = timedelta(days=1)
AT_ONCE = 100  # addresses in one request
CLAIMED = 50  # changes that are told of in one go: other work waits meanwhile
UNTIL = "until"
# How long the newest stories take at most that repeat a name which is another one now.
MADE_AGAIN = timedelta(minutes=1)
NAMED: dict[type[Model], str] = {
    Section: "section",
    Topic: "topic",
    Tag: "tag",
    Contributor: "person",
}


def note(article_id: int, *, at: datetime, left: Iterable[str] = ()) -> None:
    """Have the hub told of every feed that the article stands in, and of those it has ``left``.

    ``left`` are names (``queries.hub.feeds_of``), which may hold feeds that it still stands in.
    Once more when its time is over. Called in the transaction of the change.
    """
    if not hub.hub_url():
        return
    gone = set(left) - hub.feeds_of([article_id])
    changed = {f"{article_id}": at} | {f"{article_id}/{name}": at for name in gone}
    until = f"{article_id}/{UNTIL}"
    ahead = Publication.objects.filter(pk=article_id, expires_at__gt=at, withdrawn_at=None)
    if expires_at := ahead.values_list("expires_at", flat=True).first():
        changed[until] = expires_at
    else:
        HubPing.objects.filter(feed=until).delete()
    _keep(changed)


def note_renamed(*rows: Model, at: datetime) -> None:
    """Have the hub told of the feeds that show the names of ``rows``, as far as these are sections,
    topics, tags or people.

    One row each, however many stories there are, and due after a while: by then the newest of them
    have been made again. Called in the transaction of the change.
    """
    names = [f"{NAMED[type(row)]}/{row.pk}" for row in rows if type(row) in NAMED]
    if names and hub.hub_url():
        _keep(dict.fromkeys(names, at + MADE_AGAIN))


def _keep(changed: Mapping[str, datetime]) -> None:
    """A row for each of these changes, due at that moment."""
    HubPing.objects.bulk_create(
        [HubPing(feed=feed, changed_at=when, next_try_at=when) for feed, when in changed.items()],
        update_conflicts=True,
        unique_fields=["feed"],
        update_fields=["changed_at", "next_try_at", "tries", "problem"],
    )


def ping_next(*, at: datetime) -> int | None:
    """Tell the hub of all that is due; return of how many changes, or None where nothing is due.

    None, too, when it failed: all that is to be told waits then, so that a hub that is away costs
    a round of the worker no more than one attempt. Each attempt is recorded before it is made.
    """
    url = hub.hub_url()
    if not url:
        HubPing.objects.all().delete()  # a newsroom that has taken its hub away
        return None
    claimed = _claim(at)
    if not claimed:
        return None
    problem = _tell(url, _addresses(claimed.values(), at=at))
    # A story that was changed again meanwhile has not been tried yet.
    rows = HubPing.objects.filter(pk__in=claimed, tries__gt=0)
    if problem:
        rows.update(problem=problem)
        logger.warning("The hub %s was not told of %d changes: %s", url, len(claimed), problem)
        if given_up().filter(pk__in=claimed).exists():
            logger.error("The hub %s has not been told for a day of what has changed.", url)
        return None
    rows.delete()
    given_up().update(changed_at=at, next_try_at=at, tries=0)  # it is there again
    return len(claimed)


def failing() -> QuerySet[HubPing]:
    """What the hub was to be told, and has not taken so far."""
    return HubPing.objects.exclude(problem="").filter(tries__gt=0)


def given_up() -> QuerySet[HubPing]:
    """What is not tried again until the hub has answered to something else."""
    return HubPing.objects.filter(tries__gt=0, next_try_at__gt=F("changed_at") + PATIENCE)


@transaction.atomic
def _claim(at: datetime) -> dict[int, str]:
    """What is due now, by key; it is due again only after a while."""
    if HubPing.objects.filter(tries__gt=0, next_try_at__gt=at).exists():
        return {}  # it has failed lately, or another worker is at it
    due = HubPing.objects.filter(next_try_at__lte=at).exclude(pk__in=given_up().values("pk"))
    rows = list(due.order_by("next_try_at", "pk").select_for_update(skip_locked=True)[:CLAIMED])
    claimed = HubPing.objects.filter(pk__in=[row.pk for row in rows])
    claimed.filter(tries=0).update(changed_at=at)  # patience begins with the first try
    tries = max((row.tries for row in rows), default=0)
    wait = min(FIRST_WAIT * 2 ** min(tries, 10), LONGEST_WAIT)
    claimed.update(tries=F("tries") + 1, next_try_at=at + wait)
    return {row.pk: row.feed for row in rows}


def _addresses(changes: Iterable[str], *, at: datetime) -> list[str]:
    """Where the feeds are that ``HubPing.feed`` stands for, each once."""
    articles, names = set(), set()
    for change in changes:
        first, _slash, rest = change.partition("/")
        if first in NAMED.values():
            names |= hub.feeds_about(first, int(rest), at=at)
        elif rest in ("", UNTIL):
            articles.add(int(first))
        else:
            names.add(rest)
    return [
        settings.SITE_URL + addresses.feed(page, form)
        for page in hub.pages(names | hub.feeds_of(articles))
        for form in addresses.FEED_FORMS
    ]


def _tell(url: str, feeds: Iterable[str]) -> str:
    """Say to the hub that ``feeds`` have changed; what went wrong in words, or "" ."""
    rest, attempt = iter(feeds), hub_request.Attempt()
    while some := list(islice(rest, AT_ONCE)):
        if problem := attempt.post(url, some):
            return problem
    return ""
