"""Keeping, offering and showing what was typed and not saved."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions import autosave
from articles.admin import autosave as admin_autosave
from articles.models import Article, Autosave, Event, Version
from tests.factories import (
    AT,
    approve,
    make_article,
    make_topic,
    make_user,
    make_version,
)

from .conftest import ADD, change_url, form_at, full_form

pytestmark = pytest.mark.django_db
NEW = reverse("admin:articles_article_add_autosave")


def url(article):
    return reverse("admin:articles_article_autosave", args=[article.pk])


def send(client, address, *, key="form", version=1, **data):
    return send_raw(client, address, {"key": key, "version": version, "data": data})


def send_raw(client, address, body):
    body = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(address, body, content_type="application/json")


def as_typed(form):
    return {
        name: [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in form.items()
    }


def keep(article, by, **data):
    version = article.version_number if article else 0
    return autosave.keep(article, by=by, at=AT, key="form", base_version=version, data=data)


def shown(client, address):
    return client.get(address).context["unsaved"]["offer"]


# --- Keeping ---


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_sent_is_kept_without_version_or_event(as_user, is_new):
    article = make_article()
    user = make_user("Editor")
    before = Version.objects.count(), Event.objects.count()
    response = send(as_user(user), NEW if is_new else url(article), headline=["Typed"])
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
    response = send_raw(client, NEW if is_new else url(make_article()), body)
    assert (response.status_code, response.json()) == (400, {"error": words})
    assert Autosave.objects.count() == 0


@pytest.mark.parametrize("length", [admin_autosave.MOST_BYTES, 11 * 1024 * 1024])
def test_what_is_too_long_is_refused_in_words(as_user, length):
    response = send(as_user(make_user("Editor")), NEW, body=["x" * length])
    wanted = {"error": "This text is too long to be kept. Please save it."}
    assert (response.status_code, response.json()) == (413, wanted)


def test_who_may_not_edit_may_not_keep(as_user):
    reporter = make_user("Reporter")
    others, own = make_article(by=make_user("Reporter")), make_article(by=reporter)
    approve(own)
    client = as_user(reporter)
    assert send(client, url(others), headline=["x"]).status_code == 404
    answer = send(client, url(own), headline=["x"])
    words = "This text is with the editors. Ask them to send it back to change it."
    assert (answer.status_code, answer.json()) == (409, {"error": words})
    assert client.get(url(others)).status_code == 404
    for role in ("nobody", "Feedback reviewer"):
        client = as_user(make_user(role))
        for address in (NEW, url(own)):
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


# --- Offering and showing ---


def test_it_is_offered_to_its_writer_alone(as_user):
    article, anna = make_article(), make_user("Editor")
    keep(article, anna, headline=["SECRETMARK"])
    offer = shown(as_user(anna), change_url(article))
    row = Autosave.objects.get()
    assert offer["show"] == f"{change_url(article)}?typed={row.pk}"
    assert offer["changed"][0] == ("Headline", "SECRETMARK")
    for role in ("Editor", "superuser"):
        client = as_user(make_user(role))
        for address in (change_url(article), offer["show"]):
            response = client.get(address)
            assert response.context["unsaved"]["offer"] is None
            assert b"SECRETMARK" not in response.content
    assert b"SECRETMARK" not in as_user(anna).get(f"{ADD}?typed={row.pk}").content


def test_what_is_stored_already_is_not_offered(as_user):
    article, anna = make_article(topics=[make_topic()], tags=["storm"]), make_user("Editor")
    client = as_user(anna)
    form = as_typed(form_at(client, change_url(article)))
    keep(article, anna, **form)
    assert shown(client, change_url(article)) is None
    keep(article, anna, **form | {"body": [form["body"][0] + "\r\n<p></p>"]})
    assert shown(client, change_url(article)) is None
    keep(article, anna, **form | {"topics": []})
    assert [name for name, _text in shown(client, change_url(article))["changed"]] == ["Topics"]


def test_showing_fills_the_whole_form_and_saves_nothing(as_user):
    article, anna = make_article(), make_user("Editor")
    client = as_user(anna)
    typed = as_typed(full_form(client, version="1"))
    row = keep(article, anna, **typed)
    before = Article.objects.values().get(), Version.objects.count()
    address = f"{change_url(article)}?typed={row.pk}"
    page = client.get(address)
    assert "This is what you typed at" in page.content.decode()
    assert page.context["errors"] == []
    assert (Article.objects.values().get(), Version.objects.count()) == before
    again = form_at(client, address)
    for name in ("headline", "teaser", "body", "tags", "note", "slug", "place"):
        assert again[name] == typed[name][0], name
    assert {str(pk) for pk in again["topics"]} == set(typed["topics"])
    assert [again[f"credits-{row}-contributor"] for row in (0, 1)] == [
        typed[f"credits-{row}-contributor"] for row in (0, 1)
    ]
    assert client.post(address, {**again, "form_key": "form"}).status_code == 302
    assert Article.objects.get().headline == "Port opens"
    assert Autosave.objects.count() == 0


def test_saving_drops_what_this_form_kept_and_no_other(as_user):
    article, anna, berta = make_article(), make_user("Editor"), make_user("Editor")
    for who, key in ((anna, "mine"), (anna, "other"), (berta, "mine")):
        autosave.keep(article, by=who, at=AT, key=key, base_version=1, data={"note": ["x"]})
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
    keep(None, anna, headline=["Port opens"])
    assert shown(client, ADD)["changed"][0] == ("Headline", "Port opens")
    assert client.post(ADD, full_form(client, form_key="form")).status_code == 302
    assert Autosave.objects.count() == 0


def test_a_newer_save_is_named_and_refused_as_any_other(as_user):
    article, anna = make_article(), make_user("Editor")
    client = as_user(anna)
    form = as_typed(form_at(client, change_url(article)) | {"headline": "Mine"})
    row = keep(article, anna, **form)
    make_version(article, headline="Theirs")
    assert shown(client, change_url(article))["is_older"] is True
    address = f"{change_url(article)}?typed={row.pk}"
    again = form_at(client, address)
    assert (again["headline"], again["version"]) == ("Mine", "1")
    assert client.post(address, again).status_code == 200
    assert Article.objects.get().headline == "Theirs"


def test_it_is_shown_though_its_writer_may_not_save_it_any_more(as_user):
    anna = make_user("Reporter")
    article = make_article(by=anna)
    texts = {"headline": ["Mine"], "body": ["<p>My text.</p>"], "teaser": [article.teaser]}
    row = keep(article, anna, **texts)
    approve(article)
    client = as_user(anna)
    why = "This text is with the editors. Ask them to send it back to change it."
    page = client.get(change_url(article))
    offer = page.context["unsaved"]["offer"]
    assert (page.context["can_edit"], offer["key"], offer["changed"]) == (
        False,
        "form",
        [("Headline", "Mine"), ("Body", "My text.")],
    )
    assert page.content.decode().count(why) == 1
    assert f'<a class="button" href="{offer["show"]}">Show it</a>' in page.content.decode()
    again = client.get(offer["show"]).content.decode()
    assert 'value="Mine"' in again or ">\nMine</textarea>" in again
    assert again.count(why) == 1
    assert client.get(change_url(article)).status_code == 200
    assert (Article.objects.get().headline, Autosave.objects.get()) == (article.headline, row)


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_where_the_text_is_only_read_kept_text_is_its_writers_alone(as_user, role):
    anna = make_user("Reporter")
    article = make_article(by=anna)
    keep(article, anna, headline=["SECRETMARK"])
    approve(article)
    page = as_user(make_user(role)).get(change_url(article))
    assert (page.context["can_edit"], page.context["unsaved"]["offer"]) == (False, None)
    assert b"SECRETMARK" not in page.content


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "9" * 30, "１"])
def test_an_address_that_names_nothing_shows_the_form(as_user, value):
    response = as_user(make_user("Editor")).get(f"{change_url(make_article())}?typed={value}")
    assert (response.status_code, response.context["unsaved"]["typed_at"]) == (200, "")


def test_odd_kept_rows_break_no_form(as_user):
    article, anna = make_article(), make_user("Editor")
    odd = {"topics": ["x"], "section": ["999"], "credits-TOTAL_FORMS": ["x"], "credits-0-id": ["7"]}
    odd |= {"credits-x-contributor": ["1"], "language": [], "publish_at": ["x"]}
    row = keep(article, anna, **odd)
    client = as_user(anna)
    for address in (change_url(article), f"{change_url(article)}?typed={row.pk}"):
        assert client.get(address).status_code == 200
    new = keep(None, anna, **odd)
    for address in (ADD, f"{ADD}?typed={new.pk}"):
        assert client.get(address).status_code == 200


def test_throwing_it_away(as_user):
    article, anna, berta = make_article(), make_user("Editor"), make_user("Editor")
    for who in (anna, berta):
        keep(article, who, headline=["x"])
    client = as_user(anna)
    assert client.post(url(article), {"_throw_away": "form"}).url == change_url(article)
    assert Autosave.objects.get().user == berta
    assert client.post(url(article), {"_throw_away": "a b"}).status_code == 400
    json_only = {"Accept": "application/json"}
    response = client.post(url(article), {"_throw_away": "form"}, headers=json_only)
    assert response.json() == {"dropped": 0}


def test_opening_the_form_asks_once_for_each_of_both(as_user, django_assert_max_num_queries):
    article, anna = make_article(), make_user("Editor")
    keep(article, anna, headline=["x"])
    client = as_user(anna)
    client.get(change_url(article))
    with django_assert_max_num_queries(100) as asked:
        client.get(change_url(article))
    ours = [
        query["sql"] for query in asked if re.search("articles_(openform|autosave)", query["sql"])
    ]
    assert len(ours) == 2


# --- The login has ended ---


def late(client, address, **fields):
    """Post the form that ``client`` was served, after its session has ended."""
    page = client.get(address)
    hidden = {"writer": page.context["unsaved"]["writer"], "form_key": "late"}
    data = form_at(client, address) | hidden | fields
    client.session.flush()
    return client.post(address, data)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_form_that_comes_after_the_login_is_kept(as_user, is_new):
    article, anna = make_article(headline="Stored"), make_user("Editor")
    client = as_user(anna)
    response = late(client, ADD if is_new else change_url(article), headline="Late")
    row = Autosave.objects.get()
    assert (row.user, row.data["headline"], row.key) == (anna, ["Late"], "late")
    wanted = ADD if is_new else change_url(article)
    assert response.url == f"{wanted}?typed={row.pk}"
    assert list(Article.objects.values_list("headline", flat=True)) == ["Stored"]
    login = client.get(response.url, follow=True)
    assert "What you typed is kept." in login.content.decode()
    assert "Late" not in login.content.decode()
    client.force_login(anna)
    assert form_at(client, response.url)["headline"] == "Late"


@pytest.mark.parametrize("writer", ["", "x", "WzEsbnVsbF0:forged"])
def test_without_a_true_signature_the_text_goes_back_to_the_screen(as_user, writer):
    article = make_article()
    response = late(
        as_user(make_user("Editor")), change_url(article), headline="Late", writer=writer
    )
    assert (response.status_code, Autosave.objects.count()) == (403, 0)
    assert "\nLate</textarea>" in response.content.decode()


def test_who_lost_the_right_to_edit_gets_the_text_back(as_user):
    article, anna = make_article(), make_user("Editor")
    client = as_user(anna)
    writer = client.get(change_url(article)).context["unsaved"]["writer"]
    anna.groups.clear()
    client.session.flush()
    sent = {"headline": "Late", "writer": writer, "form_key": "late", "version": "1"}
    response = client.post(change_url(article), sent)
    assert (response.status_code, Autosave.objects.count()) == (403, 0)
    assert "\nLate</textarea>" in response.content.decode()


def test_other_posts_without_a_login_go_to_the_login(client):
    article = make_article()
    for address in (change_url(article), url(article), reverse("admin:index")):
        response = client.post(address, {"post": "yes"})
        assert (response.status_code, "/admin/login/" in response.url) == (302, True)


def shown_form(client, article, by):
    """What a browser sends of the form that shows again what was typed: "Typed", as headline."""
    typed = as_typed(form_at(client, change_url(article))) | {"headline": ["Typed"]}
    row = keep(article, by, **typed)
    address = f"{change_url(article)}?typed={row.pk}"
    unsaved = client.get(address).context["unsaved"]
    hidden = {"form_key": unsaved["key"], "shown": unsaved["shown"], "writer": unsaved["writer"]}
    return form_at(client, address) | hidden


def test_what_is_shown_again_is_a_form_of_its_own_and_gone_once_that_is_saved(as_user):
    user, article = make_user("Editor"), make_article()
    client = as_user(user)
    data = shown_form(client, article, user)
    row = Autosave.objects.get()
    assert data["form_key"] != row.key
    wrong = client.post(change_url(article), data | {"headline": "", "_continue": "1"})
    unsaved = wrong.context["unsaved"]
    assert (unsaved["key"], unsaved["shown"]) == (data["form_key"], data["shown"])
    assert Autosave.objects.get() == row
    assert client.post(change_url(article), data | {"_continue": "1"}).status_code == 302
    assert Autosave.objects.count() == 0


def test_what_is_typed_on_in_the_first_form_outlives_the_second(as_user):
    user, article = make_user("Editor"), make_article()
    client = as_user(user)
    data = shown_form(client, article, user)
    send(client, url(article), headline=["Typed on"])
    assert client.post(change_url(article), data | {"_continue": "1"}).status_code == 302
    assert Autosave.objects.get().data == {"headline": ["Typed on"]}


@pytest.mark.parametrize(
    "nonsense", ["form", "form x", "form 2024-05-01", " ", "\0 \0", "a" * 9999]
)
def test_a_made_up_name_of_what_was_shown_drops_nothing(as_user, nonsense):
    user, article = make_user("Editor"), make_article()
    client = as_user(user)
    keep(article, user, headline=["Typed"])
    data = form_at(client, change_url(article)) | {"shown": nonsense, "_continue": "1"}
    assert client.post(change_url(article), data).status_code == 302
    assert Autosave.objects.count() == 1
