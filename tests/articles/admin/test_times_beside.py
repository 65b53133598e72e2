"""A plan and an embargo, which everybody who may edit sets in the form: none is changed unseen."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import actions
from articles.models import Article
from tests.factories import AT, FAR, make_article, make_autosave, make_user

from .conftest import as_typed, autosave_url, change_url, errors, fields_of, form_at, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHER = "Since you opened this, another time has been set: %s. Look again before you change it."
GONE = "Since you opened this, that has changed: %s. Look again before you change it."
FAR_SAID = "1 January 2199, 00:00 (UTC)"
NEXT_SAID = "2 January 2199, 00:00 (UTC)"


@pytest.fixture
def article():
    return make_article(headline="The port")


def meanwhile(article, **fields):
    fresh = Article.objects.get(pk=article.pk)
    for name, moment in fields.items():
        setattr(fresh, name, moment)
    actions.save(fresh, by=None, at=AT)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("planned_for", f"it is planned for {FAR_SAID}"),
        ("embargo_until", f"there is an embargo until {FAR_SAID}"),
    ],
)
def test_is_not_set_over_another_unseen_and_then_knowingly(editor, article, name, said):
    data = form_at(editor, change_url(article))
    data |= {name: "2199-01-05T10:00", "headline": "Typed", "_continue": "1"}
    meanwhile(article, **{name: FAR})
    response = editor.post(change_url(article), data)
    assert errors(response) == [OTHER % said]
    form = response.context["adminform"].form
    assert list(form.errors) == [name]
    assert [form[one].value() for one in (name, "headline")] == ["2199-01-05T10:00", "Typed"]
    again = fields_of(response)
    assert again[f"initial-{name}"] == "2199-01-01T00:00:00+00:00"
    stored = Article.objects.get()
    assert (stored.headline, getattr(stored, name)) == ("The port", FAR)
    assert editor.post(change_url(article), again | {"_continue": "1"}).status_code == 302
    stored = Article.objects.get()
    assert getattr(stored, name) == datetime(2199, 1, 5, 10, tzinfo=UTC)
    assert stored.headline == "Typed"


def test_that_it_was_taken_away_is_told(editor, article):
    meanwhile(article, planned_for=FAR)
    data = form_at(editor, change_url(article)) | {"planned_for": "2199-01-05T10:00"}
    meanwhile(article, planned_for=None)
    response = editor.post(change_url(article), data)
    assert errors(response) == [GONE % "it has no planned time any more"]
    assert editor.post(change_url(article), fields_of(response)).status_code == 302


@pytest.mark.parametrize("typed", ["2199-01-01T00:00", None])
def test_what_both_set_alike_or_one_left_alone_needs_no_question(editor, article, typed):
    data = form_at(editor, change_url(article)) | {"headline": "Typed"}
    data |= {"planned_for": typed} if typed else {}
    meanwhile(article, planned_for=FAR)
    assert editor.post(change_url(article), data).status_code == 302
    stored = Article.objects.get()
    assert (stored.headline, stored.planned_for) == ("Typed", FAR)


def test_both_took_it_away(editor, article):
    meanwhile(article, planned_for=FAR)
    data = form_at(editor, change_url(article)) | {"planned_for": "", "headline": "Typed"}
    meanwhile(article, planned_for=None)
    assert editor.post(change_url(article), data).status_code == 302
    assert Article.objects.get().headline == "Typed"


@pytest.mark.parametrize("opened", ["x", "\0", "9" * 400, "2199"])
def test_what_no_form_was_opened_with_has_seen_no_time(editor, article, opened):
    meanwhile(article, planned_for=FAR)
    data = form_at(editor, change_url(article)) | {"initial-planned_for": opened}
    response = editor.post(change_url(article), data | {"planned_for": "2199-01-05T10:00"})
    assert errors(response) == [OTHER % f"it is planned for {FAR_SAID}"]


def test_a_plan_that_was_typed_and_not_saved_is_there_when_it_is_shown_again(as_user):
    user, article = make_user("Editor"), make_article()
    client = as_user(user)
    typed = form_at(client, change_url(article)) | {"planned_for": "2199-01-05T10:00"}
    row = make_autosave(article, by=user, **as_typed(typed))
    again = form_at(client, f"{change_url(article)}?typed={row.pk}")
    assert client.post(change_url(article), again).status_code == 302
    assert Article.objects.get().planned_for == datetime(2199, 1, 5, 10, tzinfo=UTC)


def test_shown_again_it_tells_what_was_set_meanwhile(as_user):
    user, article = make_user("Editor"), make_article()
    client = as_user(user)
    meanwhile(article, planned_for=FAR)
    typed = as_typed(form_at(client, change_url(article)))
    typed |= {"planned_for": ["2199-01-05T10:00"]}
    kept = send(client, autosave_url(article), **typed | {"version": 1})
    assert kept.status_code == 200
    meanwhile(article, planned_for=FAR + DAY)
    row = article.autosaves.get()
    page = client.get(f"{change_url(article)}?typed={row.pk}")
    assert errors(page) == [OTHER % f"it is planned for {NEXT_SAID}"]
    assert fields_of(page)["initial-planned_for"] == "2199-01-02T00:00:00+00:00"
