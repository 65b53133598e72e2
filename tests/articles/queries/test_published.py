"""What readers may see, and what hides beside it."""

from datetime import timedelta

import pytest

from articles import actions
from articles.queries import published
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)
MOMENT = timedelta(microseconds=1)


def read_more(article, at=NOW):
    found = published.article(article.pk, at=at).read_more
    return {position: (target.headline, target.url) for position, target in found.items()}


def pointing_at(*targets):
    return "<p>x</p>" + "".join(f'<aside data-read-more="{pk.pk}"></aside>' for pk in targets)


class TestArticle:
    def test_gives_the_published_words(self):
        article = make_live(headline="Live words", teaser="Teaser", slug="live-words")
        make_version(article, headline="Newer", teaser="Newer", slug="newer")
        found = published.article(article.pk, at=NOW)
        assert (found.pk, found.headline, found.teaser, found.url) == (
            article.pk,
            "Live words",
            "Teaser",
            f"/en/live-words/a-{article.pk}/",
        )
        assert (found.published_at, found.updated_at, found.language) == (AT, AT, "en")
        assert found.pieces == [article.body]

    def test_gives_nothing_that_is_not_live(self):
        hidden = [make_article(), make_scheduled(), make_withdrawn()]
        assert [published.article(row.pk, at=NOW) for row in hidden] == [None] * 3
        assert published.article(10**17, at=NOW) is None
        assert [published.was_live(row.pk, at=NOW) for row in hidden] == [False, False, True]

    def test_is_there_from_its_moment_to_its_expiry(self):
        later = AT + timedelta(hours=1)
        article = make_scheduled(publish_at=later, expires_at=NOW)
        moments = (later - MOMENT, later, NOW - MOMENT, NOW)
        assert [published.article(article.pk, at=at) is not None for at in moments] == [
            False,
            True,
            True,
            False,
        ]
        assert [published.was_live(article.pk, at=at) for at in moments] == [
            False,
            False,
            False,
            True,
        ]

    @pytest.mark.parametrize("count", [0, 1, 30])
    def test_is_one_query_whatever_it_points_at(self, count, django_assert_num_queries):
        targets = [make_live() for _ in range(count)]
        article = make_live(body=pointing_at(*targets))
        with django_assert_num_queries(1):
            found = published.article(article.pk, at=NOW)
        assert len(found.read_more) == count


class TestReadMore:
    def test_shows_live_targets_in_their_places_with_their_published_words(self):
        one, two = make_live(headline="One", slug="one"), make_live(headline="Two", slug="two")
        draft = make_article(headline="LEAK")
        article = make_live(body=pointing_at(one, draft, two, one))
        make_version(one, headline="LEAK newer", slug="leak")
        assert read_more(article) == {
            0: ("One", f"/en/one/a-{one.pk}/"),
            2: ("Two", f"/en/two/a-{two.pk}/"),
            3: ("One", f"/en/one/a-{one.pk}/"),
        }

    def test_comes_and_goes_with_its_target(self):
        target = make_article(headline="Target", slug="target")
        article = make_live(body=pointing_at(target))
        shown = {0: ("Target", f"/en/target/a-{target.pk}/")}
        assert read_more(article) == {}
        actions.approve(target, by=None, at=AT)
        actions.schedule(target, by=None, at=AT, publish_at=NOW, expires_at=FAR)
        assert read_more(article, NOW - MOMENT) == {}
        assert read_more(article, NOW) == shown
        assert read_more(article, FAR - MOMENT) == shown
        actions.withdraw(target, by=None, at=NOW, why="Wrong.")
        assert read_more(article, NOW) == {}

    def test_wanted_it_shows_by_itself_when_its_target_goes_live(self):
        article = make_live(body='<p>x</p><aside data-wanted="Harbour opens"></aside>')
        assert read_more(article) == {}
        target = make_article(headline="Harbour opens", slug="harbour")
        assert read_more(article) == {}
        actions.approve(target, by=None, at=AT)
        actions.publish(target, by=None, at=AT)
        assert read_more(article) == {0: ("Harbour opens", f"/en/harbour/a-{target.pk}/")}

    def test_wanted_it_is_not_found_in_another_language(self):
        make_language("de")
        article = make_live(body='<p>x</p><aside data-wanted="Zoo"></aside>')
        make_live(headline="Zoo", language_id="de")
        assert read_more(article) == {}


class TestTranslations:
    @pytest.fixture
    def group(self):
        for code in ("de", "ar", "fr", "it"):
            make_language(code)
        original = make_live(headline="Original", slug="o")
        german = make_live(headline="Deutsch", slug="d", language_id="de", translation_of=original)
        make_article(headline="LEAK", language_id="fr", translation_of=original)
        make_withdrawn(headline="LEAK", language_id="it", translation_of=original)
        arabic = make_live(headline="عربي", slug="ع", language_id="ar", translation_of=original)
        return original, german, arabic

    def test_lead_from_each_to_all_others_that_are_live(self, group):
        original, german, arabic = group

        def others(article):
            found = published.article(article.pk, at=NOW).translations
            return sorted((target.language, target.headline, target.url) for target in found)

        entries = {
            "en": ("en", "Original", f"/en/o/a-{original.pk}/"),
            "de": ("de", "Deutsch", f"/de/d/a-{german.pk}/"),
            "ar": ("ar", "عربي", f"/ar/%D8%B9/a-{arabic.pk}/"),
        }
        assert others(original) == [entries["ar"], entries["de"]]
        assert others(german) == [entries["ar"], entries["en"]]
        assert others(arabic) == [entries["de"], entries["en"]]

    def test_do_not_need_a_live_original(self, group):
        original, german, _arabic = group
        actions.withdraw(original, by=None, at=NOW, why="Wrong.")
        found = published.article(german.pk, at=NOW).translations
        assert [target.headline for target in found] == ["عربي"]
