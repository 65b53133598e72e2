from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles import actions
from articles.actions import upkeep
from tests.factories import make_live, make_scheduled, make_user, make_version


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


FINE = {"ready": True, "problems": []}
LATE = {
    "ready": False,
    "problems": ["The worker is late with 1 scheduled stories. Is it running?"],
}


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "answer"), [(4, FINE), (6, LATE)])
def test_readyz_gives_the_worker_five_minutes(client, minutes, answer):
    due = timezone.now() - timedelta(minutes=minutes)
    make_scheduled(at=due - timedelta(hours=1), publish_at=due)
    assert client.get("/readyz").json() == answer


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "answer"), [(4, FINE), (6, LATE)])
def test_readyz_knows_of_updates_too(client, minutes, answer):
    with_an_update(due_at=timezone.now() - timedelta(minutes=minutes))
    assert client.get("/readyz").json() == answer


@pytest.mark.django_db
def test_readyz_says_what_could_not_be_done_and_names_nothing(client):
    publisher = make_user("Publisher")
    with_an_update(by=publisher, due_at=timezone.now() - timedelta(minutes=6))
    publisher.groups.clear()
    with pytest.raises(upkeep.Failed):
        upkeep.update_next(at=timezone.now())
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["problems"] == [
        "1 scheduled stories could not be done. See manage.py doctor."
    ]
    publisher.groups.add(Group.objects.get(name="Publisher"))
    upkeep.update_next(at=timezone.now() + timedelta(hours=1))
    assert client.get("/readyz").json() == FINE


def with_an_update(*, due_at, by=None):
    story = make_live()
    make_version(story, teaser="Newer.")
    actions.schedule_update(story, by=by, at=due_at, due_at=due_at)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt", "/media/x.png"])
def test_only_reading_is_allowed(client, path):
    assert client.post(path).status_code == 405
