"""What a hub is told, and when: by a real one that answers, fails, falls silent."""

import logging
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import actions
from articles.actions import hub, hub_request, media_topics, names, tags, upkeep
from articles.enums import ChangeKind
from articles.models import HubPing, Language, SiteSettings, Topic
from tests.articles.queries.test_paging import make_row_copies
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
    make_version,
    make_withdrawn,
)

from . import hub_server

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FORMS = ("rss", "atom", "json")


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(hub_request, "TIMEOUT", 0.3)
    with hub_server.running() as running:
        SiteSettings.objects.update(hub_url=running.url)
        yield running


def told(server, *, at=AT):
    """The pages whose feeds the hub is told of now, once it is sure that it is all three forms."""
    server.told.clear()
    hub.ping_next(at=at)
    pages = dict.fromkeys(url.rpartition("feed.")[0] for url in server.feeds)
    assert server.feeds == [f"{page}feed.{form}" for page in pages for form in FORMS]
    return {page.removeprefix("http://testserver") for page in pages}


def waiting():
    return list(HubPing.objects.order_by("feed").values_list("feed", flat=True))


class TestWhatItIsToldOf:
    def test_a_story_that_goes_out(self, server):
        make_language("de")
        section, topic = make_section("World"), make_topic("Sea", names={"de": "Das Meer"})
        tag, person = make_tag("harbour", slug="h"), make_contributor("Tamara Jost")
        nobody = make_contributor("zz", "zz", is_complete=False)
        make_live(
            language_id="de",
            section=section,
            topics=[topic],
            tags=[tag],
            credits=[(person, "writer"), (nobody, "editor")],
        )
        assert told(server) == {
            "/de/",
            f"/de/{section.slug}/s-{section.pk}/",
            f"/de/das-meer/t-{topic.pk}/",
            f"/de/h/k-{tag.pk}/",
            f"/de/tamara-jost/p-{person.pk}/",
        }
        [said] = server.told
        assert said["hub.mode"] == ["publish"]
        assert waiting() == []

    def test_of_each_feed_once_however_much_has_changed(self, server):
        section = make_section()
        for _ in range(3):
            make_live(section=section)
        assert told(server) == {"/en/", f"/en/{section.slug}/s-{section.pk}/"}
        assert told(server) == set()

    def test_the_feeds_that_a_story_has_left(self, server):
        before, after = make_section("Before"), make_section("After")
        article = make_live(section=before)
        told(server)
        make_version(article, section=after)
        actions.update_live(article, by=None, at=AT)
        assert told(server) == {
            "/en/",
            "/en/corrections/",
            f"/en/{before.slug}/s-{before.pk}/",
            f"/en/{after.slug}/s-{after.pk}/",
        }

    @pytest.mark.parametrize("change", ["update", "correct", "withdraw"])
    def test_what_becomes_of_a_story(self, server, change):
        article = make_live()
        told(server)
        if change == "update":
            make_version(article, teaser="Newer.")
            actions.update_live(article, by=None, at=AT)
        elif change == "correct":
            kind = ChangeKind.CORRECTION
            actions.correct(article, by=None, at=AT, kind=kind, words="It was Tuesday.")
        else:
            actions.withdraw(article, by=None, at=AT, why="Wrong.")
        found = told(server)
        assert "/en/" in found
        assert ("/en/corrections/" in found) == (change != "withdraw")

    def test_a_scheduled_story_when_the_worker_sees_it_out(self, server):
        make_scheduled(publish_at=AT + HOUR)
        assert told(server, at=AT + HOUR - MINUTE) == set()
        upkeep.announce_next(at=AT + HOUR)
        assert "/en/" in told(server, at=AT + HOUR)

    def test_a_scheduled_update_when_it_goes_out(self, server):
        article = make_live()
        told(server)
        make_version(article, teaser="Newer.")
        actions.schedule_update(article, by=None, at=AT, due_at=AT + HOUR)
        assert told(server) == set()
        upkeep.update_next(at=AT + HOUR)
        assert "/en/" in told(server, at=AT + HOUR)

    def test_a_story_whose_time_is_over(self, server):
        article = make_live()
        told(server)
        actions.set_expiry(article, by=None, at=AT, expires_at=AT + 2 * HOUR)
        told(server)
        assert waiting() == [f"{article.pk}/until"]
        assert told(server, at=AT + 2 * HOUR - MINUTE) == set()
        assert "/en/" in told(server, at=AT + 2 * HOUR)
        assert waiting() == []

    def test_the_end_of_a_story_that_was_moved_or_taken_back(self, server):
        article = make_live()
        for expires_at, expected in [(FAR, FAR), (FAR - DAY, FAR - DAY), (None, None)]:
            actions.set_expiry(article, by=None, at=AT, expires_at=expires_at)
            row = HubPing.objects.filter(feed=f"{article.pk}/until").first()
            assert (row and row.changed_at) == expected

    def test_nothing_of_what_readers_do_not_have(self, server):
        article = make_article()
        make_version(article, teaser="Newer.")
        actions.approve(article, by=None, at=AT)
        actions.schedule(article, by=None, at=AT, publish_at=FAR, expires_at=FAR + DAY)
        actions.unschedule(article, by=None, at=AT)
        assert waiting() == []

    def test_not_of_what_is_gone_meanwhile(self, server):
        left, kept = make_topic(), make_section()
        article = make_live(topics=[left], section=kept)
        told(server)
        make_version(article, related=lambda: article.topics.clear(), teaser="Newer.")
        actions.update_live(article, by=None, at=AT)
        assert f"{article.pk}/topic/{left.pk}/en" in waiting()
        left.delete()
        assert not any("/t-" in page for page in told(server))
        assert waiting() == []

    def test_a_feed_and_those_of_its_stories_when_a_name_changes(self, server):
        section, other, topic = make_section("World"), make_section("Art"), make_topic("Sea")
        person, tag = make_contributor("Tamara Jost"), make_tag("harbour", slug="h")
        make_live(section=section, topics=[topic], tags=[tag], credits=[(person, "writer")])
        make_live(section=other)
        told(server)
        pages = {
            section: f"/en/{section.slug}/s-{section.pk}/",
            topic: f"/en/{topic.slug}/t-{topic.pk}/",
            person: f"/en/tamara-jost/p-{person.pk}/",
            tag: f"/en/h/k-{tag.pk}/",
        }
        for renamed in (section, topic, person):
            names.mark_stale(renamed)
            names.mark_stale(renamed)
            assert told(server, at=timezone.now()) == set()
            assert told(server, at=timezone.now() + MINUTE) == {"/en/", *pages.values()}
        names.mark_stale(tag)
        assert told(server, at=timezone.now() + MINUTE) == {pages[tag]}
        names.mark_stale(make_image())
        names.mark_stale(Language.objects.get(pk="en"))
        assert waiting() == []

    def test_the_feeds_of_tags_that_are_merged_and_parted(self, server):
        one, other = make_tag("one", slug="one"), make_tag("other", slug="other")
        make_live(tags=[one])
        told(server)
        feeds = [f"/en/one/k-{one.pk}/", f"/en/other/k-{other.pk}/"]
        change = tags.merge(one, other, by=None, at=AT)
        assert told(server, at=AT + MINUTE) == {feeds[1]}
        tags.undo(change, by=None, at=AT)
        assert told(server, at=timezone.now() + MINUTE) == {feeds[0]}
        tags.rename(one, name="First", slug="one", by=None, at=AT)
        assert told(server, at=timezone.now() + MINUTE) == {feeds[0]}

    def test_of_a_name_in_many_stories_only_as_many_as_feeds_have(self, server):
        section, topic = make_section("World"), make_topic("Sea")
        make_row_copies(make_live(section=section, topics=[topic]), 50)
        HubPing.objects.all().delete()
        names.mark_stale(topic)
        assert waiting() == [f"topic/{topic.pk}"]
        with CaptureQueriesContext(connection) as captured:
            hub.ping_next(at=timezone.now() + MINUTE)
        assert len(captured) < 20

    def test_topics_that_iptc_calls_otherwise(self, server):
        def load(*called):
            concepts = [
                media_topics.Concept(f"medtop:{number}", {"en": name})
                for number, name in enumerate(called)
            ]
            media_topics.load(concepts, by=None)

        load("Sea", "Sky")
        filed = Topic.objects.get(name="Sea")
        make_live(topics=[filed])
        told(server)
        load("Oceans", "Heavens")
        assert waiting() == [f"topic/{filed.pk}"]
        filed.refresh_from_db()
        found = told(server, at=timezone.now() + MINUTE)
        assert f"/en/{filed.slug}/t-{filed.pk}/" in found

    def test_of_nothing_where_no_story_has_the_name(self, server):
        names.mark_stale(make_section("Empty"))
        assert told(server, at=timezone.now() + MINUTE) == set()
        assert waiting() == []

    def test_many_in_several_requests(self, server, monkeypatch):
        monkeypatch.setattr(hub, "AT_ONCE", 4)
        make_live(topics=[make_topic() for _ in range(3)])
        assert len(told(server)) == 5
        assert [len(said["hub.url"]) for said in server.told] == [4, 4, 4, 3]


class TestWithinTheTransaction:
    def test_what_is_rolled_back_is_not_told(self, server):
        with transaction.atomic():
            make_live()
            transaction.set_rollback(True)
        assert waiting() == []
        assert told(server) == set()

    def test_two_stories_wait_for_no_row_of_each_other(self, server):
        first, second = make_live(), make_live()
        assert waiting() == sorted([f"{first.pk}", f"{second.pk}"])


class TestWithoutAHub:
    def test_nothing_is_kept(self):
        actions.withdraw(make_live(), by=None, at=AT, why="Wrong.")
        make_withdrawn()
        assert waiting() == []
        assert hub.ping_next(at=AT) is None

    def test_publishing_asks_once_whether_there_is_one(self):
        article = make_article()
        actions.approve(article, by=None, at=AT)
        with CaptureQueriesContext(connection) as captured:
            actions.publish(article, by=None, at=AT)
        asked = [query for query in captured if "hub" in query["sql"]]
        assert len(asked) == 1

    def test_what_waits_goes_with_the_hub(self, server):
        make_live()
        SiteSettings.objects.update(hub_url="")
        assert told(server) == set()
        assert waiting() == []


class TestAHubThatFails:
    @pytest.mark.parametrize(
        ("answers", "problem"),
        [
            (500, "It answered 500 Internal Server Error"),
            (404, "It answered 404 Not Found"),
            (302, "It answered 302 Found"),
            ("silence", "TimeoutError: timed out"),
            ("drip", "TimeoutError: timed out"),
            ("cut", "RemoteDisconnected"),
            ("nonsense", "BadStatusLine"),
        ],
    )
    def test_is_told_again_later(self, server, answers, problem):
        server.answers = answers
        article = make_live()
        assert told(server) != set()
        row = HubPing.objects.get()
        assert (row.feed, row.tries, row.next_try_at) == (f"{article.pk}", 1, AT + MINUTE)
        assert row.problem.startswith(problem)
        server.answers = 202
        assert told(server, at=AT + MINUTE / 2) == set()
        assert "/en/" in told(server, at=AT + MINUTE)
        assert waiting() == []

    def test_that_drips_is_hung_up_on(self, server):
        server.answers = "drip"
        make_live()
        hub.ping_next(at=AT)
        assert server.hung_up.wait(5)

    def test_is_asked_no_more_once_the_time_of_an_attempt_is_over(self, server, monkeypatch):
        monkeypatch.setattr(hub_request, "ATTEMPT", 0)
        make_live()
        hub.ping_next(at=AT)
        assert server.told == []
        assert HubPing.objects.get().problem == "It took more than 0 seconds."

    def test_that_is_not_there_is_no_error(self, server):
        SiteSettings.objects.update(hub_url="http://127.0.0.1:9/")
        make_live()
        assert hub.ping_next(at=AT) is None
        assert "refused" in HubPing.objects.get().problem

    def test_costs_one_attempt_whatever_else_changes(self, server):
        server.answers = 503
        make_live()
        told(server)
        make_live()
        assert told(server, at=AT + MINUTE / 2) == set()
        assert told(server, at=AT + MINUTE) != set()
        assert [row.tries for row in HubPing.objects.order_by("pk")] == [2, 1]

    def test_is_asked_ever_less_often_and_given_up_after_a_day(self, server, caplog):
        server.answers = 503
        make_live()
        at, times = AT, []
        while at < AT + 3 * DAY:
            with caplog.at_level(logging.WARNING):
                if told(server, at=at):
                    times.append((at - AT) // MINUTE)
            at += 30 * MINUTE if len(times) > 6 else MINUTE
        assert times[:7] == [0, 1, 3, 7, 15, 31, 63]
        assert 22 * 60 < times[-1] <= 24 * 60
        assert hub.given_up().count() == hub.failing().count() == 1
        assert [record.levelname for record in caplog.records][-1] == "ERROR"
        assert "has not been told for a day" in caplog.text

    def test_that_is_back_is_told_of_what_was_given_up(self, server):
        server.answers = 503
        first = make_live(section=make_section("First"))
        told(server)
        HubPing.objects.update(changed_at=AT - 2 * DAY)
        assert told(server, at=AT + DAY) == set()
        server.answers = 204
        make_live(section=make_section("Second"))
        assert not any(f"s-{first.section_id}" in page for page in told(server, at=AT + DAY))
        assert any(f"s-{first.section_id}" in page for page in told(server, at=AT + DAY))
        assert waiting() == []

    def test_a_story_that_changes_again_meanwhile_is_told_again(self, server, monkeypatch):
        article = make_live()

        def tell(url, feeds):
            hub.note(article.pk, at=AT)
            return ""

        with monkeypatch.context() as patched:
            patched.setattr(hub, "_tell", tell)
            assert hub.ping_next(at=AT) == 1
        assert waiting() == [f"{article.pk}"]
        assert "/en/" in told(server)
