"""Corrections in the feeds of stories, and in a feed of their own."""

import re
from datetime import timedelta

import feedparser
import pytest

from articles import actions
from articles.enums import ChangeKind
from articles.models import Correction
from tests.factories import AT, make_language, make_live, mend

from .conftest import CORRECTIONS, FORMS, feed_titles, get, read_feed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class TestCorrections:
    def test_an_item_tells_of_them_with_kind_time_and_words(self, client):
        article = mend(make_live(teaser="Old."), teaser="New.", words="It was <Tuesday>.\nNot 3.")
        mend(article, hours=2, teaser="Newer.", kind=ChangeKind.CLARIFICATION, words="To be clear.")
        [item] = read_feed(client)["items"]
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", item["content_html"])).strip()
        assert text == (
            "Newer. Corrections and updates "
            "Clarification May 1, 2024 · 14:00 UTC To be clear. "
            "Correction May 1, 2024 · 13:00 UTC It was &lt;Tuesday&gt;. Not 3."
        )
        assert f'<time datetime="{(AT + HOUR).isoformat()}">' in item["content_html"]
        assert item["title"] == article.headline

    @pytest.mark.parametrize("form", FORMS)
    def test_a_retraction_stands_in_the_title_and_above_all(self, client, form):
        article = make_live(headline="Ten ships sink", teaser="Old.")
        mend(article, kind=ChangeKind.RETRACTION, words="None sank.", teaser="New.")
        assert feed_titles(client, "/en/", form) == ["Retraction: Ten ships sink"]
        content = read_feed(client)["items"][0]["content_html"]
        assert content.index("None sank.") < content.index("New.")
        assert content.count("None sank.") == 1

    def test_updated_moves_with_what_readers_are_told_and_not_with_the_rest(self, client):
        article = make_live()

        def times():
            [item] = read_feed(client)["items"]
            atom = feedparser.parse(get(client, "/en/feed.atom").content)
            assert atom.entries[0].updated == atom.feed.updated == item["date_modified"]
            assert item["date_published"] == AT.isoformat()
            return item["date_modified"]

        assert times() == AT.isoformat()
        mend(article, hours=1, kind=ChangeKind.MINOR, words="", teaser="a")
        assert times() == AT.isoformat()
        mend(article, hours=2, kind=ChangeKind.UPDATE, words="", teaser="b")
        assert times() == (AT + 2 * HOUR).isoformat()
        mend(article, hours=3, kind=ChangeKind.CORRECTION, teaser="c")
        assert times() == (AT + 3 * HOUR).isoformat()

    def test_minor_changes_are_not_told_of(self, client):
        article = make_live()
        version = article.versions.get()
        row = {"before": version, "after": version, "language_id": "en", "at": AT}
        Correction.objects.create(article=article, kind=ChangeKind.MINOR, words="LEAK", **row)
        mend(article, kind=ChangeKind.MINOR, words="", teaser="Mended.")
        body = get(client, "/en/feed.rss").content.decode()
        assert "Mended." in body
        assert "LEAK" not in body
        assert feed_titles(client, CORRECTIONS, "rss") == []

    @pytest.mark.parametrize("form", FORMS)
    def test_their_own_feed_has_one_item_each_newest_first(self, client, form):
        article = mend(make_live(headline="One & only"), teaser="a", words="First.")
        mend(article, hours=2, teaser="b", kind=ChangeKind.RETRACTION, words="Second.")
        mend(article, hours=3, teaser="c", kind=ChangeKind.UPDATE, words="LEAK update")
        gone = mend(make_live(headline="LEAK gone"), teaser="x", words="LEAK gone")
        actions.withdraw(gone, by=None, at=AT + 2 * HOUR, why="Wrong.")
        found = [one.replace("&amp;", "&") for one in feed_titles(client, CORRECTIONS, form)]
        assert found == ["Retraction: One & only", "Correction: One & only"]
        assert b"LEAK" not in get(client, f"{CORRECTIONS}feed.{form}").content

    def test_their_items_lead_to_the_story(self, client):
        article = mend(make_live(headline="One"), teaser="a", words="It was <Tuesday>.")
        data = read_feed(client, CORRECTIONS)
        assert data["title"] == "Corrections – Newsroom"
        [item] = data["items"]
        assert item["id"] == f"tag:127.0.0.1,2026:correction/{article.corrections.get().pk}"
        assert item["url"] == f"http://testserver/en/{article.slug}/a-{article.pk}/"
        assert item["date_published"] == item["date_modified"] == (AT + HOUR).isoformat()
        assert (item["summary"], item["tags"]) == ("It was <Tuesday>.", ["Correction"])
        assert "<p>It was &lt;Tuesday&gt;.</p>" in item["content_html"]

    @pytest.mark.parametrize("code", ["de", "ar"])
    def test_are_told_of_in_the_language_of_the_story(self, client, code):
        make_language(code, direction="rtl" if code == "ar" else "ltr")
        words = {"de": ("Korrektur", "Korrekturen und Aktualisierungen", "Korrekturen")}
        words["ar"] = ("تصحيح", "تصحيحات وتحديثات", "التصحيحات")
        label, heading, title = words[code]
        mend(make_live(language_id=code, headline="§"), teaser="§", words="§")
        content = read_feed(client, f"/{code}/")["items"][0]["content_html"]
        assert f"<strong>{label}</strong>" in content
        assert heading in content
        own = read_feed(client, f"/{code}/corrections/")
        assert (own["title"], own["items"][0]["title"]) == (f"{title} – Newsroom", f"{label}: §")
