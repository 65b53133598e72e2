"""Text that was kept is offered to its writer on return, and to nobody else."""

import re

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
