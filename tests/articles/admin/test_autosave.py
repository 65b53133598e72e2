"""Keeping what is typed and not saved, and dropping it once it is saved or thrown away."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions import NotAllowed
from articles.admin import autosave as admin_autosave
from articles.models import Autosave, Event, Version
from tests.factories import approve, make_article, make_autosave, make_user

from .conftest import ADD, autosave_url, change_url, form_at, full_form, offer_at, send

pytestmark = pytest.mark.django_db
NEW = reverse("admin:articles_article_add_autosave")


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_sent_is_kept_without_version_or_event(as_user, is_new):
    article = make_article()
    user = make_user("Editor")
    before = Version.objects.count(), Event.objects.count()
    response = send(as_user(user), NEW if is_new else autosave_url(article), headline=["Typed"])
    assert re.fullmatch(r"\d\d:\d\d:\d\d", response.json()["kept"])
    row = Autosave.objects.get()
    assert (row.user, row.data, row.base_version) == (user, {"headline": ["Typed"]}, 1)
    assert row.article == (None if is_new else article)
    assert (Version.objects.count(), Event.objects.count()) == before


BAD = [
    (b"{", "This is no JSON."),
    (b"\xff", "This is no JSON."),
    (b"[" * 100_000, "This is no JSON."),
    ([], "This is nothing that a form sends."),
    ({"key": "k", "version": 1}, "This is nothing that a form sends."),
    ({"key": "k", "version": 1, "data": {}, "by": 1}, "This is nothing that a form sends."),
    ({"key": "", "version": 1, "data": {}}, "This is no name of a form."),
    ({"key": "a b", "version": 1, "data": {}}, "This is no name of a form."),
    ({"key": ["k"], "version": 1, "data": {}}, "This is no name of a form."),
    ({"key": "k", "version": "1", "data": {}}, "This is no number of a version."),
    ({"key": "k", "version": -1, "data": {}}, "This is no number of a version."),
    ({"key": "k", "version": 2**40, "data": {}}, "This is no number of a version."),
    ({"key": "k", "version": 1, "data": ["headline"]}, "This is nothing that a form sends."),
    ({"key": "k", "version": 1, "data": {"stage": ["x"]}}, "The form has no field “stage”."),
    ({"key": "k", "version": 1, "data": {"no": ["x"]}}, "The form has no field “no”."),
    ({"key": "k", "version": 1, "data": {"body": "x"}}, "The field “body” is no list of texts."),
    ({"key": "k", "version": 1, "data": {"body": [1]}}, "The field “body” is no list of texts."),
    (
        {"key": "k", "version": 1, "data": {"body": ["a\0"]}},
        "The field “body” holds characters that no text has.",
    ),
    (
        {"key": "k", "version": 1, "data": {"body": ["\ud800"]}},
        "The field “body” holds characters that no text has.",
    ),
]


@pytest.mark.parametrize(("body", "words"), BAD)
@pytest.mark.parametrize("is_new", [True, False])
def test_bad_input_is_refused_in_words(as_user, body, words, is_new):
    client = as_user(make_user("Editor"))
    address = NEW if is_new else autosave_url(make_article())
    response = client.post(address, body, content_type="application/json")
    assert (response.status_code, response.json()) == (400, {"error": words})
    assert Autosave.objects.count() == 0


@pytest.mark.parametrize("length", [admin_autosave.MOST_BYTES, 11 * 1024 * 1024])
def test_what_is_too_long_is_refused_in_words(as_user, length):
    response = send(as_user(make_user("Editor")), NEW, body=["x" * length])
    wanted = {"error": "This text is too long to be kept. Please save it."}
    assert (response.status_code, response.json()) == (413, wanted)


def test_who_may_not_save_it_any_more_may_keep_it_and_is_told(as_user):
    """Somebody has approved it meanwhile: what is typed is not lost for that."""
    reporter = make_user("Reporter")
    own = make_article(by=reporter)
    approve(own)
    answer = send(as_user(reporter), autosave_url(own), headline=["x"])
    words = "This text is approved. Ask the editors to send it back to change it."
    assert (answer.status_code, answer.json()["refusal"]) == (200, words)
    assert Autosave.objects.get().data == {"headline": ["x"]}


def test_who_may_not_see_it_may_not_keep(as_user):
    reporter = make_user("Reporter")
    others, own = make_article(by=make_user("Reporter")), make_article(by=reporter)
    client = as_user(reporter)
    assert send(client, autosave_url(others), headline=["x"]).status_code == 404
    with pytest.raises(NotAllowed, match=r"You may not see this article any more\."):
        make_autosave(others, by=reporter)
    assert client.get(autosave_url(others)).status_code == 404
    for role in ("nobody", "Feedback reviewer"):
        client = as_user(make_user(role))
        for address in (NEW, autosave_url(own)):
            assert send(client, address, headline=["x"]).status_code == 403
            assert client.get(address).status_code == 403
    assert Autosave.objects.count() == 0


def test_a_form_asks_who_is_logged_in_and_gets_a_token_that_works():
    user = make_user("Editor")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    answer = client.get(NEW).json()
    assert answer["user"] == user.pk
    body = json.dumps({"key": "k", "version": 0, "data": {}})
    sent = {"content_type": "application/json"}
    assert client.post(NEW, body, **sent).status_code == 403
    headers = {"X-CSRFToken": answer["token"]}
    assert client.post(NEW, body, headers=headers, **sent).status_code == 200


def test_saving_drops_what_this_form_kept_and_no_other(as_user):
    article, anna, berta = make_article(), make_user("Editor"), make_user("Editor")
    for who, key in ((anna, "mine"), (anna, "other"), (berta, "mine")):
        make_autosave(article, by=who, key=key, note=["x"])
    client = as_user(anna)
    data = form_at(client, change_url(article)) | {"headline": "Anew", "form_key": "mine"}
    assert client.post(change_url(article), data | {"version": "9"}).status_code == 200
    assert Autosave.objects.count() == 3
    assert client.post(change_url(article), data).status_code == 302
    left = list(Autosave.objects.order_by("pk").values_list("user", "key"))
    assert left == [(anna.pk, "other"), (berta.pk, "mine")]


def test_a_saved_new_article_leaves_nothing_behind(as_user):
    anna = make_user("Editor")
    client = as_user(anna)
    make_autosave(None, by=anna, headline=["Port opens"])
    assert offer_at(client, ADD)["changed"][0] == ("Headline", "Port opens")
    assert client.post(ADD, full_form(client, form_key="form")).status_code == 302
    assert Autosave.objects.count() == 0


def test_throwing_it_away(as_user):
    article, anna, berta = make_article(), make_user("Editor"), make_user("Editor")
    for who in (anna, berta):
        make_autosave(article, by=who, headline=["x"])
    client = as_user(anna)
    assert client.post(autosave_url(article), {"_throw_away": "form"}).url == change_url(article)
    assert Autosave.objects.get().user == berta
    assert client.post(autosave_url(article), {"_throw_away": "a b"}).status_code == 400
    json_only = {"Accept": "application/json"}
    response = client.post(autosave_url(article), {"_throw_away": "form"}, headers=json_only)
    assert response.json() == {"dropped": 0}
