"""The preview says what readers have of the text that it shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.admin.preview import standing
from articles.models import Article
from articles.queries.live_state import with_live_state
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def said(article):
    with timezone.override("UTC"):
        return standing(with_live_state(Article.objects).get(pk=article.pk), LATER)


def test_a_draft():
    assert said(make_article()) == (
        "Preview – not published",
        "Version 1, as readers would see it now",
    )


def test_what_is_live_in_this_version():
    assert said(make_live()) == ("Live", "Version 1 is what readers see")


def test_what_is_newer_than_live():
    live = make_live()
    make_version(live, headline="New")
    wanted = ("Preview – newer than what is live", "Version 2; readers see version 1")
    assert said(live) == wanted


def test_what_is_scheduled():
    scheduled = make_scheduled(publish_at=FAR)
    title, text = said(scheduled)
    when = '<time datetime="2199-01-01T00:00:00+00:00">1 Jan 2199, 00:00</time>'
    assert title == f"Preview – scheduled for {when}"
    assert text == "Version 1, as readers would see it now"
    make_version(scheduled, headline="New")
    assert said(scheduled)[1] == "Version 2; version 1 will go out"


def test_what_readers_do_not_get_any_more():
    assert said(make_withdrawn())[0] == "Preview – withdrawn, readers do not get it"
    expired = make_scheduled(
        publish_at=AT + timedelta(minutes=1), expires_at=AT + timedelta(minutes=2)
    )
    assert said(expired)[0] == "Preview – expired, readers do not get it"
