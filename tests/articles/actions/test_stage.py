"""Across the desk and back; what readers have stays as it is."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed
from articles.models import Article, Event, Publication, Version
from tests.factories import (
    AT,
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_user,
    make_version,
)

from .conftest import everything, is_live, refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_goes_from_draft_to_review_to_approved_and_back():
    reporter, editor = make_user("Reporter"), make_user("Editor")
    article = make_article(by=reporter)
    actions.submit(article, by=reporter, at=AT, why="Ready")
    assert Article.objects.get().stage == "review"
    actions.approve(article, by=editor, at=AT)
    assert Article.objects.get().stage == "approved"
    actions.send_back(article, by=editor, at=AT, why="One more source.")
    assert Article.objects.get().stage == "draft"
    told = Event.objects.order_by("pk").values_list("verb", "by", "why", "version_number")
    assert list(told)[1:] == [
        ("submitted", reporter.pk, "Ready", 1),
        ("approved", editor.pk, "", 1),
        ("sent back", editor.pk, "One more source.", 1),
    ]
    assert Version.objects.count() == 1


class TestEditedAfterApproval:
    """Nobody has signed for the new text, so it is in review again."""

    def test_a_publishers_change_must_be_approved_before_readers_get_it(self):
        publisher, editor = make_user("Publisher"), make_user("Editor")
        article = make_article()
        approve(article)
        make_version(article, by=publisher, at=LATER, kicker="Changed")
        assert Article.objects.get().stage == "review"
        for by in (publisher, editor):
            refused(NotAllowed, lambda by=by: actions.publish(article, by=by, at=LATER))
        actions.approve(article, by=editor, at=LATER)
        assert actions.publish(article, by=editor, at=LATER).version.number == 2

    def test_a_save_that_changes_nothing_or_not_the_text_takes_no_approval_away(self):
        publisher, article = make_user("Publisher"), make_article()
        approve(article)
        assert make_version(article, by=publisher) is None
        assert make_version(article, by=publisher, assigned_to=make_user("Reporter")) is None
        assert make_version(article, by=publisher, planned_for=LATER) is None
        assert Article.objects.get().stage == "approved"

    def test_nor_does_a_link_that_the_system_binds(self):
        article = make_article(body='<p>x</p><aside data-wanted="Zoo"></aside>')
        approve(article)
        make_live(headline="Zoo")
        stored = Article.objects.get(pk=article.pk)
        assert (stored.version_number, stored.stage) == (2, "approved")

    def test_what_is_scheduled_goes_out_as_it_was_approved(self):
        article = make_scheduled(headline="Approved")
        make_version(article, by=make_user("Publisher"), headline="Not approved")
        publication = Publication.objects.get()
        assert (publication.headline, publication.version.number) == ("Approved", 1)
        assert Article.objects.get().stage == "review"


def test_what_is_live_stays_live_when_its_text_is_sent_back():
    article = make_live()
    before = everything()["Publication"]
    actions.send_back(article, by=None, at=LATER, why="Better words.")
    assert everything()["Publication"] == before
    assert is_live(article, LATER)
