"""Saving from the form: through the action, all of it or nothing, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.utils import timezone

from articles import actions
from articles.enums import Verb
from articles.models import Article, Event, Version
from tests.factories import make_article, make_user

from .conftest import ADD, change_url, errors, form_at, full_form

pytestmark = pytest.mark.django_db


def test_every_field_is_saved_in_one_version_by_the_action(editor):
    data = full_form(editor)
    response = editor.post(ADD, data | {"_continue": "1"})
    article = Article.objects.get()
    assert response.status_code == 302
    assert response.url == change_url(article)
    frozen = Version.objects.get().data
    assert {name: frozen[name] for name in ("kicker", "headline", "teaser", "slug", "note")} == {
        "kicker": "Shipping",
        "headline": "Port opens",
        "teaser": "After the storm.",
        "slug": "port",
        "note": "Check the tonnage.",
    }
    assert frozen["body"] == "<p>The port is <strong>open</strong>.</p>"
    assert list(Article.objects.get().tags.names()) == ["harbour", "storm"]
    assert frozen["topics"] == sorted(int(pk) for pk in data["topics"])
    assert [(c["name"], c["role"]) for c in frozen["credits"]] == [
        ("Rosa Lind", "writer"),
        ("Ed Wolff", "editor"),
    ]
    assert [agency["short_name"] for agency in frozen["agencies"]] == ["AP"]
    assert list(Event.objects.values_list("verb", flat=True)) == [Verb.CREATED]


def test_saving_without_a_change_makes_no_version(editor):
    article = make_article()
    editor.post(change_url(article), form_at(editor, change_url(article)) | {"_continue": "1"})
    assert Version.objects.count() == 1


def events():
    return list(Event.objects.order_by("pk").values_list("verb", "why"))


def test_a_reason_stands_in_the_history_beside_its_save(editor):
    editor.post(ADD, full_form(editor, why=" From  the wire "))
    article = Article.objects.get()
    data = form_at(editor, change_url(article))
    assert "why" not in data  # each save has its own
    editor.post(change_url(article), data | {"headline": "Anew", "why": "The port called."})
    versions = Version.objects.order_by("number").values_list("why", flat=True)
    assert list(versions) == ["From the wire", "The port called."]
    assert events() == [("created", "From the wire"), ("saved", "The port called.")]


def test_a_reason_for_another_plan_stands_beside_that(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"planned_for": "2199-01-01T10:00"}
    editor.post(change_url(article), data | {"why": "The minister is ill."})
    planned = "planned for: 1 January 2199, 10:00 (UTC)\nThe minister is ill."
    assert events()[1:] == [("planned", planned)]


def test_a_reason_for_nothing_is_not_lost_in_silence(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"why": "Because."}
    page = editor.post(change_url(article), data, follow=True).content.decode()
    assert "You gave a reason, and nothing was changed" in page
    assert "Saved." not in page
    assert Version.objects.count() == 1


def test_a_reason_comes_along_when_two_texts_are_put_together(editor):
    article = make_article(headline="Port", kicker="Sea")
    data = form_at(editor, change_url(article)) | {"headline": "Harbour", "why": "House style."}
    article.kicker = "Trade"
    actions.save(article, by=None, at=timezone.now())
    page = editor.post(change_url(article), data)
    sent = dict(page.context["kept"]) | {"version": page.context["version"]}
    sent |= {"merge_with": article.version_number, "_merge": "save"}
    editor.post(change_url(article), sent)
    newest = Version.objects.get(number=3)
    assert (newest.data["headline"], newest.data["kicker"]) == ("Harbour", "Trade")
    assert newest.why == "House style."


def test_too_long_a_reason_is_refused_in_words_and_stays(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"headline": "Anew", "why": "x" * 201}
    response = editor.post(change_url(article), data)
    assert errors(response) == ["Ensure this value has at most 200 characters (it has 201)."]
    assert "x" * 201 in response.content.decode()


def test_each_save_is_in_djangos_log_too(editor):
    article = make_article(by=make_user("Reporter"))
    data = form_at(editor, change_url(article))
    editor.post(change_url(article), data | {"headline": "Anew", "_continue": "1"})
    editor.post(change_url(article), form_at(editor, change_url(article)) | {"_step": "submit"})
    messages = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert messages == ["Changed Headline.", "Submitted for review."]


def test_the_same_save_twice_is_harmless(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"headline": "Anew", "_continue": "1"}
    statuses = [editor.post(change_url(article), data).status_code for _turn in range(2)]
    assert (statuses, Version.objects.count()) == ([302, 302], 2)


def test_the_same_new_article_twice_is_one_article(editor):
    data = full_form(editor) | {"_continue": "1"}
    responses = [editor.post(ADD, data) for _turn in range(2)]
    article = Article.objects.get()
    assert [response.url for response in responses] == [change_url(article)] * 2
    told = [str(message) for message in get_messages(responses[1].wsgi_request)]
    assert told[-1] == "You have just made this article. It was not made a second time."
    assert (Version.objects.count(), Event.objects.count()) == (1, 1)
    other = editor.post(ADD, data | {"headline": "Another"})
    assert other.status_code == 302
    assert Article.objects.count() == 2


def test_the_same_text_later_is_another_article(editor, monkeypatch):
    data = full_form(editor)
    editor.post(ADD, data)
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    editor.post(ADD, data)
    assert Article.objects.count() == 2


def test_a_refused_new_article_keeps_everything_typed(editor):
    data = full_form(editor, body='<p>x</p><aside data-read-more="987654"></aside>')
    response = editor.post(ADD, data)
    assert response.status_code == 200
    assert errors(response) == ["A “Read more” points at an article that does not exist: #987654."]
    assert not Article.objects.exists()
    assert not Event.objects.exists()
    form = response.context["adminform"].form
    assert form["headline"].value() == "Port opens"
    formset = response.context["inline_admin_formsets"][0].formset
    assert [str(row["contributor"].value()) for row in formset.forms] == [
        str(data["credits-0-contributor"]),
        str(data["credits-1-contributor"]),
    ]


def test_a_wrong_new_article_keeps_everything_typed(editor):
    response = editor.post(ADD, full_form(editor, language="", headline=""))
    assert response.status_code == 200
    assert errors(response) == ["This field is required.", "This field is required."]
    assert response.context["adminform"].form["teaser"].value() == "After the storm."


def test_a_reporter_who_lost_the_text_to_the_editors_keeps_what_they_typed(as_user):
    reporter = make_user("Reporter")
    article = make_article(by=reporter)
    client = as_user(reporter)
    data = form_at(client, change_url(article)) | {"body": "<p>An hour of work.</p>"}
    actions.submit(article, by=reporter, at=timezone.now())
    response = client.post(change_url(article), data)
    assert response.status_code == 200
    assert errors(response) == [
        "This text is with the editors. Ask them to send it back to change it."
    ]
    assert response.context["adminform"].form["body"].value() == "<p>An hour of work.</p>"
    assert Version.objects.count() == 1


def test_text_for_an_article_that_is_gone_comes_back_to_its_writer(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"body": "<p>An hour & more</p>"}
    url = change_url(article)
    actions.delete(article, by=None, at=timezone.now())
    response = editor.post(url, data)
    assert response.status_code == 404
    page = response.content.decode()
    assert "Nothing was saved." in page
    assert "<p>An hour &amp; more</p>" in page  # to be copied as it reads
    assert not Article.objects.exists()
