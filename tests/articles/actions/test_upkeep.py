"""What the worker does: each thing once, and nothing that readers wait for."""

from datetime import timedelta

import pytest
from django.db import connection

from articles import actions
from articles.actions import upkeep
from articles.actions.names import mark_stale
from articles.models import (
    Article,
    Event,
    Failure,
    Publication,
    PublicationReadMore,
    ReadMoreReference,
    Version,
)
from tests.factories import (
    AT,
    make_article,
    make_contributor,
    make_image,
    make_live,
    make_scheduled,
    make_tag,
    make_topic,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def card(article):
    return Publication.objects.get(pk=article.pk).card


class TestAnnounce:
    def test_each_story_once_at_its_own_time(self, heard, django_capture_on_commit_callbacks):
        second = make_scheduled(publish_at=AT + 2 * HOUR)
        first = make_scheduled(publish_at=AT + HOUR)
        make_scheduled(), make_live(), make_withdrawn()
        late = AT + 5 * HOUR
        with django_capture_on_commit_callbacks(execute=True):
            done = [upkeep.announce_next(at=late) for _turn in range(3)]
        assert done == [first.pk, second.pk, None]
        assert [pk for pk, _at in heard] == [first.pk, second.pk]
        told = Event.objects.filter(verb="published", article__in=[first, second])
        assert sorted(told.values_list("at", "by", "version_number")) == [
            (AT + HOUR, None, 1),
            (AT + 2 * HOUR, None, 1),
        ]

    def test_not_a_moment_early(self):
        make_scheduled(publish_at=AT + HOUR)
        assert upkeep.announce_next(at=AT + HOUR - timedelta(microseconds=1)) is None

    def test_it_names_the_version_that_is_live(self):
        article = make_scheduled(publish_at=AT + HOUR, headline="Live")
        make_version(article, headline="Newer")
        upkeep.announce_next(at=AT + HOUR)
        assert Event.objects.get(verb="published").version_number == 1
        assert Article.objects.get().version_number == 2


class TestStale:
    @pytest.mark.parametrize("kind", ["section", "topic", "tag", "person", "image", "language"])
    def test_a_new_name_marks_what_shows_it_and_nothing_else(self, kind):
        topic, tag, person, image = make_topic(), make_tag(), make_contributor(), make_image()
        article = make_live(
            topics=[topic], tags=[tag], credits=[(person, "editor")], lead_image=image
        )
        make_article(topics=[topic], tags=[tag], lead_image=image)
        rows = {
            "section": article.section,
            "topic": topic,
            "tag": tag,
            "person": person,
            "image": image,
            "language": article.language,
        }
        assert mark_stale(rows[kind]) == 1
        assert Publication.objects.get(is_stale=True).pk == article.pk
        assert [upkeep.remake_next(at=AT), upkeep.remake_next(at=AT)] == [article.pk, None]

    def test_remaking_shows_new_names_and_no_new_words(self):
        topic = make_topic("Old name")
        article = make_live(headline="Live", topics=[topic])
        make_version(article, headline="LEAK")
        topic.name = "New name"
        topic.save()
        mark_stale(topic)
        upkeep.remake_next(at=AT)
        made = Publication.objects.get()
        assert made.page["topics"][0]["name"] == "New name"
        assert (made.headline, made.version.number, made.updated_at) == ("Live", 1, AT)
        assert "LEAK" not in repr(Publication.objects.values().get())

    def test_it_is_done_at_once_when_that_is_little(self, django_capture_on_commit_callbacks):
        section = make_live().section
        section.name = "Renamed"
        section.save()
        with django_capture_on_commit_callbacks(execute=True):
            mark_stale(section)
        assert "Renamed" in card(Article.objects.get())
        assert not Publication.objects.filter(is_stale=True).exists()

    def test_what_nothing_shows_marks_nothing(self):
        make_live()
        assert mark_stale(make_topic()) == 0


class TestBind:
    def test_what_a_busy_moment_left_is_bound_and_then_there_is_nothing(self):
        waiting = make_live(body='<p>x</p><aside data-wanted="Zoo"></aside>')
        target = make_live(headline="Another")
        Article.objects.filter(pk=target.pk).update(headline="Zoo", headline_key="zoo")
        assert [upkeep.bind_next(at=AT), upkeep.bind_next(at=AT)] == [target.pk, None]
        assert ReadMoreReference.objects.get(article=waiting).target == target
        assert PublicationReadMore.objects.get(publication=waiting.pk).target == target

    @pytest.mark.parametrize("headline", ["???", "Zoo"])
    def test_it_always_comes_to_an_end(self, headline):
        make_live(headline=headline, body=f'<p>x</p><aside data-wanted="{headline}"></aside>')
        make_live(body='<p>x</p><aside data-wanted="!!!"></aside>')
        assert upkeep.bind_next(at=AT) is None


BROKEN_EVENTS = """
CREATE FUNCTION refuse_events() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the disk of this article is broken'; END $$;
CREATE TRIGGER refuse_events BEFORE INSERT ON articles_event FOR EACH ROW
    WHEN (NEW.article_id = %d) EXECUTE FUNCTION refuse_events();
"""


class TestFailing:
    def test_a_story_that_cannot_be_announced_keeps_its_schedule_and_lets_the_rest_go_on(self):
        bad, good = make_scheduled(publish_at=AT + HOUR), make_scheduled(publish_at=AT + HOUR)
        with connection.cursor() as cursor:
            cursor.execute(BROKEN_EVENTS % bad.pk)
        with pytest.raises(upkeep.Failed):
            upkeep.announce_next(at=AT + HOUR)
        assert [upkeep.announce_next(at=AT + HOUR) for _turn in range(2)] == [good.pk, None]
        failure = Failure.objects.get()
        assert (failure.article_id, failure.what) == (bad.pk, "publish")
        assert failure.detail.startswith("InternalError: the disk of this article is broken")
        assert Publication.objects.get(pk=bad.pk).announced_at is None
        assert Publication.objects.live(AT + HOUR).filter(pk=bad.pk).exists()
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER refuse_events ON articles_event")
        assert upkeep.announce_next(at=AT + 2 * HOUR) == bad.pk
        assert not Failure.objects.exists()

    def test_what_nobody_waits_for_keeps_nothing_waiting_that_was_promised(self):
        article = make_live()
        make_version(article, teaser="Newer.")
        actions.schedule_update(article, by=None, at=AT, due_at=AT + HOUR)
        broken = Version.objects.create(article=article, number=99, data={}, created_at=AT)
        Publication.objects.update(version=broken, is_stale=True)
        with pytest.raises(upkeep.Failed):
            upkeep.remake_next(at=AT + HOUR)
        assert upkeep.remake_next(at=AT + HOUR) is None
        Publication.objects.update(version=article.versions.get(number=1))
        assert upkeep.update_next(at=AT + HOUR) == article.pk
        assert Failure.objects.get().what == "remake"

    def test_what_another_worker_tried_a_moment_ago_is_left_alone(self):
        """It had the row while this one looked for its next: this one has an older picture."""
        article, done = make_live(), []
        rows = Article.objects.filter(pk=article.pk).select_for_update(skip_locked=True)
        upkeep.failures.record(article.pk, upkeep.failures.BIND, ValueError("x"), at=AT)
        assert upkeep._next(rows, upkeep.failures.BIND, done.append, at=AT) == article.pk
        assert done == []
