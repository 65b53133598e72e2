"""Text that was kept, shown in the form again: all of it, and nothing is lost by it."""

from datetime import UTC, datetime

import pytest

from articles.admin.autosave import read_key
from articles.admin.typed import is_known
from articles.admin.typed_on import behind, new_key
from articles.models import Article, Autosave, Version
from tests.factories import make_article, make_autosave, make_user

from .conftest import ADD, as_typed, autosave_url, change_url, form_at, full_form, offer_at, send

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
    return form_of(client, make_autosave(article, by=by, **typed))


def form_of(client, row):
    """What a browser sends of the form that shows ``row`` again."""
    address = showing(row)
    unsaved = client.get(address).context["unsaved"]
    return form_at(client, address) | {"form_key": unsaved["key"], "writer": unsaved["writer"]}


def showing(row):
    return f"{change_url(row.article)}?typed={row.pk}"


def keep_of(client, form, headline):
    """What the form's script does with ``headline`` typed into ``form``; the row that keeps it."""
    article = Autosave.objects.first().article
    data = {name: texts for name, texts in as_typed(form).items() if is_known(name)}
    sent = {"key": form["form_key"], "version": 1, "data": data | {"headline": [headline]}}
    kept = client.post(autosave_url(article), sent, content_type="application/json")
    assert kept.status_code == 200
    return Autosave.objects.get(key=form["form_key"])


def headlines():
    return [row.data["headline"][0] for row in Autosave.objects.order_by("pk")]


def shown_at(client, row):
    return client.get(showing(row)).context["adminform"].form["headline"].value()


def throw_away(client, row):
    return client.post(autosave_url(row.article), {"_throw_away": row.key})


@pytest.fixture
def anna(as_user):
    return make_user("Editor")


@pytest.fixture
def client_of_anna(as_user, anna):
    return as_user(anna)


def test_what_is_shown_again_is_a_form_of_its_own_and_gone_once_that_is_saved(as_user):
    user, article = make_user("Editor"), make_article()
    client = as_user(user)
    data = shown_form(client, article, user)
    row = Autosave.objects.get()
    assert data["form_key"] != row.key
    wrong = client.post(change_url(article), data | {"headline": "", "_continue": "1"})
    assert wrong.context["unsaved"]["key"] == data["form_key"]
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


def test_the_page_that_shows_it_counts_it_as_kept(client_of_anna, anna):
    article = make_article()
    row = make_autosave(article, by=anna, headline=["Typed"], version=["1"])
    shown = client_of_anna.get(showing(row))
    assert b" data-unsaved" not in shown.content
    wrong = client_of_anna.post(showing(row), form_of(client_of_anna, row) | {"headline": ""})
    assert b" data-unsaved" in wrong.content


class TestTypedOn:
    """First typed, shown and typed on, shown and typed on once more."""

    @pytest.fixture
    def rows(self, client_of_anna, anna):
        form = shown_form(client_of_anna, make_article(headline="Stored"), anna)
        first = Autosave.objects.get()
        second = keep_of(client_of_anna, form, "Second")
        third = keep_of(client_of_anna, form_of(client_of_anna, second), "Third")
        assert headlines() == ["Typed", "Second", "Third"]
        return [first, second, third]

    def test_every_address_shows_what_was_typed_last(self, client_of_anna, rows):
        assert [shown_at(client_of_anna, row) for row in rows] == ["Third"] * 3

    def test_saving_the_last_leaves_nothing(self, client_of_anna, rows):
        form = form_of(client_of_anna, rows[0])
        response = client_of_anna.post(change_url(rows[0].article), form | {"_continue": "1"})
        assert response.status_code == 302
        assert (Article.objects.get().headline, headlines()) == ("Third", [])

    def test_throwing_the_last_away_leaves_nothing(self, client_of_anna, rows):
        offer = offer_at(client_of_anna, change_url(rows[0].article))
        assert offer["key"] == rows[2].key
        throw_away(client_of_anna, rows[2])
        assert headlines() == []

    def test_what_was_taken_back_is_not_offered_again(self, client_of_anna, rows):
        """The last says what is stored; the ones before it are what it was made of."""
        keep_of(client_of_anna, form_of(client_of_anna, rows[2]), "Stored")
        assert offer_at(client_of_anna, change_url(rows[0].article)) is None

    def test_the_first_form_s_own_later_words_are_neither_hidden_nor_dropped(
        self, client_of_anna, rows
    ):
        article = rows[0].article
        send(client_of_anna, autosave_url(article), headline=["First again"])
        rows[0].refresh_from_db()
        assert shown_at(client_of_anna, rows[0]) == "First again"
        assert offer_at(client_of_anna, change_url(article))["key"] == rows[0].key
        throw_away(client_of_anna, rows[2])
        assert headlines() == ["First again"]

    def test_twice_at_once_each_of_both_is_kept_for_itself(self, client_of_anna, rows):
        forms = [form_of(client_of_anna, rows[2]) for _tab in (1, 2)]
        mine, other = (keep_of(client_of_anna, form, "Tab") for form in forms)
        throw_away(client_of_anna, other)
        assert list(Autosave.objects.all()) == [mine]

    def test_nobody_else_s_are_touched(self, client_of_anna, rows):
        """Berta has forms of the same names."""
        berta = make_user("Editor")
        for row in rows:
            make_autosave(row.article, by=berta, key=row.key, headline=["Berta’s"])
        throw_away(client_of_anna, rows[2])
        assert headlines() == ["Berta’s"] * 3


def test_of_a_new_article_nothing_is_left_either(client_of_anna, anna):
    form = as_typed(form_at(client_of_anna, ADD))
    first = make_autosave(None, by=anna, **form | {"headline": ["Typed"]})
    make_autosave(None, by=anna, **form | {"headline": ["Typed on"]}, key=new_key(first))
    page = client_of_anna.get(f"{ADD}?typed={first.pk}")
    assert page.context["adminform"].form["headline"].value() == "Typed on"
    data = form_at(client_of_anna, f"{ADD}?typed={first.pk}")
    data |= {"form_key": page.context["unsaved"]["key"], "_continue": "1"}
    assert client_of_anna.post(ADD, data).status_code == 302
    assert (Article.objects.get().headline, Autosave.objects.count()) == ("Typed on", 0)


def test_the_address_of_words_that_were_not_sent_says_so_until_more_is_typed(client_of_anna, anna):
    article = make_article()
    row = make_autosave(article, by=anna, send_back_note=["Check it."])
    address = f"{showing(row)}&unsent=1"
    assert client_of_anna.get(address).context["unsaved"]["is_unsent"] is True
    keep_of(client_of_anna, form_of(client_of_anna, row), "Typed on")
    assert client_of_anna.get(address).context["unsaved"]["is_unsent"] is False


@pytest.mark.parametrize("nonsense", ["-", "x-", "a-b", "a-1-1", "-1-1", "\0", "a" * 9999])
def test_a_made_up_key_drops_nothing(client_of_anna, anna, nonsense):
    article = make_article()
    make_autosave(article, by=anna, headline=["Typed"])
    data = form_at(client_of_anna, change_url(article)) | {"form_key": nonsense, "_continue": "1"}
    assert client_of_anna.post(change_url(article), data).status_code == 302
    assert Autosave.objects.count() == 1


def test_of_any_row_the_key_is_one_that_is_kept():
    row = Autosave(pk=2**63 - 1, saved_at=datetime(2200, 1, 1, tzinfo=UTC))
    key = new_key(row)
    assert read_key(key) == key
    assert behind(key, [row]) == [row]


def test_forms_that_show_each_other_end_somewhere():
    at = datetime(2024, 5, 1, tzinfo=UTC)
    one, other = Autosave(pk=1, saved_at=at), Autosave(pk=2, saved_at=at)
    one.key, other.key = new_key(other), new_key(one)
    assert behind(one.key, [one, other]) == [other, one]
