"""Two questions that a load balancer asks: does the process run, and can it do its work?"""

import functools
import logging
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.actions.failures import PROMISED
from articles.queries import desk

WORKER_MAY_BE_LATE = timedelta(minutes=5)

logger = logging.getLogger(__name__)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database: a restart would not mend that."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Status 200 if the process can serve, else 503; `problems` says in words what is wrong."""
    found = problems()
    return JsonResponse(
        {"ready": not found, "problems": found},
        status=503 if found else 200,
        headers={"Cache-Control": "no-store"},
    )


def problems() -> list[str]:
    """What keeps this process from serving; empty if nothing does."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        missing = sorted(_known_migrations() - applied.keys())
        if missing:
            return [f"The migration {app}.{name} is not applied." for app, name in missing]
        return _overdue()
    except DatabaseError:
        logger.exception("readyz: the database does not answer")
        return ["The database does not answer."]


def _overdue() -> list[str]:
    """What readers should have by now and do not, or nobody was told of. Counts alone: no names."""
    failed = desk.failures().filter(what__in=PROMISED).values("article")
    limit = timezone.now() - WORKER_MAY_BE_LATE
    late = desk.overdue(limit).exclude(pk__in=failed).count()
    late += desk.overdue_updates(limit).exclude(article__in=failed).count()
    found = []
    if late:
        found.append(f"The worker is late with {late} scheduled stories. Is it running?")
    if count := failed.count():
        found.append(f"{count} scheduled stories could not be done. See manage.py doctor.")
    return found


@functools.cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.nodes)
