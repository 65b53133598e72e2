"""Two questions that a load balancer asks: does the process run, and can it do its work?"""

import functools
import logging

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

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
    except DatabaseError:
        logger.exception("readyz: the database does not answer")
        return ["The database does not answer."]
    missing = sorted(_known_migrations() - applied.keys())
    return [f"The migration {app}.{name} is not applied." for app, name in missing]


@functools.cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.nodes)
