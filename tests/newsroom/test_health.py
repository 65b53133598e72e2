from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.queries import desk


def test_healthz_asks_nothing_of_the_database(client):
    """Without the django_db mark a query would fail this test."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert "Vary" not in response.headers


@pytest.mark.django_db
def test_readyz_when_all_is_well(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True, "problems": []})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_names_a_migration_that_is_not_applied(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "problems": ["The migration sessions.0001_initial is not applied."],
    }


@pytest.mark.django_db
def test_readyz_without_a_database_says_so_and_no_more(client, monkeypatch):
    def refuse(self):
        raise OperationalError("password of ann@db.example")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "problems": ["The database does not answer."]}


@pytest.mark.django_db
def test_readyz_gives_the_worker_five_minutes(client, monkeypatch):
    asked = []

    def overdue(at):
        asked.append(at)
        return [7, 8] if len(asked) == 1 else []

    class Counted(list):
        count = list.__len__

    monkeypatch.setattr(desk, "overdue", lambda at: Counted(overdue(at)))
    before = timezone.now() - timedelta(minutes=5)
    response = client.get("/readyz")
    assert before <= asked[0] <= timezone.now() - timedelta(minutes=5)
    assert response.status_code == 503
    assert response.json()["problems"] == [
        "The worker is late with 2 scheduled stories. Is it running?"
    ]
    assert client.get("/readyz").json() == {"ready": True, "problems": []}


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt", "/media/x.png"])
def test_only_reading_is_allowed(client, path):
    assert client.post(path).status_code == 405
