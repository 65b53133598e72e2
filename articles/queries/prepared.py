"""Queries whose SQL is made once.

Building a reader's query with the ORM costs more than PostgreSQL needs to answer it. A prepared
query is still written with the ORM, so that there is one definition of what is live; only its SQL
is kept.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stand-ins for parameters: values of the right type that no caller would pass.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    datetime: lambda number: datetime(1, 1, 2, tzinfo=UTC) + timedelta(microseconds=number),
    int: lambda number: 31_017 + number,  # fits the smallest integer column
    str: lambda number: f"\x1aparameter {number}",
    list: lambda number: [31_517 + number],
}


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
        sql, order = self._statement
        parameters = [values[entry] if known else entry for known, entry in order]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

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
