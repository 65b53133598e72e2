"""A name that changes while a story that repeats it is made: no page keeps the old one."""

from datetime import timedelta

import pytest
from django.db import transaction

from articles import actions
from articles.actions import media_topics, publications, tags, upkeep
from articles.actions.media_topics import Concept
from articles.actions.names import mark_stale
from articles.models import Article, Publication, Section, Tag
from tests.factories import (
    AT,
    approve,
    make_article,
    make_live,
    make_section,
    make_tag,
    make_topic,
    make_version,
)

from .at_once import ROUNDS, overlapping, together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LATER = AT + timedelta(hours=1)
WAITS = ["first: done", "second: done"]


def pausing(job, pause):
    """``job`` with a pause between reading names and writing the page. For a process of its own."""
    make_ready = publications.make_ready

    def make_slowly(*given, **how):
        ready = make_ready(*given, **how)
        pause()
        return ready

    publications.make_ready = make_slowly
    job()


def on_page(article, kind):
    """What the page of ``article`` calls its ``kind``, once nothing is stale."""
    while upkeep.remake_next(at=LATER):
        pass
    return Publication.objects.get(pk=article.pk).page[kind]


def call_section(section, name):
    with transaction.atomic():
        Section.objects.filter(pk=section.pk).update(name=name)
        mark_stale(section)


def renaming(tag):
    return lambda: tags.rename(Tag.objects.get(pk=tag.pk), name="New", by=None, at=LATER)


def test_a_page_that_is_made_again_at_this_moment_is_made_once_more():
    section = make_section("Old")
    story = make_live(section=section)
    Publication.objects.update(is_stale=True)

    def remake(pause):
        pausing(lambda: upkeep.remake_next(at=LATER), pause)

    assert overlapping(remake, lambda: call_section(section, "New")) == WAITS
    assert on_page(story, "section")["name"] == "New"


@pytest.mark.parametrize("is_live", [True, False])
def test_a_story_that_goes_out_at_this_moment_gets_the_new_name(is_live):
    section, tag = make_section("Old"), make_tag("Old")
    if is_live:
        story, action = make_live(section=section, tags=[tag]), actions.update_live
        make_version(story, at=LATER, headline="Other")
    else:
        story, action = approve(make_article(section=section, tags=[tag])), actions.publish

    def release(pause):
        pausing(lambda: action(Article.objects.get(pk=story.pk), by=None, at=LATER), pause)

    def rename():
        renaming(tag)()
        call_section(section, "New")

    assert overlapping(release, rename) == WAITS
    assert on_page(story, "section")["name"] == "New"
    assert [shown["name"] for shown in on_page(story, "tags")] == ["New"]


def test_taking_a_name_back_waits_for_who_publishes_and_nobody_is_refused():
    tag = make_tag("Old")
    change = tags.rename(tag, name="Newer", by=None, at=AT)
    story = make_live(tags=[tag])
    make_version(story, at=LATER, headline="Other")

    def release(pause):
        job = Article.objects.get(pk=story.pk)
        pausing(lambda: actions.update_live(job, by=None, at=LATER), pause)

    assert overlapping(release, lambda: tags.undo(change, by=None, at=LATER)) == WAITS
    assert [shown["name"] for shown in on_page(story, "tags")] == ["Old"]


def test_who_files_a_story_does_not_wait_for_the_vocabulary():
    topic, other = (make_topic(f"Old {n}", qcode=f"medtop:2000000{n}") for n in range(2))
    story = make_live(topics=[topic])
    concepts = [Concept(qcode=row.qcode, names={"en": "New"}) for row in (topic, other)]

    def load(pause):
        with transaction.atomic():
            media_topics.load(concepts, by=None)
            pause()

    def file():
        article = Article.objects.get(pk=story.pk)
        make_version(article, at=LATER, related=lambda: article.topics.set([other, topic]))

    assert overlapping(load, file) == ["second: done", "first: done"]


def test_the_vocabulary_waits_for_who_publishes():
    topic = make_topic("Old", qcode="medtop:20000001")
    topic.as_loaded = {"names": {"en": "Old"}, "parent": None}
    topic.save()
    story = approve(make_article(topics=[topic]))
    concepts = [Concept(qcode=topic.qcode, names={"en": "New"})]

    def release(pause):
        job = Article.objects.get(pk=story.pk)
        pausing(lambda: actions.publish(job, by=None, at=LATER), pause)

    assert overlapping(release, lambda: media_topics.load(concepts, by=None)) == WAITS
    assert [shown["name"] for shown in on_page(story, "topics")] == ["New"]


def test_two_names_of_the_same_stories_change_at_once():
    section, tag = make_section("Old"), make_tag("Old")
    stories = [make_live(section=section, tags=[tag]) for _n in range(ROUNDS)]
    for number in range(ROUNDS):
        name = f"New {number}"
        done = together(
            lambda name=name: call_section(section, name),
            lambda name=name: tags.rename(Tag.objects.get(pk=tag.pk), name=name, by=None, at=LATER),
        )
        assert done == ["done", "done"]
    assert {on_page(story, "section")["name"] for story in stories} == {name}
    assert {on_page(story, "tags")[0]["name"] for story in stories} == {name}
