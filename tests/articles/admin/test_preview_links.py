from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.actions import preview_links
from articles.models import PreviewLink
from articles.queries.preview_links import address
from tests.factories import make_article, make_live, make_user, make_version

pytestmark = pytest.mark.django_db


def links_url(article):
    return reverse("admin:articles_article_links", args=[article.pk])


def make_link(client, article, **fields):
    data = {"version": article.versions.first().pk, "lifetime": "1d", "note": "Lawyer", "make": "1"}
    return client.post(links_url(article), data | fields, follow=True)


def test_a_link_is_made_listed_and_revoked(editor):
    article = make_article()
    page = make_link(editor, article).content.decode()
    link = PreviewLink.objects.get()
    path = address(link.pk)
    assert f"http://testserver{path}" in page
    assert "Lawyer" in page
    assert editor.get(path).status_code == 200
    page = editor.post(links_url(article), {"revoke": link.pk}, follow=True).content.decode()
    assert path not in page
    assert "revoked" in page
    assert editor.get(path).status_code == 410


def make_directly(article, by):
    now = timezone.now()
    ends = now + timedelta(hours=1)
    return preview_links.make(article.versions.get(), by=by, at=now, expires_at=ends)


@pytest.mark.parametrize(
    ("lifetime", "seconds"), [("1h", 3600), ("1d", 86400), ("7d", 604800), ("30d", 2592000)]
)
def test_how_long_it_is_good(editor, lifetime, seconds):
    make_link(editor, make_article(), lifetime=lifetime)
    link = PreviewLink.objects.get()
    assert (link.expires_at - link.made_at).total_seconds() == seconds


def test_an_earlier_version_can_be_chosen_and_another_articles_cannot(editor):
    article, other = make_article(), make_article()
    first = article.versions.get()
    make_version(article, headline="Second")
    make_link(editor, article, version=first.pk)
    assert PreviewLink.objects.get().version == first
    for version in (other.versions.get().pk, "", "x", "9" * 30):
        response = make_link(editor, article, version=version)
        assert response.context["form"].errors["version"]
    assert PreviewLink.objects.count() == 1


@pytest.mark.parametrize("fields", [{"lifetime": "99y"}, {"note": "x" * 201}, {"note": "a\0b"}])
def test_nonsense_is_an_error_in_the_form_and_keeps_what_was_typed(editor, fields):
    response = make_link(editor, make_article(), **fields)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert PreviewLink.objects.count() == 0


def test_a_link_whose_maker_has_lost_the_right_to_it_shows_so_and_can_be_revoked(editor):
    article, maker = make_article(), make_user("Editor")
    link = make_directly(article, maker)
    maker.groups.clear()
    page = editor.get(links_url(article)).content.decode()
    assert "who made it may not show this article any more" in page
    assert address(link.pk) not in page
    editor.post(links_url(article), {"revoke": link.pk})
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_links_that_a_withdrawal_has_ended_are_told_apart(editor):
    live = make_live()
    make_link(editor, live)
    actions.withdraw(live, by=None, at=timezone.now(), why="Wrong.")
    page = make_link(editor, live).content.decode()
    old, new = PreviewLink.objects.order_by("pk")
    assert "It ended when the story was withdrawn." in page
    assert (address(old.pk) in page, address(new.pk) in page) == (False, True)


def test_many_links_of_many_makers_take_as_many_queries_as_one(editor):
    article = make_article()

    def count():
        with CaptureQueriesContext(connection) as captured:
            editor.get(links_url(article))
        return len(captured)

    make_link(editor, article)
    count()
    few = count()
    for _n in range(3):
        make_directly(article, make_user("Editor"))
    assert count() == few


@pytest.mark.parametrize("pk", ["", "x", "9" * 30, "0", "٣"])
def test_revoking_what_is_not_there_does_nothing(editor, pk):
    assert editor.post(links_url(make_article()), {"revoke": pk}).status_code == 302


def test_a_link_of_another_article_is_not_revoked_here(editor):
    article, other = make_article(), make_article()
    make_link(editor, other)
    link = PreviewLink.objects.get()
    editor.post(links_url(article), {"revoke": link.pk})
    link.refresh_from_db()
    assert link.revoked_at is None


def test_a_reporter_who_only_sees_the_story_learns_no_address(as_user):
    live = make_live()
    make_link(as_user(make_user("Editor")), live)
    reporter = as_user(make_user("Reporter"))
    response = reporter.get(links_url(live))
    page = response.content.decode()
    assert response.context["refusal"] in page
    assert address(PreviewLink.objects.get().pk) not in page
    assert "Make a link" not in page
    make_link(reporter, live)
    reporter.post(links_url(live), {"revoke": PreviewLink.objects.get().pk})
    assert PreviewLink.objects.get().revoked_at is None


def test_an_article_one_may_not_know_of_is_404(as_user):
    article = make_article()
    for role, status in (("Reporter", 404), ("nobody", 403)):
        client = as_user(make_user(role))
        assert client.get(links_url(article)).status_code == status
        assert client.post(links_url(article), {"lifetime": "1d"}).status_code == status
