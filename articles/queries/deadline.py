"""How long a piece of work may take in the database, over all its queries."""

from time import monotonic

from django.db import connection


class Deadline:
    """``left`` says how many milliseconds remain; a query that would take longer is given up."""

    def __init__(self, ms: int) -> None:
        self.ends = monotonic() + ms / 1000

    @property
    def left(self) -> int:
        """At least 1: for PostgreSQL 0 is no limit."""
        return max(1, int((self.ends - monotonic()) * 1000))

    def limit(self, most: int) -> None:
        """From here to the end of the transaction no query takes longer than ``most`` ms, nor than
        there is time; one query.
        """
        with connection.cursor() as cursor:
            limit = str(min(most, self.left))
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [limit])
