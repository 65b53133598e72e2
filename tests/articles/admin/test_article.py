"""Saving from the form: through the action, all of it or nothing, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.enums import CreditRole, Verb
from articles.models import Article, Credit, Event, Version
from tests.factories import (
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
    make_user,
)

from .conftest import ADD, LIST, change_url, errors, form_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(as_user):
    user = make_user("Editor")
    return as_user(user)


def full_form(client, **fields):
    """A new article with something in every field."""
    data = form_at(client, ADD)
    return data | {
        "kicker": "Shipping",
        "headline": "Port opens",
        "teaser": "After the storm.",
        "body": "<p>The port is <strong>open</strong>.</p>",
        "section": make_section().pk,
        "topics": [make_topic().pk, make_topic().pk],
        "tags": "storm, harbour",
        "lead_image": make_image().pk,
        "place": "Port Ellis",
        "dateline": "PORT ELLIS, Nov 22",
        "note": "Check the tonnage.",
        "slug": "port",
        "seo_title": "Port Ellis opens",
        "seo_description": "The port of Port Ellis is open.",
        "credits-TOTAL_FORMS": "2",
        "credits-0-contributor": make_contributor("Rosa Lind", "rl").pk,
        "credits-0-role": "writer",
        "credits-0-position": "0",
        "credits-1-contributor": make_contributor("Ed Wolff", "ew").pk,
        "credits-1-role": "editor",
        "credits-1-position": "1",
        "agency_credits-TOTAL_FORMS": "1",
        "agency_credits-0-agency": make_agency("AP").pk,
        "agency_credits-0-position": "0",
        **fields,
    }


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


def test_each_save_is_in_djangos_log_too(editor):
    article = make_article(by=make_user("Reporter"))
    data = form_at(editor, change_url(article))
    editor.post(change_url(article), data | {"headline": "Anew", "_continue": "1"})
    editor.post(change_url(article), form_at(editor, change_url(article)) | {"_step": "submit"})
    messages = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert messages == ["Changed Headline.", "Submitted for review."]


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


def test_a_newer_save_is_not_overwritten_and_both_texts_are_kept(editor):
    article = make_article(headline="First")
    data = form_at(editor, change_url(article))
    article.headline = "Theirs"
    actions.save(article, by=None, at=timezone.now())
    typed = {"headline": "Mine", "teaser": "My teaser", "tags": "my tag", "_continue": "1"}
    response = editor.post(change_url(article), data | typed)
    assert response.status_code == 200
    assert errors(response) == [
        "Somebody else has saved this article since you opened it. Nothing was overwritten."
    ]
    form = response.context["adminform"].form
    assert [form[name].value() for name in ("headline", "teaser", "tags")] == [
        "Mine",
        "My teaser",
        "my tag",
    ]
    article.refresh_from_db()
    assert (article.headline, Version.objects.count()) == ("Theirs", 2)
    assert article.tags.count() == 0
    # Sending it again changes nothing, until its writer says that they have read the other text.
    assert editor.post(change_url(article), data | typed).status_code == 200
    seen = {"version_seen": response.context["conflict"].current, "overwrite": "1"}
    assert editor.post(change_url(article), data | typed | seen).status_code == 302
    article.refresh_from_db()
    assert (article.headline, Version.objects.count()) == ("Mine", 3)


def test_a_form_that_does_not_say_its_version_overwrites_nothing(editor):
    article = make_article(headline="First")
    data = form_at(editor, change_url(article)) | {"headline": "Mine"}
    del data["version"]
    for version in ({}, {"version": ""}, {"version": "0"}, {"version": "-1"}):
        assert editor.post(change_url(article), data | version).status_code == 200
    assert editor.post(change_url(article), data | {"version": "x"}).status_code == 200
    assert editor.post(change_url(article), data | {"version": "9" * 30}).status_code == 200
    article.refresh_from_db()
    assert article.headline == "First"


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
    assert "&lt;p&gt;An hour &amp; more&lt;/p&gt;" in page
    assert not Article.objects.exists()


def test_a_changed_person_is_credited_by_the_new_name(editor):
    rosa, ed = make_contributor("Rosa", "ro"), make_contributor("Ed", "ed")
    article = make_article(credits=[(rosa, CreditRole.WRITER)])
    data = form_at(editor, change_url(article)) | {"credits-0-contributor": ed.pk}
    assert editor.post(change_url(article), data).status_code == 302
    assert list(Credit.objects.values_list("name", "initials")) == [("Ed", "ed")]


def test_a_new_article_starts_with_its_writers_credit_and_the_sites_language(as_user):
    reporter = make_user("Reporter")
    person = make_contributor("Rosa", user=reporter)
    data = form_at(as_user(reporter), ADD)
    assert (data["credits-0-contributor"], data["language"]) == ([str(person.pk)], ["en"])


def test_a_working_headline_is_cleared_by_a_new_one_or_by_hand(editor):
    article = make_article(headline="Working", headline_is_working=True)
    data = form_at(editor, change_url(article))
    assert data["headline_is_working"] == "on"
    editor.post(change_url(article), data | {"headline": "Real"})
    article.refresh_from_db()
    assert article.headline_is_working is False
    assert "headline_is_working" not in form_at(editor, change_url(article))


def test_headlines_are_one_line(editor):
    editor.post(ADD, full_form(editor, headline="Port\r\n  opens\tagain"))
    assert Article.objects.get().headline == "Port opens again"


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


def test_an_article_cannot_be_made_the_translation_of_one_unseen(as_user):
    make_language("de")
    draft = make_article(by=make_user("Reporter"), language_id="de")
    client = as_user(make_user("Reporter"))
    response = client.post(ADD, full_form(client, translation_of=draft.pk))
    assert errors(response) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
    assert draft.headline not in response.content.decode()


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


@pytest.mark.parametrize(
    "field",
    [
        "headline", "kicker", "teaser", "body", "tags", "slug", "language", "section", "topics",
        "lead_image", "translation_of", "assigned_to", "note", "version",
        "credits-0-contributor", "credits-0-role", "credits-0-position", "credits-0-id",
        "credits-TOTAL_FORMS", "credits-INITIAL_FORMS", "agency_credits-0-agency",
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", ["x\0y", "9" * 400, "-1", "\ud7ff<b>' OR 1=1"])
def test_no_input_is_an_error_of_the_server(editor, field, value):
    response = editor.post(ADD, full_form(editor, **{field: value}))
    assert response.status_code in (200, 302)
    article = make_article()
    data = form_at(editor, change_url(article)) | {field: value}
    assert editor.post(change_url(article), data).status_code in (200, 302)


@pytest.mark.parametrize("pk", ["0", "-1", "abc", "9" * 30, "_00", "1%00", "1.5"])
@pytest.mark.parametrize("path", ["change/", "history/", "delete/", "preview/", ""])
def test_bad_ids_in_addresses_are_not_found(editor, pk, path):
    assert editor.get(f"{LIST}{pk}/{path}").status_code in (301, 302, 404)
    if path:
        assert editor.get(f"{LIST}{pk}/{path}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00", "?stage=%00", "?stage=nonsense", "?section=x", "?section=" + "9" * 30, "?p=x",
        "?p=99999", "?o=x", "?o=99.-99", "?headline=%00", "?pk__in=x", "?language=zz", "?mine=no",
        "?id=" + "9" * 30, "?all=", "?nonsense=1", "?live=nonsense",
    ],
)  # fmt: skip
def test_no_query_of_the_list_is_an_error_of_the_server(editor, query):
    make_article()
    assert editor.get(LIST + query).status_code in (200, 302, 400)


def test_autocomplete_bears_bad_queries(editor):
    url = reverse("admin:autocomplete")
    good = {"app_label": "articles", "model_name": "article", "field_name": "topics"}
    assert editor.get(url, good | {"term": "\0"}).status_code == 400
    assert editor.get(url, good | {"field_name": "x"}).status_code == 403
    assert editor.get(url, good | {"page": "x"}).status_code == 404


@pytest.mark.parametrize("selected", ["abc", "9" * 30, "\0"])
def test_bad_rows_of_a_bulk_action_are_said_in_words(editor, selected):
    make_article()
    data = {"action": "delete_selected", "_selected_action": selected}
    assert editor.post(LIST, data).status_code in (200, 302)
    assert editor.post(LIST, data | {"post": "yes"}).status_code in (200, 302)
    assert Article.objects.count() == 1


def test_a_text_of_many_megabytes_is_refused_in_words(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"body": "<p>" + "x" * 3_000_000 + "</p>"}
    response = editor.post(change_url(article), data)
    assert response.status_code == 200
    assert "2000000" in errors(response)[0]
    assert editor.post(change_url(article), data | {"body": "x" * 11_000_000}).status_code == 400


def test_a_second_translation_into_a_language_is_refused_in_words(editor):
    make_language("de")
    original = make_article()
    make_article(language_id="de", translation_of=original)
    data = full_form(editor, language="de", translation_of=original.pk)
    response = editor.post(ADD, data)
    assert (response.status_code, len(errors(response))) == (200, 1)
    assert "There is already a translation into this language." in errors(response)[0]


# --- Queries ---


def many_rows(article, count):
    def related():
        article.topics.set([make_topic() for _n in range(count)])
        article.tags.set([make_tag() for _n in range(count)])
        for position in range(count):
            Credit.objects.create(
                article=article, contributor=make_contributor(), position=position
            )

    actions.save(article, by=None, at=timezone.now(), related=related)


def test_the_form_takes_few_queries(editor, django_assert_max_num_queries):
    article = make_article(lead_image=make_image())
    many_rows(article, 3)
    with django_assert_max_num_queries(24):
        editor.get(change_url(article))


def test_a_tag_that_is_too_long_is_said_in_words(editor):
    response = editor.post(ADD, full_form(editor, tags="short, " + "x" * 101))
    assert response.status_code == 200
    assert errors(response) == [
        f"“{'x' * 40} …” is too long for a tag: 100 characters are the most."
    ]
