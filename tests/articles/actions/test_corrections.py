"""A change of a live article is kept with both versions, and readers learn of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from articles import actions
from articles.actions import NotAllowed, NotReady
from articles.enums import ChangeKind
from articles.models import Article, Correction, Event, Notification, Publication, ScheduledUpdate
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=3)


def changed(article, *, teaser="Mended.", at=LATER):
    article.teaser = teaser
    actions.save(article, by=None, at=at)
    article.refresh_from_db()
    return article if article.stage == "approved" else approve(article, at=at)


def update(article, *, at=LATER, **how):
    return actions.update_live(article, by=None, at=at, **how)


WORDS = {kind: "" if kind == ChangeKind.MINOR else "It was Tuesday." for kind in ChangeKind}


@pytest.mark.parametrize(("kind", "words"), WORDS.items())
def test_each_kind_is_kept_with_the_versions_before_and_after(kind, words):
    editor = make_user("Editor")
    article = changed(make_live())
    actions.update_live(article, by=editor, at=LATER, kind=kind, words=f" {words} ")
    row = Correction.objects.get()
    assert (row.article_id, row.kind, row.at, row.by) == (article.pk, kind, LATER, editor)
    assert (row.before.number, row.after.number, row.language_id) == (1, 2, "en")
    assert row.words == words


@pytest.mark.parametrize(("kind", "words"), WORDS.items())
def test_only_a_minor_one_leaves_the_time_of_the_last_update(kind, words):
    publication = update(changed(make_live()), kind=kind, words=words)
    assert publication.updated_at == (AT if kind == ChangeKind.MINOR else LATER)
    assert publication.published_at == AT


@pytest.mark.parametrize(
    "kind", [ChangeKind.CLARIFICATION, ChangeKind.CORRECTION, ChangeKind.RETRACTION]
)
@pytest.mark.parametrize("words", ["", "  \n", "\u200b"])
def test_what_readers_must_be_told_needs_words(kind, words):
    article = changed(make_live())
    before = Publication.objects.values().get()
    with pytest.raises(actions.NotReady, match="for readers"):
        update(article, kind=kind, words=words)
    assert Publication.objects.values().get() == before
    assert not Correction.objects.exists()
    assert article.events.filter(verb="updated").count() == 0


def test_the_page_made_by_the_change_tells_of_it_and_of_those_before():
    article = make_live()
    update(changed(article, teaser="One."), kind=ChangeKind.CORRECTION, words="First words.")
    update(changed(article, teaser="Two."), kind=ChangeKind.MINOR, at=LATER + timedelta(hours=1))
    last = LATER + timedelta(hours=2)
    publication = update(
        changed(article, teaser="Three."), kind=ChangeKind.RETRACTION, words="Last.", at=last
    )
    told = publication.page["corrections"]
    assert [(entry["kind"], entry["words"]) for entry in told] == [
        ("retraction", "Last."),
        ("correction", "First words."),
    ]
    parts = publication.page["parts"]
    assert parts["corrections"].index("Last.") < parts["corrections"].index("First words.")
    assert "Last." in parts["retraction"]
    assert "First words." not in parts["retraction"]


class TestAMinorChangeWithWords:
    """Is refused at every door: they would be told to nobody."""

    MINOR = {"by": None, "at": LATER, "kind": ChangeKind.MINOR}
    WHY = "A minor change tells readers nothing: choose another kind, or take the words away."

    def attempt(self, act, article, **how):
        said = refused(NotReady, lambda: act(article, words="LEAK", **self.MINOR, **how))
        assert said == [self.WHY]
        assert not Correction.objects.exists()
        assert not ScheduledUpdate.objects.exists()

    @pytest.mark.parametrize("override", ["", "It is urgent."])
    def test_on_updating_a_live_story(self, override):
        self.attempt(actions.update_live, changed(make_live()), override=override)

    def test_on_scheduling_an_update(self):
        self.attempt(actions.schedule_update, changed(make_live()), due_at=FAR)

    @pytest.mark.parametrize("is_other", [True, False])
    @pytest.mark.parametrize("override", ["", "It is urgent."])
    def test_on_publishing_again(self, override, is_other):
        article = make_withdrawn()
        if is_other:
            changed(article)
        self.attempt(actions.publish, article, override=override)

    @pytest.mark.parametrize("blank", ["", " \n", "\u200b"])
    def test_blanks_are_no_words(self, blank):
        article = changed(make_live())
        actions.schedule_update(article, words=blank, due_at=FAR, **self.MINOR)
        assert ScheduledUpdate.objects.get().words == ""
        actions.update_live(article, words=blank, **self.MINOR)
        assert Correction.objects.get().words == ""


def test_a_minor_change_alone_is_silent():
    publication = update(changed(make_live()), kind=ChangeKind.MINOR)
    assert publication.page["corrections"] == []
    assert publication.page["parts"]["corrections"] == ""


NEXT = LATER + timedelta(hours=1)
OTHERS = [kind for kind in ChangeKind if kind in (ChangeKind.CLARIFICATION, ChangeKind.CORRECTION)]


def correct(article, *, at=NEXT, kind=ChangeKind.CORRECTION, words="It was Tuesday.", **how):
    return actions.correct(article, **{"by": None, "at": at, "kind": kind, "words": words} | how)


def rows():
    """Each correction's kind, words and the numbers of its two versions, the oldest first."""
    found = Correction.objects.order_by("at", "pk")
    return list(found.values_list("kind", "words", "before__number", "after__number"))


class TestToldLater:
    """Words for readers without a new text."""

    @pytest.mark.parametrize("kind", OTHERS)
    def test_is_said_of_the_change_that_brought_what_is_live(self, kind):
        editor = make_user("Editor")
        article = changed(make_live())
        update(article, kind=ChangeKind.MINOR)
        made = correct(article, by=editor, kind=kind, words=" It was\r\nTuesday. ")
        assert rows() == [("minor", "", 1, 2), (kind, "It was\nTuesday.", 1, 2)]
        assert (made.by, made.at, made.language_id) == (editor, NEXT, "en")

    def test_is_said_of_it_again_after_a_retraction(self):
        article = changed(make_live())
        update(article, kind=ChangeKind.MINOR)
        correct(article, kind=ChangeKind.RETRACTION, words="None of it was so.")
        correct(article, at=NEXT + timedelta(hours=1))
        assert rows()[1:] == [
            ("retraction", "None of it was so.", 2, 2),
            ("correction", "It was Tuesday.", 1, 2),
        ]

    @pytest.mark.parametrize("kind", [*OTHERS, ChangeKind.RETRACTION])
    def test_is_said_of_the_live_text_where_nothing_was_changed(self, kind):
        article = make_live()
        make_version(article, teaser="Newer, and not live.", at=LATER)
        correct(article, kind=kind)
        assert rows() == [(kind, "It was Tuesday.", 1, 1)]

    def test_is_said_of_it_though_the_system_has_bound_a_link_since(self):
        article = make_live(body='<p>Text.</p><aside data-wanted="Still to come"></aside>')
        update(changed(article), kind=ChangeKind.MINOR)
        make_live(headline="Still to come", at=LATER)
        assert Publication.objects.get(pk=article.pk).version.number == 3
        correct(article, expected_live=3)
        assert rows()[1:] == [("correction", "It was Tuesday.", 1, 2)]
        with pytest.raises(NotAllowed, match="already"):
            correct(article)

    def test_is_said_of_the_text_with_which_the_story_came_back(self):
        article = changed(make_live(), teaser="One.")
        update(article)
        actions.withdraw(article, by=None, at=LATER, why="Wrong.")
        article = changed(Article.objects.get(pk=article.pk), teaser="Two.")
        actions.publish(article, by=None, at=LATER)
        correct(article)
        assert rows()[1:] == [("update", "", 2, 3), ("correction", "It was Tuesday.", 2, 3)]

    def test_changes_the_page_from_the_live_version_and_nothing_of_the_text(self):
        article = make_live(headline="Live headline", body="<p>Live text.</p>")
        make_version(article, headline="LEAK", body="<p>LEAK</p>", at=LATER)
        before = Publication.objects.values().get()
        stage, versions = Article.objects.get().stage, article.versions.count()
        correct(article, kind=ChangeKind.RETRACTION, words="None of it was so.")
        after = Publication.objects.values().get()
        assert [name for name in before if before[name] != after[name]] == ["updated_at", "page"]
        assert (after["updated_at"], after["published_at"]) == (NEXT, AT)
        parts = after["page"]["parts"]
        assert "None of it was so." in parts["retraction"]
        assert "None of it was so." in parts["corrections"]
        assert NEXT.isoformat() in parts["meta"]
        assert "LEAK" not in str(after)
        assert (Article.objects.get().stage, article.versions.count()) == (stage, versions)

    def test_is_an_event_of_the_live_version_and_a_notice(self):
        reporter, editor = make_user("Reporter"), make_user("Editor")
        article = make_live(by=reporter)
        make_version(article, teaser="Newer.", at=LATER)
        correct(article, by=editor)
        event = Event.objects.latest("pk")
        assert (event.verb, event.by, event.at, event.version_number, event.why) == (
            *("corrected", editor, NEXT, 1),
            "Correction: It was Tuesday.",
        )
        notice = Notification.objects.get(event=event)
        assert (notice.to, notice.kind) == (reporter, "published")

    def test_others_hear_of_it_after_commit(self, heard, django_capture_on_commit_callbacks):
        article = make_live()
        with django_capture_on_commit_callbacks(execute=True):
            correct(article)
        assert heard == [(article.pk, NEXT)]

    @pytest.mark.parametrize("stage", ["draft", "review", "approved"])
    def test_whatever_stands_on_the_desk_and_waits_stays(self, stage):
        article = changed(make_live())
        actions.schedule_update(article, by=None, at=LATER, due_at=FAR)
        Article.objects.update(stage=stage, embargo_until=FAR)
        correct(article)
        assert (Article.objects.get().stage, ScheduledUpdate.objects.count()) == (stage, 1)

    def test_the_same_words_twice_are_told_once(self):
        article = make_live()
        correct(article)
        again = {"words": "  It was Tuesday.\n", "at": NEXT + timedelta(seconds=1)}
        assert refused(NotAllowed, lambda: correct(article, **again)) == [
            "Readers were told just that already."
        ]
        correct(article, kind=ChangeKind.CLARIFICATION)
        correct(article, words="It was Wednesday.")
        assert len(rows()) == 3

    def test_words_that_went_out_with_the_text_are_not_told_again(self):
        article = changed(make_live())
        update(article, kind=ChangeKind.CORRECTION, words="It was Tuesday.")
        assert refused(NotAllowed, lambda: correct(article)) == [
            "Readers were told just that already."
        ]

    @pytest.mark.parametrize("words", ["", " \n ", "\u200b"])
    def test_it_needs_words(self, words):
        article = make_live()
        assert refused(NotReady, lambda: correct(article, words=words)) == [
            "Write for readers what was changed."
        ]

    @pytest.mark.parametrize("kind", [ChangeKind.MINOR, ChangeKind.UPDATE])
    def test_there_is_no_update_without_a_text(self, kind):
        article = make_live()
        assert refused(NotReady, lambda: correct(article, kind=kind)) == [
            "Without a new text there is a clarification, a correction or a retraction."
        ]

    @pytest.mark.parametrize("make", [make_article, make_scheduled, make_withdrawn])
    def test_what_is_not_live_is_not_corrected(self, make):
        article = make()
        assert refused(NotAllowed, lambda: correct(article)) == ["This article is not live."]

    def test_who_looked_at_another_live_text_is_refused(self):
        article = changed(make_live())
        update(article)
        assert refused(NotAllowed, lambda: correct(article, expected_live=1)) == [
            "Readers have got another text since you opened this one. Look at it first."
        ]
        correct(article, expected_live=2)
        assert len(rows()) == 2

    def test_it_stays_told(self):
        correct(make_live())
        for change in (
            lambda: Correction.objects.update(words="x"),
            lambda: Correction.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
