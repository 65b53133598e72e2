"""Lists paged by key: by a time and an id, never by a number of rows to leave out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from . import site
from .cursor import Cursor
from .prepared import Prepared

PAGE_SIZE = 20


@dataclass(frozen=True)
class Page:
    """``rows`` as tuples of the list's columns, and where the next page begins."""

    rows: list[tuple]
    following: Cursor | None
    # Of the site's frame when this was read; None for an empty list.
    site_revision: UUID | None


class Keyset:
    """A list, newest first; one query a page.

    ``build`` gives the rows of the list, ``columns`` are what a row is returned as. There must be
    an index for the order by ``time`` and ``key``.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet],
        *,
        columns: Sequence[str],
        time: str,
        key: str,
        **types: type,
    ) -> None:
        def first(**given: Any) -> QuerySet:
            rows = build(**given).order_by(f"-{time}", f"-{key}")
            return rows.values_list(*columns, time, key, site.revision())

        def later(last_at: datetime, last_pk: int, **given: Any) -> QuerySet:
            found = first(**given).filter(**{f"{time}__lte": last_at})
            return found.exclude(**{time: last_at, f"{key}__gte": last_pk})

        self.width = len(columns)
        self.first = Prepared(lambda **given: first(**given)[: PAGE_SIZE + 1], **types)
        self.later = Prepared(
            lambda **given: later(**given)[: PAGE_SIZE + 1],
            last_at=datetime,
            last_pk=int,
            **types,
        )

    def page(self, after: Cursor | None, **parameters: Any) -> Page:
        if after:
            found = self.later(last_at=after.published_at, last_pk=after.pk, **parameters)
        else:
            found = self.first(**parameters)
        shown = found[:PAGE_SIZE]
        return Page(
            rows=[row[: self.width] for row in shown],
            following=Cursor(*shown[-1][self.width : -1]) if len(found) > PAGE_SIZE else None,
            site_revision=found[0][-1] if found else None,
        )
