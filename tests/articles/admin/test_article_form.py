"""The form of articles: what it starts with, tidies and refuses, always in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.enums import CreditRole
from articles.models import Article, Credit, Image
from tests.factories import (
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_tag,
    make_topic,
    make_user,
)

from .conftest import ADD, change_url, errors, form_at, full_form

pytestmark = pytest.mark.django_db


def test_a_new_article_starts_with_its_writers_credit_and_the_sites_language(as_user):
    reporter = make_user("Reporter")
    person = make_contributor("Rosa", user=reporter)
    data = form_at(as_user(reporter), ADD)
    assert (data["credits-0-contributor"], data["language"]) == ([str(person.pk)], ["en"])


def test_a_changed_person_is_credited_by_the_new_name(editor):
    rosa, ed = make_contributor("Rosa", "ro"), make_contributor("Ed", "ed")
    article = make_article(credits=[(rosa, CreditRole.WRITER)])
    data = form_at(editor, change_url(article)) | {"credits-0-contributor": ed.pk}
    assert editor.post(change_url(article), data).status_code == 302
    assert list(Credit.objects.values_list("name", "initials")) == [("Ed", "ed")]


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


def test_a_tag_that_is_too_long_is_said_in_words(editor):
    response = editor.post(ADD, full_form(editor, tags="short, " + "x" * 101))
    assert response.status_code == 200
    assert errors(response) == [
        f"“{'x' * 40} …” is too long for a tag: 100 characters are the most."
    ]


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


def test_a_lead_picture_that_was_deleted_meanwhile_is_named_and_the_rest_stays(editor):
    image = make_image()
    data = full_form(editor, lead_image=image.pk, headline="Typed")
    Image.objects.all().delete()
    response = editor.post(ADD, data)
    assert errors(response) == ["This picture has been deleted. Choose another one, or none."]
    assert response.context["adminform"].form["headline"].value() == "Typed"


def test_an_article_cannot_be_made_the_translation_of_one_unseen(as_user):
    make_language("de")
    draft = make_article(by=make_user("Reporter"), language_id="de")
    client = as_user(make_user("Reporter"))
    response = client.post(ADD, full_form(client, translation_of=draft.pk))
    assert errors(response) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
    assert draft.headline not in response.content.decode()


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


def many_rows(article, count):
    def related():
        article.topics.set([make_topic() for _n in range(count)])
        article.tags.set([make_tag() for _n in range(count)])
        for position in range(count):
            Credit.objects.create(
                article=article, contributor=make_contributor(), position=position
            )

    actions.save(article, by=None, at=timezone.now(), related=related)


@pytest.mark.parametrize("role", ["Editor", "Publisher", "superuser"])
@pytest.mark.parametrize("make", [make_article, make_live, make_scheduled])
def test_the_form_opens_with_few_queries(client, role, make, django_assert_max_num_queries):
    """However many topics, tags and people there are."""
    client.force_login(make_user(role))
    article = make(lead_image=make_image())
    many_rows(article, 3)
    with django_assert_max_num_queries(15):
        assert client.get(change_url(article)).status_code == 200


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
def test_saving_takes_few_queries(client, role, django_assert_max_num_queries):
    client.force_login(make_user(role))
    article = make_article(lead_image=make_image())
    many_rows(article, 3)
    words = " ".join(["word"] * 1000)
    data = form_at(client, change_url(article)) | {"teaser": "New.", "body": f"<p>{words}</p>"}
    with django_assert_max_num_queries(25):
        assert client.post(change_url(article), data | {"_continue": "1"}).status_code == 302
    assert article.versions.filter(data__teaser="New.").exists()


def test_a_plan_to_the_fraction_of_a_second_stays_as_it_is(editor):
    """The form shows no fractions; who saves a text has not changed its plan."""
    moment = timezone.now().replace(microsecond=7) + timedelta(days=1)
    article = make_article(planned_for=moment)
    data = form_at(editor, change_url(article)) | {"teaser": "New.", "_continue": "1"}
    assert editor.post(change_url(article), data).status_code == 302
    article.refresh_from_db()
    assert (article.teaser, article.planned_for) == ("New.", moment)
    assert article.events.filter(verb="planned").count() == 1  # as it was made


def test_who_is_added_comes_last(editor):
    article = make_article()
    many_rows(article, 2)
    form = form_at(editor, change_url(article))
    assert form["credits-2-position"] == "2"
    late = make_contributor()
    editor.post(change_url(article), form | {"credits-2-contributor": late.pk})
    assert [credit.contributor for credit in article.credits.all()][2:] == [late]


def test_an_order_without_a_name_is_no_row(editor):
    """Also where another row was added since the form was opened."""
    article = make_article()
    form = form_at(editor, change_url(article)) | {"credits-0-position": "7", "headline": "New"}
    assert editor.post(change_url(article), form).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.credits.count()) == ("New", 0)
