"""Merges made before can be undone as they could be then."""

from importlib import import_module

import pytest
from django.apps import apps

from articles.actions import tags
from articles.models import TagChange
from tests.factories import AT, make_live, make_tag

migration = import_module("articles.migrations.0030_publications_of_merges")
pytestmark = pytest.mark.django_db


def test_all_that_is_under_the_other_tag_may_have_been_moved():
    old, new = make_tag("old"), make_tag("new")
    stories = [make_live(tags=[old]), make_live(tags=[new])]
    merged = tags.merge(old, new, by=None, at=AT)
    renamed = tags.rename(new, name="newer", by=None, at=AT)
    TagChange.objects.update(publications=[])
    migration.remember(apps, None)
    changes = TagChange.objects.order_by("pk").values_list("pk", "publications")
    assert list(changes) == [(merged.pk, [story.pk for story in stories]), (renamed.pk, [])]
