"""What brings a text before readers; when, for how long, and what it leaves alone."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed, NotReady
from articles.enums import ChangeKind
from articles.models import (
    Article,
    Correction,
    Event,
    Publication,
    PublicationPerson,
    PublicationTag,
    PublicationTopic,
)
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import everything, is_live, refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
LATER = AT + HOUR


def publication(article):
    return Publication.objects.get(pk=article.pk)


@pytest.fixture
def approved():
    article = make_article()
    approve(article)
    return article


class TestPublish:
    def test_shows_the_newest_version_from_now_on(self, approved):
        editor = make_user("Editor")
        made = actions.publish(approved, by=editor, at=LATER)
        assert made == publication(approved)
        assert (made.version.number, made.headline, made.slug, made.teaser) == (
            1,
            approved.headline,
            approved.slug,
            approved.teaser,
        )
        assert (made.published_at, made.updated_at, made.announced_at) == (LATER,) * 3
        assert (made.expires_at, made.withdrawn_at, made.withdrawn_why) == (None, None, "")
        assert not is_live(approved, LATER - MOMENT)
        assert is_live(approved, LATER)
        event = Event.objects.latest("pk")
        assert (event.verb, event.by, event.at, event.version_number) == (
            "published",
            editor,
            LATER,
            1,
        )

    def test_writes_the_rows_that_lists_page_through(self):
        topics, tags = [make_topic(), make_topic()], [make_tag()]
        people, image, target = [make_contributor(), make_contributor()], make_image(), make_live()
        article = make_live(
            at=LATER,
            topics=topics,
            tags=tags,
            credits=[(people[0], "writer"), (people[1], "editor"), (people[0], "editor")],
            lead_image=image,
            body=f'<p>x</p><aside data-read-more="{target.pk}"></aside>'
            '<aside data-wanted="Soon"></aside>',
        )
        made = publication(article)

        def rows(model, name):
            found = model.objects.filter(publication=made, language="en", published_at=LATER)
            return sorted(found.values_list(name, flat=True))

        assert rows(PublicationTopic, "topic") == sorted(topic.pk for topic in topics)
        assert rows(PublicationTag, "tag") == [tags[0].pk]
        assert rows(PublicationPerson, "contributor") == sorted(person.pk for person in people)
        assert list(made.image_rows.values_list("image", flat=True)) == [image.pk]
        assert list(made.read_more_rows.values_list("position", "target", "wanted")) == [
            (0, target.pk, ""),
            (1, None, "Soon"),
        ]

    @pytest.mark.parametrize(
        ("fields", "problems"),
        [
            ({"section": None}, 1),
            ({"headline_is_working": True}, 1),
            ({"teaser": " "}, 1),
            ({"body": ""}, 1),
            ({"body": "", "teaser": "", "section": None, "headline_is_working": True}, 4),
        ],
    )
    def test_says_all_that_is_missing_and_changes_nothing(self, fields, problems):
        article = make_article(**fields)
        approve(article)
        for act in (
            lambda: actions.publish(article, by=None, at=LATER),
            lambda: actions.schedule(article, by=None, at=LATER, publish_at=FAR),
        ):
            assert len(refused(NotReady, act)) == problems

    def test_with_a_reason_a_publisher_goes_past_the_checks(self):
        article = make_article(teaser="", body="", headline_is_working=True)
        actions.publish(article, by=make_user("Publisher"), at=LATER, override="It cannot wait.")
        assert is_live(article, LATER)
        assert Event.objects.latest("pk").why == "It cannot wait."

    def test_without_a_section_no_reason_is_enough(self):
        article = make_article(section=None)
        chief = make_user("Publisher")
        refused(
            NotReady, lambda: actions.publish(article, by=chief, at=LATER, override="Cannot wait")
        )

    def test_what_is_live_is_not_published_twice(self, approved):
        actions.publish(approved, by=None, at=AT)
        make_version(approved, kicker="New")
        refused(NotAllowed, lambda: actions.publish(approved, by=None, at=LATER))

    def test_may_be_dated_back_and_never_ahead(self, approved):
        long_ago = AT - timedelta(days=3650)
        refused(
            NotReady, lambda: actions.publish(approved, by=None, at=AT, published_at=AT + MOMENT)
        )
        made = actions.publish(approved, by=None, at=AT, published_at=long_ago)
        assert (made.published_at, made.updated_at) == (long_ago, long_ago)

    def test_tells_others_after_commit(self, approved, heard, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            actions.publish(approved, by=None, at=LATER)
            assert heard == []
        assert heard == [(approved.pk, LATER)]
        with django_capture_on_commit_callbacks(execute=True):
            make_version(approved, kicker="New")
        assert heard == [(approved.pk, LATER)]


class TestWithdraw:
    def test_takes_the_story_from_readers_and_keeps_all_else(self):
        article = make_live()
        before = publication(article)
        actions.withdraw(article, by=None, at=LATER, why="Wrong name.")
        after = publication(article)
        assert (after.withdrawn_at, after.withdrawn_why) == (LATER, "Wrong name.")
        assert (after.version, after.published_at) == (before.version, before.published_at)
        assert not is_live(article, LATER)
        assert Publication.objects.gone(LATER).get() == after
        event = Event.objects.latest("pk")
        assert (event.verb, event.at, event.why) == ("withdrawn", LATER, "Wrong name.")

    def test_once(self):
        article = make_withdrawn()
        refused(NotAllowed, lambda: actions.withdraw(article, by=None, at=LATER, why="Again."))

    @pytest.mark.parametrize("make", [make_article, make_scheduled])
    def test_only_what_readers_see(self, make):
        article = make()
        refused(NotAllowed, lambda: actions.withdraw(article, by=None, at=LATER, why="Wrong."))

    def test_published_again_it_keeps_its_first_date(self):
        article = make_withdrawn()
        make_version(article, headline="Mended")
        again = AT + timedelta(days=30)
        made = actions.publish(article, by=None, at=again)
        assert (made.published_at, made.updated_at) == (AT, again)
        assert (made.withdrawn_at, made.withdrawn_why, made.headline) == (None, "", "Mended")
        assert not Publication.objects.gone(again).exists()

    def test_published_again_as_it_was_it_says_nothing_unless_words_are_given(self):
        again = AT + timedelta(days=30)
        as_it_was, with_words = make_withdrawn(), make_withdrawn()
        silent = actions.publish(as_it_was, by=None, at=again)
        assert (silent.updated_at, Correction.objects.count()) == (AT, 0)
        told = {"kind": ChangeKind.CLARIFICATION, "words": "All of it was right."}
        made = actions.publish(with_words, by=None, at=again, **told)
        row = Correction.objects.get()
        assert (made.updated_at, row.words, row.before_id) == (again, told["words"], row.after_id)
        assert "All of it was right." in made.page["parts"]["corrections"]

    def test_it_is_not_scheduled_again(self):
        article = make_withdrawn()
        refused(NotAllowed, lambda: actions.schedule(article, by=None, at=LATER, publish_at=FAR))


class TestSchedule:
    def test_readers_see_it_at_its_minute_with_no_worker(self):
        article = make_scheduled(publish_at=LATER, expires_at=LATER + HOUR)
        assert [
            is_live(article, at)
            for at in (AT, LATER - MOMENT, LATER, LATER + HOUR - MOMENT, LATER + HOUR)
        ] == [False, False, True, True, False]
        gone = [
            Publication.objects.gone(at).exists()
            for at in (LATER - MOMENT, LATER + HOUR - MOMENT, LATER + HOUR)
        ]
        assert gone == [False, False, True]
        assert publication(article).announced_at is None

    def test_what_was_approved_goes_out(self):
        article = make_scheduled(headline="Approved", publish_at=LATER)
        make_version(article, headline="Written after that")
        assert publication(article).headline == "Approved"
        assert publication(article).version.number == 1

    def test_again_it_moves_the_time_and_takes_the_newest_version(self):
        topic = make_topic()
        article = make_scheduled(publish_at=LATER, topics=[topic])
        make_version(article, headline="Newer")
        actions.schedule(article, by=None, at=AT, publish_at=FAR)
        made = publication(article)
        assert (made.headline, made.published_at, made.updated_at) == ("Newer", FAR, FAR)
        assert PublicationTopic.objects.get(publication=made).published_at == FAR

    def test_times_that_cannot_be_are_refused(self, approved):
        day = timedelta(days=1)

        def schedule(**times):
            return lambda: actions.schedule(approved, by=None, at=AT, **times)

        assert len(refused(NotReady, schedule(publish_at=AT - day))) == 1
        assert len(refused(NotReady, schedule(publish_at=LATER, expires_at=LATER))) == 1
        assert len(refused(NotReady, schedule(publish_at=LATER, expires_at=AT))) == 1

    def test_a_live_story_is_not_scheduled(self):
        article = make_live()
        refused(NotAllowed, lambda: actions.schedule(article, by=None, at=LATER, publish_at=FAR))

    def test_published_by_hand_it_goes_out_now_and_expires_when_it_was_to(self):
        article = make_scheduled(publish_at=AT + 2 * HOUR, expires_at=AT + 3 * HOUR)
        made = actions.publish(article, by=None, at=LATER)
        assert (made.published_at, made.expires_at) == (LATER, AT + 3 * HOUR)

    def test_expired_it_can_be_published_again_without_the_expiry(self):
        article = make_scheduled(publish_at=LATER, expires_at=LATER + HOUR)
        again = AT + timedelta(days=9)
        made = actions.publish(article, by=None, at=again)
        assert (made.published_at, made.updated_at, made.expires_at) == (LATER, LATER, None)

    def test_off_the_schedule_nothing_is_left(self):
        topic = make_topic()
        article = make_scheduled(topics=[topic])
        actions.unschedule(article, by=None, at=LATER)
        assert not Publication.objects.exists()
        assert not PublicationTopic.objects.exists()
        assert not is_live(article, FAR)
        assert Event.objects.latest("pk").verb == "unscheduled"
        actions.delete(Article.objects.get(pk=article.pk), by=None, at=LATER)
        assert not Article.objects.filter(pk=article.pk).exists()

    def test_sent_back_it_can_be_taken_off_the_schedule(self):
        editor = make_user("Editor")
        article = make_scheduled()
        actions.send_back(article, by=editor, at=AT, why="Wait.")
        actions.unschedule(article, by=editor, at=AT)
        assert not Publication.objects.exists()

    def test_what_readers_have_seen_is_not_taken_off(self):
        article = make_scheduled(publish_at=LATER)
        refused(NotAllowed, lambda: actions.unschedule(article, by=None, at=LATER))


class TestUpdateLive:
    def test_replaces_all_that_readers_see_but_the_first_date(self):
        old, new = make_topic(), make_topic()
        article = make_live(topics=[old], tags=[make_tag()])
        section = make_section()
        make_version(
            article,
            headline="Corrected",
            section=section,
            related=lambda: (article.topics.set([new]), article.tags.clear()),
        )
        editor = make_user("Editor")
        made = actions.update_live(article, by=editor, at=LATER, why="A name was wrong.")
        assert (made.headline, made.version.number, made.section) == ("Corrected", 2, section)
        assert (made.published_at, made.updated_at) == (AT, LATER)
        assert list(made.topic_rows.values_list("topic", "published_at")) == [(new.pk, AT)]
        assert not made.tag_rows.exists()
        event = Event.objects.latest("pk")
        assert (event.verb, event.by, event.why) == ("updated", editor, "A name was wrong.")

    def test_nothing_new_is_refused(self):
        article = make_live()
        refused(NotAllowed, lambda: actions.update_live(article, by=None, at=LATER))

    @pytest.mark.parametrize("make", [make_article, make_scheduled, make_withdrawn])
    def test_only_what_is_live(self, make):
        article = make()
        Article.objects.filter(pk=article.pk).update(stage="approved")
        make_version(article, kicker="New")
        refused(NotAllowed, lambda: actions.update_live(article, by=None, at=LATER))

    def test_keeps_an_expiry(self):
        article = make_scheduled(publish_at=LATER, expires_at=FAR)
        make_version(article, kicker="New")
        assert actions.update_live(article, by=None, at=LATER).expires_at == FAR

    def test_moves_to_another_language_with_its_rows(self):
        make_language("de")
        article = make_live(topics=[make_topic()])
        make_version(article, language_id="de")
        made = actions.update_live(article, by=None, at=LATER)
        assert made.language_id == "de"
        assert made.topic_rows.get().language_id == "de"


def test_editing_changes_no_row_that_readers_get():
    article = make_live(topics=[make_topic()], tags=[make_tag()])
    reader = ("Publication", *(name for name in everything() if name.startswith("Publication")))
    before = {name: everything()[name] for name in reader}
    make_version(
        article,
        headline="New",
        body="<p>New</p>",
        section=make_section(),
        related=lambda: (article.topics.clear(), article.tags.clear()),
    )
    actions.send_back(article, by=None, at=LATER, why="Not yet.")
    actions.submit(article, by=None, at=LATER)
    assert {name: everything()[name] for name in reader} == before
