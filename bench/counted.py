"""The newsroom, saying of each answer its queries, and what the database and Python needed."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from newsroom.wsgi import application as newsroom

QUERIES, DATABASE, PYTHON = "X-Queries", "X-Database-Ms", "X-Python-Ms"
SLOWEST = "X-Slowest-Query"


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    times: list[tuple[float, str]] = []
    began = time.thread_time()

    def timed(execute: Callable, sql: str, *rest: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            times.append(((time.perf_counter() - started) * 1000, sql))

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        slowest = max(times, default=(0.0, ""))
        told = [
            (QUERIES, str(len(times))),
            (DATABASE, f"{sum(spent for spent, _sql in times):.1f}"),
            (PYTHON, f"{(time.thread_time() - began) * 1000:.1f}"),
            (SLOWEST, f"{slowest[0]:.0f} ms " + ascii(" ".join(slowest[1].split())[:300])),
        ]
        return start_response(status, headers + told, *rest)

    with connection.execute_wrapper(timed):
        return newsroom(environ, start)
