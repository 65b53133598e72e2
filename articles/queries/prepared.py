"""Queries whose SQL is made once, and planned once a connection.

Building a reader's query with the ORM costs more than PostgreSQL needs to answer it, and planning
it more than running it. A prepared query is still written with the ORM, so that there is one
definition of what is live; only its SQL is kept.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet

# Stand-ins for parameters: values of the right type that no caller would pass.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    datetime: lambda number: datetime(1, 1, 2, tzinfo=UTC) + timedelta(microseconds=number),
    int: lambda number: 31_017 + number,  # fits the smallest integer column
    str: lambda number: f"x1a-parameter-{number}",  # as it is in any field for words
    list: lambda number: [31_517 + number],
}

# The names of the statements that each connection to the server knows.
_prepared_on: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class Prepared:
    """A query made by ``build``, a function of parameters of the given types.

    ``Prepared(lambda at, pk: …, at=datetime, pk=int)`` is called as ``query(at=…, pk=…)``. The
    values must reach the database unchanged: no arithmetic on them, no ``if`` in ``build``.
    """

    def __init__(self, build: Callable[..., QuerySet], **types: type) -> None:
        self.build = build
        self.types = types

    def __call__(self, **values: Any) -> list[tuple]:
        """All rows as tuples, with the values that the ORM would give."""
        convert = self._converters
        return [self._converted(row, convert) for row in self.raw(**values)]

    def raw(self, **values: Any) -> list[tuple]:
        """All rows as the driver gives them: JSON is text still."""
        _sql, order = self._statement
        parameters = [values[entry] if known else entry for known, entry in order]
        # Instead of asking before each request whether the connection still stands.
        connection.health_check_done = True  # type: ignore[attr-defined]
        try:
            return self._rows(parameters)
        except (InterfaceError, OperationalError):
            if connection.in_atomic_block or connection.is_usable():
                raise
            connection.close()
            return self._rows(parameters)

    def _rows(self, parameters: list) -> list[tuple]:
        with connection.cursor() as cursor:
            if settings.PREPARED_STATEMENTS:
                self._execute(cursor, parameters)
            else:
                cursor.execute(self._statement[0], parameters)
            return cursor.fetchall()

    def _execute(self, cursor: Any, parameters: list) -> None:
        """Run the server's prepared statement; make it where this connection has none yet."""
        there = _prepared_on.setdefault(connection.connection, set())
        if self._name not in there:
            sql, _order = self._statement
            numbered = sql % tuple(f"${number}" for number in self._numbers)
            # What capturing and logging of queries sees is EXECUTE alone: this one is no query.
            with connection.wrap_database_errors, connection.connection.cursor() as plain:
                plain.execute(f"PREPARE {self._name} AS {numbered}")
            there.add(self._name)
        if parameters:
            once = [*dict(zip(self._numbers, parameters, strict=True)).values()]
            marks = ", ".join(["%s"] * len(once))
            cursor.execute(f"EXECUTE {self._name} ({marks})", once)
        else:
            cursor.execute(f"EXECUTE {self._name}")

    @cached_property
    def _numbers(self) -> list[int]:
        """The server's number for each parameter: what comes again is sent once.

        Not a constant number: the server may want it in several types.
        """
        _sql, order = self._statement
        numbers: dict[Any, int] = {}
        keys = [
            (known, value) if known or isinstance(value, str) else place
            for place, (known, value) in enumerate(order)
        ]
        return [numbers.setdefault(key, len(numbers) + 1) for key in keys]

    @cached_property
    def _name(self) -> str:
        sql, _order = self._statement
        return f"reader_{sha256(sql.encode()).hexdigest()[:16]}"

    @cached_property
    def _compiler(self) -> Any:
        stand_ins = {name: _STAND_INS[kind](i) for i, (name, kind) in enumerate(self.types.items())}
        compiler = self.build(**stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        order = [_recognise(parameter, stand_ins) for parameter in parameters]
        missing = set(self.types) - {entry for known, entry in order if known}
        if missing:
            raise TypeError(f"parameters that do not reach the query unchanged: {sorted(missing)}")
        compiler.prepared = (sql, order)
        return compiler

    @cached_property
    def _statement(self) -> tuple[str, list[tuple[bool, Any]]]:
        return self._compiler.prepared

    @cached_property
    def _converters(self) -> list[tuple[int, list, Any]]:
        expressions = [column[0] for column in self._compiler.select]
        found = self._compiler.get_converters(expressions)
        return [(position, functions, column) for position, (functions, column) in found.items()]

    @staticmethod
    def _converted(row: tuple, converters: list[tuple[int, list, Any]]) -> tuple:
        values = list(row)
        for position, functions, column in converters:
            for function in functions:
                values[position] = function(values[position], column, connection)
        return tuple(values)


def _recognise(parameter: Any, stand_ins: dict[str, Any]) -> tuple[bool, Any]:
    """``(True, name)`` for a stand-in, ``(False, value)`` for a constant of the query."""
    for name, stand_in in stand_ins.items():
        if type(parameter) is type(stand_in) and parameter == stand_in:
            return True, name
    return False, parameter
