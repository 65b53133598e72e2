"""What was there before the constraints came: circles are opened, doubles told apart."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles.models import Publication, Tag, Topic
from tests.factories import make_live, make_topic

migration = import_module("articles.migrations.0009_topics_and_tags")
pytestmark = pytest.mark.django_db


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_circles_lose_one_link():
    run("DROP TRIGGER topic_under_itself ON articles_topic")
    a, b, c, d, child = (make_topic() for _n in range(5))
    for topic, parent in [(a, b), (b, a), (c, d), (d, c), (child, a)]:
        Topic.objects.filter(pk=topic.pk).update(parent=parent)
    migration.open_circles(apps, None)
    parents = dict(Topic.objects.values_list("pk", "parent"))
    assert parents == {a.pk: b.pk, b.pk: None, c.pk: d.pk, d.pk: None, child.pk: a.pk}


def test_tags_that_are_alike_get_numbers_and_keep_their_stories():
    run("DROP INDEX tag_name_once")
    names = ["bird\u200bies", "BIRDIES", "birdies", "\u200b", "Birdies (2)", "x" * 100, "X" * 100]
    tags = Tag.objects.bulk_create([Tag(slug=f"t-{n}", name=f"{n}") for n in range(len(names))])
    for tag, name in zip(tags, names, strict=True):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE articles_tag SET name = %s WHERE id = %s", [name, tag.pk])
    live = make_live(tags=[tags[2]])
    migration.tell_tags_apart(apps, None)
    assert list(Tag.objects.order_by("pk").values_list("name", flat=True)) == [
        "birdies (4)",
        "BIRDIES",
        "birdies (3)",
        f"tag {tags[3].pk}",
        "Birdies (2)",
        "x" * 100,
        "X" * 96 + " (2)",
    ]
    assert Publication.objects.get(pk=live.pk).is_stale
    migration.tell_tags_apart(apps, None)
    assert Tag.objects.filter(name="birdies (4)").exists()
