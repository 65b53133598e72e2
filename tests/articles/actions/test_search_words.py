"""The words of publications: written with them, and made again by whoever makes these again."""

import pytest
from django.core.management import call_command
from django.db import connection

from articles import actions
from articles.actions import publications, search_words, upkeep
from articles.models import Image, KnownWord, Publication, PublicationWords
from tests.factories import (
    AT,
    make_article,
    make_contributor,
    make_image,
    make_live,
    make_scheduled,
    make_tag,
    make_topic,
    make_version,
)

pytestmark = pytest.mark.django_db


def words(pk):
    """The lexemes of a publication, with the best weight of each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, weights[1] FROM articles_publicationwords, unnest(words)"
            " WHERE publication_id = %s AND weights IS NOT NULL",
            [pk],
        )
        return dict(cursor.fetchall())


def test_drafts_have_none_and_publications_have():
    make_article(headline="Ferry")
    later = make_scheduled(headline="Ferries", teaser="Sailing.", body="<h2>Harbours</h2>")
    assert words(later.pk) == {"ferri": "A", "sail": "B", "harbour": "D"}
    row = PublicationWords.objects.get()
    publication = Publication.objects.get()
    assert (row.language_id, row.published_at) == ("en", publication.published_at)


def test_markup_is_no_text_and_links_are_not_followed():
    body = '<p class="x">A <strong>fer</strong>ry to <a href="https://hidden.example/">land</a></p>'
    live = make_live(headline="One", teaser="Two", body=body)
    assert words(live.pk) == {"one": "A", "two": "B", "ferri": "D", "land": "D"}


def test_what_stands_under_a_picture_that_nobody_gets_is_not_found():
    shown, barred, beside = make_image(), make_image(), make_image()
    figure = '<figure data-image="{}"><figcaption>{}</figcaption></figure>'.format
    gallery = f"{figure(beside.pk, 'Quay')}{figure(barred.pk, 'Rosalind')}{figure(shown.pk, 'Sea')}"
    body = figure(shown.pk, "Lighthouse") + figure(barred.pk, "Tamara")
    body += f'<section data-gallery="">{gallery}</section>'
    live = make_live(headline="One", teaser="Two", body=body)
    assert {"rosalind", "tamara"} <= set(words(live.pk))
    Image.objects.filter(pk=barred.pk).update(do_not_use="A minor")
    publications.remake(Publication.objects.get())
    assert set(words(live.pk)) == {"one", "two", "lighthous", "quay", "sea"}


def test_names_beside_the_text_count_less_than_the_teaser():
    live = make_live(
        headline="One",
        teaser="Two",
        body="<p>Three</p>",
        kicker="Analysis",
        place="Lisbon",
        topics=[make_topic("Fishing")],
        tags=[make_tag("quotas")],
        credits=[(make_contributor("Tamara Jost"), "writer")],
    )
    beside = dict.fromkeys(["analysi", "lisbon", "tamara", "jost", "fish", "quota"], "C")
    assert words(live.pk) == {"one": "A", "two": "B", "three": "D"} | beside


def test_they_follow_what_is_live_and_not_the_draft():
    live = make_live(headline="Ferry", teaser="x", body="<p>y</p>")
    make_version(live, headline="Lighthouse")
    assert words(live.pk)["ferri"] == "A"
    actions.update_live(live, by=None, at=AT, kind="update", words="")
    assert words(live.pk) == {"lighthous": "A", "x": "B", "y": "D"}


def test_the_worker_fills_what_is_missing():
    live = make_live(headline="Ferry", topics=[make_topic()])
    before = words(live.pk)
    PublicationWords.objects.all().delete()
    Publication.objects.update(is_stale=True)
    assert upkeep.remake_next(at=AT) == live.pk
    assert words(live.pk) == before


def test_rebuild_fills_what_is_missing():
    live = make_live(headline="Ferry")
    before = words(live.pk)
    PublicationWords.objects.all().delete()
    call_command("rebuild", verbosity=0)
    assert words(live.pk) == before


def test_a_deleted_publication_leaves_none():
    later = make_scheduled()
    actions.unschedule(later, by=None, at=AT)
    assert not PublicationWords.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"word{number}" for number in range(20_000)),
        " ".join(f"word{number}" for number in range(150_000)),
        "".join(chr(0x4E00 + number % 20_000) for number in range(150_000)),
        "x" * 200_000,
    ],
    ids=["20,000 words", "150,000 words", "150,000 letters", "one word"],
)
def test_a_text_of_any_length_is_published(text):
    live = make_live(headline="Ferry", body=f"<p>{text}</p>")
    assert words(live.pk)["ferri"] == "A"
    assert words(live.pk).get("word19999") == ("D" if "word19999" in text else None)


def test_words_of_headline_and_teaser_are_known_after_commit(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        make_live(headline="The ferry, the ferry", teaser="At 10 Zürich", body="<p>Hidden</p>")
        make_live(headline="Ferry", teaser="x")
    assert dict(KnownWord.objects.values_list("word", "stories")) == {
        "the": 1, "ferry": 2, "zürich": 1,
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        Publication.objects.update(is_stale=True)
        upkeep.remake_next(at=AT)
    assert KnownWord.objects.get(word="ferry").stories == 2


def test_what_cannot_be_learnt_stops_nothing(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(search_words, "learn", None)
    with django_capture_on_commit_callbacks(execute=True):
        pk = make_live().pk
    assert Publication.objects.get(pk=pk).announced_at
