"""Which unsaved text was typed on from which: the key of a form that shows one names it.

A form that shows unsaved text again is a form of its own, for the one that it was typed into may
still be open. What is typed there takes the place of what it shows, as that was then; so whoever
saves or throws away the one is rid of the other, and is not offered it again.
"""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from articles.actions import autosave as actions
from articles.models import Article, Autosave
from articles.queries.autosave import kept

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_key(shown: Autosave | None) -> str:
    """A new form's key; of the form that shows ``shown`` again, where there is one."""
    # The longest number of a row and the time in microseconds leave 8 of a key's 40 characters.
    return f"{secrets.token_hex(4)}-{_name(shown)}" if shown else secrets.token_hex(12)


def _name(row: Autosave) -> str:
    """Names ``row`` as it is now, and not once somebody has typed on in its own form."""
    return f"{row.pk:x}-{(row.saved_at - EPOCH) // timedelta(microseconds=1):x}"


def behind(key: str, rows: Iterable[Autosave]) -> list[Autosave]:
    """Those of ``rows`` that the form ``key`` shows, and what those were typed on from."""
    by_name = {_name(row): row for row in rows}
    found: list[Autosave] = []
    while row := by_name.pop(key.partition("-")[2], None):
        found.append(row)
        key = row.key
    return found


def newest(row: Autosave) -> Autosave:
    """What was last typed on from ``row``; ``row`` itself where nothing was."""
    rows = list(kept(row.article, user=row.user).defer("data"))
    return next((one for one in rows if row in behind(one.key, rows)), row)


def without_earlier(rows: list[Autosave]) -> list[Autosave]:
    """``rows`` without those that another of them was typed on from."""
    earlier = {one.pk for row in rows for one in behind(row.key, rows)}
    return [row for row in rows if row.pk not in earlier]


def drop(article: Article | None, *, by, key: str) -> int:
    """Forget what was kept of the form ``key``, and all that it was typed on from; how many."""
    rows = kept(article, user=by).defer("data") if "-" in key else []
    earlier = [
        actions.drop(article, by=by, key=row.key, saved_at=row.saved_at)
        for row in behind(key, rows)
    ]
    return actions.drop(article, by=by, key=key) + sum(earlier)
