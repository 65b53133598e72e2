from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions
from articles.actions import notes
from articles.enums import NoticeKind
from articles.models import Note, Notification
from tests.factories import AT, approve, make_article, make_user

pytestmark = pytest.mark.django_db


def heard(text):
    """Whom a note tells, and which names nobody has."""
    written = notes.add(make_article(), text, by=make_user("Editor"), at=AT)
    told = Notification.objects.filter(note=written.note)
    return sorted(told.values_list("to__username", flat=True)), written.unknown


@pytest.fixture
def staff():
    for username, first, last in (
        ("anna", "Anna", "Kern"),
        ("ben.k", "Ben", "King"),
        ("rosa", "Rosa", "Meyer"),
        ("rl", "Rosa", "Lind"),
        ("rlm", "Rosa", "Lind Moreno"),
        ("jörg", "Jörg", "Groß"),
        ("ليلى", "محمد", "صالح"),
        ("ed@news.example", "Ed", "O’Hara"),
        ("twin1", "Kim", "Lee"),
        ("twin2", "Kim", "Lee"),
        ("nameless", "", ""),
    ):
        make_user("Editor", username=username, first_name=first, last_name=last)


@pytest.mark.parametrize(
    ("text", "told", "unknown"),
    [
        ("@anna please look", ["anna"], []),
        ("Ask @anna, @ben.k and @anna!", ["anna", "ben.k"], []),
        ("(@anna) “@ben.k”, @anna/@rl; @anna's", ["anna", "ben.k", "rl"], []),
        ("@ANNA: @Ben.K.", ["anna", "ben.k"], []),
        ("@Anna Kern, see below", ["anna"], []),
        ("@rosa lind: who says so?", ["rl"], []),
        ("@Rosa Lind Moreno knows", ["rlm"], []),
        ("@Rosa Lindner", ["rosa"], []),
        ("@Rosa Lind, @Rosa Lind Moreno, @rosa", ["rl", "rlm", "rosa"], []),
        ("@Ben King and @Ben", ["ben.k"], ["Ben"]),
        ("@Rosa\nLind", ["rosa"], []),
        ("@Rosa  Lind", ["rl"], []),
        ("Zwei: @jörg\n@ليلى", ["jörg", "ليلى"], []),
        ("@jo\u0308rg, @Jo\u0308rg Gross", ["jörg"], []),
        ("@\u200fمُحمّد صالح\u200f شكرا", ["ليلى"], []),
        ("@محمـد صالح،", ["ليلى"], []),
        ("@ed@news.example", ["ed@news.example"], []),
        ("@Ed O’Hara!", ["ed@news.example"], []),
        ("@Kim Lee", ["twin1", "twin2"], []),
        ("write to anna@news.example or a.b@anna", [], []),
        ("Anna Kern <anna@news.example>", [], []),
        ("https://social.example/@anna and `@anna` and\n> @anna said", [], []),
        ("`unclosed @anna", ["anna"], []),
        ("@", [], []),
        ("@@anna", [], []),
        ("@ anna", [], []),
        ("@anna.k @anna-lena @annabel", [], ["anna.k", "anna-lena", "annabel"]),
        ("@media (print) @noone. @noone", [], ["media", "noone"]),
        ("@Ben", [], ["Ben"]),
        ("@King", [], ["King"]),
    ],
)
def test_whom_a_note_names(staff, text, told, unknown):
    assert heard(text) == (told, unknown)


def test_a_note_full_of_names_takes_as_many_queries_as_one(staff):
    def count(text):
        article, by = make_article(), make_user("Editor")
        with CaptureQueriesContext(connection) as captured:
            notes.add(article, text, by=by, at=AT)
        return len(captured)

    assert count("@anna") == count("@anna @jörg @Kim Lee " + "@noone " * 600)


def test_a_note_tells_whom_it_names_once_and_nobody_else():
    writer, editor = make_user("Reporter", username="Rosa"), make_user("Editor", username="ed")
    make_user("Editor", username="ed2")
    article = make_article(by=writer)
    text = "  @rosa: who says so? @Rosa @ed.  "
    written = notes.add(article, text, by=make_user("Publisher"), at=AT)
    assert written.unknown == []
    assert written.note.text == text.strip()
    rows = Notification.objects.order_by("to__username")
    assert [(row.to, row.kind, row.note) for row in rows] == [
        (writer, NoticeKind.MENTIONED, written.note),
        (editor, NoticeKind.MENTIONED, written.note),
    ]


class TestTheSameNoteAgain:
    """A button that was pressed twice, or a note that was sent anew."""

    MINUTE = timedelta(minutes=1)
    MOMENT = timedelta(microseconds=1)

    @pytest.mark.parametrize("after", [timedelta(0), MINUTE - MOMENT, MOMENT - MINUTE])
    def test_is_kept_once_and_tells_once(self, after):
        ed, by = make_user("Editor", username="ed"), make_user("Editor")
        article = make_article()
        first = notes.add(article, "@ed @noone", by=by, at=AT)
        again = notes.add(article, " @ed @noone\n", by=by, at=AT + after)
        assert (again.note, again.unknown) == (first.note, ["noone"])
        assert (again.note.by, again.note.at) == (by, AT)
        assert Note.objects.get() == first.note
        assert Notification.objects.get().to == ed

    @pytest.mark.parametrize("after", [MINUTE, -MINUTE])
    def test_later_is_another(self, after):
        article, by = make_article(), make_user("Editor")
        for at in (AT, AT + after):
            notes.add(article, "Any news?", by=by, at=at)
        assert Note.objects.count() == 2

    def test_by_another_person_under_another_article_or_in_other_words_is_another(self):
        one, two = make_user("Editor"), make_user("Editor")
        article, other = make_article(), make_article()
        for about, by, text in (
            (article, one, "Yes."),
            (article, two, "Yes."),
            (other, two, "Yes."),
            (other, two, "Yes!"),
        ):
            notes.add(about, text, by=by, at=AT)
        assert Note.objects.count() == 4

    def test_in_answer_to_somebody_is_another(self):
        one, two, article = make_user("Editor"), make_user("Editor"), make_article()
        for by, text in ((one, "Yes."), (two, "Sure?"), (one, "Yes.")):
            notes.add(article, text, by=by, at=AT)
        assert [note.text for note in article.notes.all()] == ["Yes.", "Sure?", "Yes."]


def test_a_username_that_ends_in_a_full_stop_is_known():
    make_user("Editor", username="j.r.")
    written = notes.add(make_article(), "Ask @j.r.", by=make_user("Editor"), at=AT)
    assert written.unknown == []
    assert Notification.objects.get().to.username == "j.r."


def test_who_may_not_see_the_article_is_not_told_and_counts_as_unknown():
    make_user("Reporter", username="outsider")
    make_user("Editor", username="gone", is_active=False)
    article = make_article()
    written = notes.add(article, "@outsider @gone @noone!", by=make_user("Editor"), at=AT)
    assert written.unknown == ["outsider", "gone", "noone"]
    assert Notification.objects.count() == 0


def test_naming_oneself_tells_nobody():
    editor = make_user("Editor", username="ed")
    assert notes.add(make_article(), "@ed will do", by=editor, at=AT).unknown == []
    assert Notification.objects.count() == 0


def test_everybody_who_sees_the_article_may_write_and_nobody_else():
    reporter = make_user("Reporter")
    article = make_article()
    with pytest.raises(actions.NotAllowed):
        notes.add(article, "Seen.", by=reporter, at=AT)
    assert Note.objects.count() == 0
    approve(article)
    notes.add(article, "Seen.", by=reporter, at=AT)
    assert [(note.by, note.text) for note in article.notes.all()] == [(reporter, "Seen.")]


@pytest.mark.parametrize("text", ["", " \n", "x" * (notes.LONGEST + 1)])
def test_a_note_has_a_text_of_some_length(text):
    with pytest.raises(actions.NotReady):
        notes.add(make_article(), text, by=make_user("Editor"), at=AT)
    assert Note.objects.count() == 0


def test_a_note_under_an_article_that_was_deleted_is_refused():
    article = make_article()
    actions.delete(article, by=None, at=AT)
    article.pk = 999_999
    with pytest.raises(actions.NotAllowed):
        notes.add(article, "Hm", by=make_user("Editor"), at=AT)


def test_an_article_is_deleted_with_its_notes_and_what_was_told():
    make_user("Editor", username="ed")
    article = make_article()
    notes.add(article, "@ed", by=make_user("Editor"), at=AT)
    actions.delete(article, by=None, at=AT)
    assert (Note.objects.count(), Notification.objects.count()) == (0, 0)
