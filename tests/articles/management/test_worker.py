"""The worker's rounds: nobody who was promised a moment waits for what nobody waits for."""

from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.utils import timezone

from articles import actions
from articles.management.commands import worker
from articles.models import Publication
from tests.factories import make_live, make_version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
# Notes which publication is written when; with the first of them an update falls due.
NOTES = """
CREATE TEMP TABLE written (number serial, article_id bigint) ON COMMIT DROP;
CREATE FUNCTION note_what_is_written() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO written (article_id) VALUES (NEW.article_id);
    UPDATE articles_scheduledupdate SET due_at = '%s';
    RETURN NEW;
END $$;
CREATE TRIGGER note_what_is_written AFTER UPDATE ON articles_publication
    FOR EACH ROW EXECUTE FUNCTION note_what_is_written();
"""


def test_an_update_that_falls_due_meanwhile_waits_for_a_share_and_no_more(monkeypatch):
    monkeypatch.setattr(worker, "SHARE", 2)
    now = timezone.now()
    stale = [make_live().pk for _n in range(6)]
    story = make_live()
    make_version(story, teaser="Newer.")
    actions.schedule_update(story, by=None, at=now - HOUR, due_at=now + HOUR)
    Publication.objects.filter(pk__in=stale).update(is_stale=True)
    with connection.cursor() as cursor:
        cursor.execute(NOTES % (now - HOUR).isoformat())
    assert worker.Command(stdout=StringIO()).round() == 7
    with connection.cursor() as cursor:
        cursor.execute("SELECT article_id FROM written ORDER BY number")
        written = [pk for (pk,) in cursor]
    newest_first = stale[::-1]
    assert written == [*newest_first[:2], story.pk, *newest_first[2:]]


def test_told_to_end_it_ends_whatever_is_left():
    Publication.objects.filter(pk__in=[make_live().pk for _n in range(3)]).update(is_stale=True)
    ended = worker.Command()
    ended.stop.set()
    assert ended.round() == 0
    assert Publication.objects.filter(is_stale=True).count() == 3
