"""The admin of articles: where its buttons lead, whom it tells what, and bad addresses."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions
from tests.factories import make_article, make_live, make_user

from .conftest import ADD, LIST, change_url, form_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("button", "wanted"),
    [("_continue", "change"), ("_preview", "preview"), ("_save", "list"), ("", "change")],
)
def test_where_each_button_leads(editor, button, wanted):
    article = make_article()
    data = form_at(editor, change_url(article))
    response = editor.post(change_url(article), data | ({button: "1"} if button else {}))
    assert (
        response.url
        == {
            "change": change_url(article),
            "preview": reverse("admin:articles_article_preview", args=[article.pk]),
            "list": LIST,
        }[wanted]
    )


# --- What one may not know of ---

PATHS = ["change", "history", "delete", "preview"]


@pytest.mark.parametrize("path", PATHS)
def test_a_reporter_learns_nothing_of_others_drafts(as_user, path):
    draft = make_article(by=make_user("Reporter"), headline="SECRETMARK")
    own = make_article()
    actions.approve(own, by=None, at=timezone.now())
    client = as_user(make_user("Reporter"))
    for pk, wanted in ((draft.pk, 404), (draft.pk + 1000, 404)):
        url = reverse(f"admin:articles_article_{path}", args=[pk])
        response = client.get(url)
        assert (response.status_code, "SECRETMARK" in response.content.decode()) == (wanted, False)
        assert client.post(url, {"post": "yes"}).status_code == wanted


def test_lists_searches_and_pickers_hide_others_drafts(as_user):
    draft = make_article(by=make_user("Reporter"), headline="SECRETMARK draft")
    live = make_live(headline="SECRETMARK live")
    client = as_user(make_user("Reporter"))
    query = {"app_label": "articles", "model_name": "article", "field_name": "translation_of"}
    urls = [
        LIST + "?q=SECRETMARK",
        reverse("admin:index"),
        reverse("admin:autocomplete")
        + "?term=SECRETMARK&"
        + "&".join(f"{key}={value}" for key, value in query.items()),
        reverse("admin:articles_body_articles") + "?q=SECRETMARK",
        reverse("admin:articles_body_references") + f"?articles={draft.pk},{live.pk}",
        reverse("admin:articles_publication_changelist"),
        reverse("admin:articles_version_changelist"),
        reverse("admin:articles_event_changelist"),
    ]
    for url in urls:
        page = client.get(url).content.decode()
        assert "SECRETMARK draft" not in page, url
        if "index" not in url and url != reverse("admin:index"):
            assert "SECRETMARK live" in page, url


def test_records_of_an_unseen_article_are_not_there(as_user):
    draft = make_article(by=make_user("Reporter"))
    client = as_user(make_user("Reporter"))
    version, event = draft.versions.get(), draft.events.get()
    for name, row in (("version", version), ("event", event)):
        url = reverse(f"admin:articles_{name}_change", args=[row.pk])
        assert client.get(url).status_code == 404
        url = reverse(f"admin:articles_{name}_history", args=[row.pk])
        assert client.get(url).status_code == 404


def test_strangers_are_asked_to_log_in_and_others_are_refused(client, as_user):
    article = make_article()
    urls = [reverse(f"admin:articles_article_{path}", args=[article.pk]) for path in PATHS]
    urls += [LIST, ADD]
    for url in urls:
        response = client.get(url)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")
    nobody = as_user(make_user("nobody"))
    assert [nobody.get(url).status_code for url in urls] == [403] * len(urls)


# --- Bad input ---


@pytest.mark.parametrize("pk", ["0", "-1", "abc", "9" * 30, "_00", "1%00", "1.5"])
@pytest.mark.parametrize("path", ["change/", "history/", "delete/", "preview/", ""])
def test_bad_ids_in_addresses_are_not_found(editor, pk, path):
    assert editor.get(f"{LIST}{pk}/{path}").status_code in (301, 302, 404)
    if path:
        assert editor.get(f"{LIST}{pk}/{path}").status_code == 404


def test_autocomplete_bears_bad_queries(editor):
    url = reverse("admin:autocomplete")
    good = {"app_label": "articles", "model_name": "article", "field_name": "topics"}
    assert editor.get(url, good | {"term": "\0"}).status_code == 400
    assert editor.get(url, good | {"field_name": "x"}).status_code == 403
    assert editor.get(url, good | {"page": "x"}).status_code == 404
