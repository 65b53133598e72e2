"""The translators' list: what a language lacks, and what its texts have not followed."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.enums import ChangeKind
from articles.models import Article, Event
from articles.queries import translations
from tests.factories import (
    AT,
    approve,
    make_article,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_topic,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import change_url, form_at

pytestmark = pytest.mark.django_db
LIST = reverse("admin:translations")
NOW = AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def german():
    make_language("de", "Deutsch")


def change(original, kind=ChangeKind.UPDATE, words="", **fields):
    """The story is changed and readers get it."""
    make_version(original, **fields)
    actions.update_live(original, by=None, at=NOW, kind=kind, words=words)


def translate(original, **fields):
    return make_article(language_id="de", translation_of=original, **fields)


def behind(user=None):
    user = user or make_user("Editor")
    rows = translations.behind("de", user=user, at=timezone.now())
    return [row.headline for row in rows]


def shown(client, **asked):
    return client.get(LIST, {"language": "de", **asked}).content.decode()


class TestMissing:
    def test_live_stories_without_a_text_the_newest_first(self, editor):
        make_live(headline="Yesterday", at=AT)
        make_live(headline="Today", at=NOW)
        translate(make_live(headline="TRANSLATED"), headline="ÜBERSETZT")
        for make in (make_article, make_scheduled, make_withdrawn):
            make(headline="NOT LIVE")
        make_live(language_id="de", headline="DEUTSCH")
        page = shown(editor)
        assert -1 < page.find("Today") < page.find("Yesterday")
        for absent in ("TRANSLATED", "ÜBERSETZT", "NOT LIVE", "DEUTSCH"):
            assert absent not in page

    def test_one_click_begins_the_translation_with_what_is_the_same(self, editor):
        topics, image = [make_topic("Ports"), make_topic("Strikes")], make_image()
        original = make_live(headline="The port closes", topics=topics, lead_image=image)
        url = re.search(r'href="(/admin/[^"]*/add/\?[^"]*)"', shown(editor))[1]
        form = form_at(editor, unescape(url))
        names = ("language", "translation_of", "section", "lead_image", "topics")
        assert [form[name] for name in names] == [
            *(["de"], [str(original.pk)], [str(original.section_id)], str(image.pk)),
            [str(topic.pk) for topic in topics],
        ]

    def test_the_list_says_since_when_readers_have_it(self, editor):
        make_live(headline="Today", at=AT)
        assert "1 May 2024, 12:00" in shown(editor)

    def test_somebody_elses_draft_counts(self, as_user):
        translate(make_live(headline="BEGUN"), headline="GEHEIM")
        page = shown(as_user(make_user("Reporter")))
        assert "BEGUN" not in page
        assert "GEHEIM" not in page

    def test_whom_articles_do_not_concern_gets_nothing(self, as_user):
        assert as_user(make_user("Feedback reviewer")).get(LIST).status_code == 403


class TestBehind:
    @pytest.mark.parametrize("kind", [ChangeKind.UPDATE, ChangeKind.CORRECTION])
    def test_a_change_of_weight_puts_it_on_the_list(self, kind):
        original = make_live()
        translate(original, headline="Hafen")
        assert behind() == []
        change(original, kind, words="It was ten ships.", body="<p>Ten.</p>")
        assert behind() == ["Hafen"]

    def test_a_minor_one_does_not(self):
        original = make_live()
        translate(original)
        change(original, ChangeKind.MINOR, body="<p>Typo.</p>")
        assert behind() == []

    def test_a_new_text_that_readers_do_not_have_does_not(self):
        original = make_live()
        translate(original)
        make_version(original, body="<p>Draft.</p>")
        assert behind() == []

    def test_saving_the_translation_later_does_not_help(self):
        original = make_live()
        translation = translate(original, headline="Hafen")
        change(original, body="<p>Ten.</p>")
        make_version(translation, body="<p>Nichts Neues.</p>")
        assert behind() == ["Hafen"]

    def test_what_was_translated_before_it_was_published(self):
        original = make_article()
        translate(original, headline="Hafen")
        make_version(original, body="<p>Edited.</p>")
        approve(original)
        actions.publish(original, by=None, at=AT)
        assert behind() == ["Hafen"]

    def test_one_of_which_nobody_said_anything(self):
        translate(make_live(), headline="Hafen")
        Article.objects.filter(language="de").update(translated_version=None)
        assert behind() == ["Hafen"]

    def test_not_where_the_original_is_withdrawn(self):
        original = make_live()
        translate(original)
        change(original, body="<p>Ten.</p>")
        actions.withdraw(original, by=None, at=NOW, why="Wrong")
        assert behind() == []

    def test_somebody_elses_draft_is_not_told_of(self):
        original = make_live()
        translate(original, headline="GEHEIM")
        change(original, body="<p>Ten.</p>")
        assert behind(make_user("Reporter")) == []

    def test_it_shows_what_is_new_and_is_ticked_off(self, editor):
        original = make_live()
        translation = translate(original, headline="Hafen")
        change(original, ChangeKind.CORRECTION, words="It was <ten> ships.", body="<p>Ten.</p>")
        change(original, ChangeKind.MINOR, body="<p>Ten!</p>")
        page = shown(editor, show="behind")
        assert "Correction: It was &lt;ten&gt; ships." in page
        assert "made from version 1, readers have 3" in page
        compare = reverse("admin:articles_article_compare", args=[original.pk])
        assert f'href="{compare}?new=3&amp;old=1"' in page
        difference = editor.get(f"{compare}?new=3&old=1").content.decode()
        assert "Ten!" in difference
        here = f"{LIST}?language=de&show=behind"
        response = editor.post(here, {"article": translation.pk, "number": "3"})
        assert (response.status_code, response["Location"]) == (302, here)
        page = editor.get(here).content.decode()
        assert "“Hafen” has all of its original, up to version 3." in page
        assert change_url(translation) not in page
        assert Article.objects.get(pk=translation.pk).translated_version == 3

    @pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "7"])
    def test_nonsense_is_refused_in_words(self, editor, number):
        translation = translate(make_live())
        before = Event.objects.count()
        editor.post(LIST, {"article": translation.pk, "number": number})
        assert "no such version" in shown(editor)
        editor.post(LIST, {"article": number, "number": "1"})
        assert "There is no such article any more." in shown(editor)
        assert Event.objects.count() == before

    def test_a_reporter_marks_no_text_of_others(self, as_user):
        original = make_live()
        translation = make_live(language_id="de", translation_of=original)
        change(original, body="<p>Ten.</p>")
        client = as_user(make_user("Reporter"))
        assert "Only its writers and the editors may say" in shown(client, show="behind")
        client.post(LIST, {"article": translation.pk, "number": "2"})
        assert Article.objects.get(pk=translation.pk).translated_version == 1


def test_the_form_of_the_translation_says_so_too(editor):
    original = make_live(headline="The port closes")
    translation = translate(original)
    assert "The original says more" not in editor.get(change_url(translation)).content.decode()
    change(original, ChangeKind.CORRECTION, words="It was ten.", body="<p>Ten.</p>")
    page = editor.get(change_url(translation)).content.decode()
    assert "The original says more" in page
    assert "Correction: It was ten." in page
    assert f'<a href="{LIST}?language=de&amp;show=behind">Say what this text has</a>' in page
    assert "The original says more" not in editor.get(change_url(original)).content.decode()


@pytest.mark.parametrize("asked", [{"language": "xx"}, {"show": "x\0"}, {"p": "x"}, {"p": "-9"}])
def test_odd_addresses_show_a_list(editor, asked):
    asked = {name: value.replace("\0", "") for name, value in asked.items()}
    assert editor.get(LIST, asked).status_code == 200


@pytest.mark.parametrize("show", ["missing", "behind"])
def test_queries_do_not_grow_with_the_list(editor, show):
    counts = []
    for count in (1, 4):
        for _n in range(count):
            original = make_live()
            if show == "behind":
                translate(original)
                change(original, body="<p>Ten.</p>")
        editor.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            shown(editor, show=show)
        counts.append(len(queries))
    assert counts[0] == counts[1]
