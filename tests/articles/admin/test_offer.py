"""Text that was kept is offered to its writer on return, and to nobody else."""

import re
from datetime import UTC, datetime

import pytest

from articles.models import Article, Autosave
from tests.factories import (
    approve,
    make_article,
    make_autosave,
    make_topic,
    make_user,
    make_version,
)

from .conftest import ADD, as_typed, change_url, form_at, offer_at

pytestmark = pytest.mark.django_db


def test_it_is_offered_to_its_writer_alone(as_user):
    article, anna = make_article(), make_user("Editor")
    make_autosave(article, by=anna, headline=["SECRETMARK"])
    offer = offer_at(as_user(anna), change_url(article))
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
    make_autosave(article, by=anna, **form)
    assert offer_at(client, change_url(article)) is None
    make_autosave(article, by=anna, **form | {"body": [form["body"][0] + "\r\n<p></p>"]})
    assert offer_at(client, change_url(article)) is None
    make_autosave(article, by=anna, **form | {"topics": []})
    assert [name for name, _text in offer_at(client, change_url(article))["changed"]] == ["Topics"]


def test_a_newer_save_is_named_and_refused_as_any_other(as_user):
    article, anna = make_article(), make_user("Editor")
    client = as_user(anna)
    form = as_typed(form_at(client, change_url(article)) | {"headline": "Mine"})
    row = make_autosave(article, by=anna, **form)
    make_version(article, headline="Theirs")
    assert offer_at(client, change_url(article))["is_older"] is True
    address = f"{change_url(article)}?typed={row.pk}"
    again = form_at(client, address)
    assert (again["headline"], again["version"]) == ("Mine", "1")
    assert client.post(address, again).status_code == 200
    assert Article.objects.get().headline == "Theirs"


def test_it_is_shown_though_its_writer_may_not_save_it_any_more(as_user):
    anna = make_user("Reporter")
    article = make_article(by=anna)
    texts = {"headline": ["Mine"], "body": ["<p>My text.</p>"], "teaser": [article.teaser]}
    row = make_autosave(article, by=anna, **texts)
    approve(article)
    client = as_user(anna)
    why = "This text is approved. Ask the editors to send it back to change it."
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
    make_autosave(article, by=anna, headline=["SECRETMARK"])
    approve(article)
    page = as_user(make_user(role)).get(change_url(article))
    assert (page.context["can_edit"], page.context["unsaved"]["offer"]) == (False, None)
    assert b"SECRETMARK" not in page.content


def test_opening_the_form_asks_once_for_each_of_both(as_user, django_assert_max_num_queries):
    article, anna = make_article(), make_user("Editor")
    make_autosave(article, by=anna, headline=["x"])
    client = as_user(anna)
    client.get(change_url(article))
    with django_assert_max_num_queries(100) as asked:
        client.get(change_url(article))
    ours = [
        query["sql"] for query in asked if re.search("articles_(openform|autosave)", query["sql"])
    ]
    assert len(ours) == 2


class TestWhereTheTextIsOnlyRead:
    """Two tabs of its reporter; by one the text was saved, and then signed."""

    @pytest.fixture
    def told(self, as_user):
        anna = make_user("Reporter")
        article = make_article(by=anna, topics=[make_topic()], tags=["storm"])
        client = as_user(anna)
        form = as_typed(form_at(client, change_url(article)) | {"headline": "Mine"})

        def told(**typed):
            make_autosave(article, by=anna, **form | typed)
            article.refresh_from_db()
            if article.version_number == 1:
                make_version(article, headline="Mine")
                approve(article)
            page = client.get(change_url(article))
            assert page.context["can_edit"] is False
            return page.context["unsaved"]["offer"], page.content.decode()

        return told

    def test_the_same_text_is_not_offered(self, told):
        assert told()[0] is None

    def test_nor_is_a_reason_or_a_space(self, told):
        assert told(why=["A slip."], tags=["storm "])[0] is None

    def test_nor_is_a_plan_that_is_the_stored_one(self, told):
        planned = datetime(2026, 12, 1, 10, tzinfo=UTC)
        Article.objects.update(planned_for=planned)
        assert told(planned_for=["2026-12-01T10:00:00+00:00"])[0] is None
        assert told(planned_for=["2026-12-01T11:00:00+00:00"])[0]["changed"] == []

    def test_nor_is_a_plan_that_somebody_else_has_made(self, told):
        Article.objects.update(planned_for=datetime(2026, 12, 1, 10, tzinfo=UTC))
        assert told()[0] is None

    @pytest.mark.parametrize("typed", [{"topics": []}, {"tags": ["gale"]}, {"section": [""]}])
    def test_another_choice_is_offered_though_it_is_no_text(self, told, typed):
        offer, page = told(**typed)
        assert offer["changed"] == []
        assert "It is kept." in page

    def test_nothing_is_said_of_saving_it(self, told):
        offer, page = told(headline=["Another"])
        assert (offer["changed"], offer["is_older"]) == ([("Headline", "Another")], True)
        assert "The article has been saved since then." in page
        assert "Saving your text" not in page
        assert "did not save" not in page


def test_where_it_is_shown_nothing_is_said_of_saving_what_cannot_be_saved(as_user):
    anna = make_user("Reporter")
    article = make_article(by=anna)
    row = make_autosave(article, by=anna, headline=["Mine"])
    client = as_user(anna)
    address = f"{change_url(article)}?typed={row.pk}"
    assert "It is not saved yet." in client.get(address).content.decode()
    approve(article)
    page = client.get(address).content.decode()
    assert "It is kept." in page
    assert "not saved yet" not in page


def test_words_for_a_step_were_not_sent(as_user):
    article, anna = make_article(), make_user("Editor")
    row = make_autosave(article, by=anna, send_back_note=["Check it."])
    make_version(article, headline="Theirs")
    client = as_user(anna)
    page = client.get(change_url(article)).content.decode()
    assert "did not send it" in page
    assert "Saving your text" not in page
    page = client.get(f"{change_url(article)}?typed={row.pk}").content.decode()
    assert "It is not sent yet." in page
