"""Across the desk and back; what readers have stays as it is."""

from datetime import timedelta

import pytest

from articles import actions
from articles.models import Article, Event, Version
from tests.factories import AT, make_article, make_live, make_user

from .conftest import everything, is_live

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


def test_what_is_live_stays_live_when_its_text_is_sent_back():
    article = make_live()
    before = everything()["Publication"]
    actions.send_back(article, by=None, at=LATER, why="Better words.")
    assert everything()["Publication"] == before
    assert is_live(article, LATER)
