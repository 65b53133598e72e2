"""Words that were kept beside a scheduled minor update go; what else is scheduled stays."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles import actions
from articles.models import ScheduledUpdate
from tests.factories import AT, FAR, make_live, make_version

migration = import_module("articles.migrations.0017_minor_updates_are_silent")
pytestmark = pytest.mark.django_db


def test_only_words_that_nobody_would_have_been_told_go():
    for _n in range(2):
        article = make_live()
        make_version(article, teaser="Newer.")
        actions.schedule_update(article, by=None, at=AT, due_at=FAR, words="Told.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # none waits for the transaction's end
        cursor.execute(
            "ALTER TABLE articles_scheduledupdate DROP CONSTRAINT update_minor_is_silent"
        )
    minor, other = ScheduledUpdate.objects.order_by("pk")
    ScheduledUpdate.objects.filter(pk=minor.pk).update(kind="minor")
    migration.drop_unheard_words(apps, None)
    rows = ScheduledUpdate.objects.order_by("pk")
    assert list(rows.values_list("pk", "kind", "words", "due_at")) == [
        (minor.pk, "minor", "", FAR),
        (other.pk, "update", "Told.", FAR),
    ]
