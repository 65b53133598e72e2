"""Every publication is made again, so that none shows what it was before pictures had rights."""

from importlib import import_module

import pytest
from django.apps import apps

from articles.actions import upkeep
from articles.models import Publication
from tests.factories import AT, make_live, make_withdrawn

migration = import_module("articles.migrations.0019_rights_of_pictures")
pytestmark = pytest.mark.django_db


def test_the_worker_makes_all_of_them_again():
    stories = [make_live().pk, make_withdrawn().pk]
    Publication.objects.update(card="old")
    migration.make_again(apps, None)
    assert [upkeep.remake_next(at=AT) for _n in range(3)] == [*reversed(stories), None]
    assert not Publication.objects.filter(card="old").exists()
