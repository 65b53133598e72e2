import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions import notes
from articles.admin.notes import SHOWN
from articles.models import Note, Notification
from tests.factories import AT, make_article, make_live, make_user

from .conftest import change_url

pytestmark = pytest.mark.django_db


def notes_url(article, part=""):
    return reverse("admin:articles_article_notes", args=[article.pk]) + part


def test_a_note_is_added_and_shown_on_its_page_and_under_the_form(editor):
    article = make_article()
    ed = make_user("Editor", username="ed")
    response = editor.post(notes_url(article), {"text": "@ed: <b>who</b>\nsays so?"}, follow=True)
    for page in (response.content.decode(), editor.get(change_url(article)).content.decode()):
        assert "@ed: &lt;b&gt;who&lt;/b&gt;<br>says so?" in page
    assert Notification.objects.get().to == ed


def test_whom_nobody_could_tell_is_said(editor):
    article = make_article()
    response = editor.post(notes_url(article), {"text": "@noone?"}, follow=True)
    assert "Nobody was told as @noone" in response.content.decode()
    part = editor.post(notes_url(article, "?part=1"), {"text": "@noone2"}).content.decode()
    assert "Nobody was told as @noone2" in part


def test_a_part_is_the_thread_alone(editor):
    article = make_article()
    response = editor.post(notes_url(article, "?part=1"), {"text": "Seen."})
    assert response.status_code == 200
    page = response.content.decode()
    assert page.startswith('<section class="note-desk" id="notes"')
    assert "Seen." in page
    assert "csrfmiddlewaretoken" in page
    assert "<html" not in page


@pytest.mark.parametrize("text", ["", "   ", "x" * (notes.LONGEST + 1), "KEPTMARK a\0b"])
@pytest.mark.parametrize("part", ["", "?part=1"])
def test_a_text_that_is_refused_comes_back(editor, text, part):
    article = make_article()
    response = editor.post(notes_url(article, part), {"text": text})
    assert response.status_code == 422
    form = response.context["notes"]["form"]
    assert form.errors["text"]
    assert form["text"].value() == text
    assert Note.objects.count() == 0


def test_whoever_sees_the_article_may_write(as_user):
    live, draft = make_live(), make_article()
    reporter = as_user(make_user("Reporter"))
    assert "Add note" in reporter.get(change_url(live)).content.decode()
    assert reporter.post(notes_url(live), {"text": "A typo."}).status_code == 302
    assert reporter.post(notes_url(draft), {"text": "I should not know."}).status_code == 404
    assert reporter.get(notes_url(draft)).status_code == 404
    assert as_user(make_user("nobody")).post(notes_url(live), {"text": "x"}).status_code == 403
    assert Note.objects.count() == 1


def test_a_long_thread_takes_one_query_and_its_end_is_under_the_form(editor):
    article = make_article()
    writers = [make_user("Editor") for _n in range(SHOWN + 1)]

    def count():
        with CaptureQueriesContext(connection) as captured:
            page = editor.get(change_url(article)).content.decode()
        return len(captured), page

    editor.get(change_url(article))
    few, _page = count()
    for number, writer in enumerate(writers):
        notes.add(article, f"Note {number}.", by=writer, at=AT)
    many, page = count()
    assert many == few
    assert "Note 0." not in page
    assert "Note 1." in page
    assert "Note 0." in editor.get(notes_url(article)).content.decode()


def test_a_new_article_has_no_thread_yet(editor):
    assert 'id="notes"' not in editor.get(reverse("admin:articles_article_add")).content.decode()
