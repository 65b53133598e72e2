"""Text that was kept, shown in the form again: all of it, and nothing is lost by it."""

import pytest

from articles.models import Article, Autosave, Version
from tests.factories import make_article, make_autosave, make_user

from .conftest import ADD, as_typed, autosave_url, change_url, form_at, full_form, send

pytestmark = pytest.mark.django_db


def test_showing_fills_the_whole_form_and_saves_nothing(as_user):
    article, anna = make_article(), make_user("Editor")
    client = as_user(anna)
    typed = as_typed(full_form(client, version="1"))
    row = make_autosave(article, by=anna, **typed)
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


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "9" * 30, "１"])
def test_an_address_that_names_nothing_shows_the_form(as_user, value):
    response = as_user(make_user("Editor")).get(f"{change_url(make_article())}?typed={value}")
    assert (response.status_code, response.context["unsaved"]["typed_at"]) == (200, "")


def test_odd_kept_rows_break_no_form(as_user):
    article, anna = make_article(), make_user("Editor")
    odd = {"topics": ["x"], "section": ["999"], "credits-TOTAL_FORMS": ["x"], "credits-0-id": ["7"]}
    odd |= {"credits-x-contributor": ["1"], "language": [], "publish_at": ["x"]}
    row = make_autosave(article, by=anna, **odd)
    client = as_user(anna)
    for address in (change_url(article), f"{change_url(article)}?typed={row.pk}"):
        assert client.get(address).status_code == 200
    new = make_autosave(None, by=anna, **odd)
    for address in (ADD, f"{ADD}?typed={new.pk}"):
        assert client.get(address).status_code == 200


def shown_form(client, article, by):
    """What a browser sends of the form that shows again what was typed: "Typed", as headline."""
    typed = as_typed(form_at(client, change_url(article))) | {"headline": ["Typed"]}
    row = make_autosave(article, by=by, **typed)
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
    send(client, autosave_url(article), headline=["Typed on"])
    assert client.post(change_url(article), data | {"_continue": "1"}).status_code == 302
    assert Autosave.objects.get().data == {"headline": ["Typed on"]}


@pytest.mark.parametrize(
    "nonsense", ["form", "form x", "form 2024-05-01", " ", "\0 \0", "a" * 9999]
)
def test_a_made_up_name_of_what_was_shown_drops_nothing(as_user, nonsense):
    user, article = make_user("Editor"), make_article()
    client = as_user(user)
    make_autosave(article, by=user, headline=["Typed"])
    data = form_at(client, change_url(article)) | {"shown": nonsense, "_continue": "1"}
    assert client.post(change_url(article), data).status_code == 302
    assert Autosave.objects.count() == 1
