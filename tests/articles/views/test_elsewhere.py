"""The same page in other languages: where the switcher leads, and what search engines are told."""

import re

import pytest
from django.utils import timezone

from articles import actions, addresses
from articles.actions import policy
from articles.models import PolicyPage, PolicyText, SiteSettings
from tests.factories import (
    AT,
    make_contributor,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def languages():
    """English, German and French, in this order."""
    for position, (code, name) in enumerate({"de": "Deutsch", "fr": "Français"}.items(), start=1):
        language = make_language(code, name)
        language.position = position
        language.save()


def html(client, path):
    return client.get(path).content.decode()


def switcher(client, path):
    """Where each language leads from the page ``path``."""
    nav = re.search('<nav class="languages".*?</nav>', html(client, path), re.DOTALL)[0]
    return {code: url for url, code in re.findall('<a href="(.*?)" lang="(.*?)"', nav)}


def alternates(client, path):
    links = re.findall('<link rel="alternate" hreflang="(.*?)" href="(.*?)">', html(client, path))
    assert len(links) == len(dict(links))
    return {code: url.removeprefix("http://testserver") for code, url in links}


def story_url(article):
    return addresses.address("a", article.language_id, article.slug, article.pk)


class TestStory:
    def test_the_switcher_leads_to_its_translation_and_else_to_the_front(self, client):
        original = make_live(slug="storm")
        german = make_live(slug="sturm", language_id="de", translation_of=original)
        urls = {"en": story_url(original), "de": story_url(german), "fr": "/fr/"}
        assert switcher(client, urls["en"]) == switcher(client, urls["de"]) == urls

    def test_each_translation_tells_of_all_with_the_site_s_language_for_others(self, client):
        original = make_live(slug="storm")
        german = make_live(slug="sturm", language_id="de", translation_of=original)
        french = make_live(slug="orage", language_id="fr", translation_of=original)
        urls = {row.language_id: story_url(row) for row in (original, german, french)}
        for url in urls.values():
            assert alternates(client, url) == {**urls, "x-default": urls["en"]}

    def test_without_one_in_the_site_s_language_others_get_the_original(self, client):
        german = make_live(slug="sturm", language_id="de")
        french = make_live(slug="orage", language_id="fr", translation_of=german)
        for row in (german, french):
            assert alternates(client, story_url(row))["x-default"] == story_url(german)

    def test_nobody_is_told_of_what_is_not_live(self, client):
        original = make_live(slug="storm")
        german = make_live(slug="sturm", language_id="de", translation_of=original)
        actions.withdraw(german, by=None, at=timezone.now(), why="Wrong.")
        assert alternates(client, story_url(original)) == {}
        assert switcher(client, story_url(original))["de"] == "/de/"

    def test_the_headline_of_a_translation_is_no_part_of_a_kept_header(self, client):
        """Pages of one shape share a stencil: each must lead to its own translations."""
        pairs = []
        for number in range(3):
            original = make_live(slug=f"storm-{number}")
            german = make_live(slug=f"sturm-{number}", language_id="de", translation_of=original)
            pairs.append((story_url(original), story_url(german)))
        for there, here in pairs:
            assert switcher(client, there)["de"] == here


class TestLists:
    def test_fronts_corrections_and_search_are_in_every_language(self, client):
        for path in ("/{}/", "/{}/corrections/", "/{}/search/"):
            urls = {code: path.format(code) for code in ("en", "de", "fr")}
            assert switcher(client, urls["de"]) == urls
            assert alternates(client, urls["de"]) == {**urls, "x-default": urls["en"]}

    def test_so_are_sections_by_their_names_there(self, client):
        section = make_section("World", slug="world", names={"de": "Welt"})
        urls = {
            "en": f"/en/world/s-{section.pk}/",
            "de": f"/de/welt/s-{section.pk}/",
            "fr": f"/fr/world/s-{section.pk}/",
        }
        assert switcher(client, urls["en"]) == urls
        assert alternates(client, urls["fr"]) == {**urls, "x-default": urls["en"]}

    def test_topics_tags_and_people_are_where_they_have_live_stories(self, client):
        topic = make_topic("Sea", slug="sea", names={"de": "Meer", "fr": "Mer"})
        tag, person = make_tag("rain"), make_contributor("Ana Ruiz", "ar")
        for code in ("en", "de"):
            make_live(language_id=code, topics=[topic], tags=[tag], credits=[(person, "writer")])
        slugs = [("t", topic, {"en": "sea", "de": "meer"})]
        slugs += [("k", tag, dict.fromkeys(("en", "de"), tag.slug))]
        slugs += [("p", person, dict.fromkeys(("en", "de"), person.slug))]
        for letter, row, names in slugs:
            urls = {code: f"/{code}/{slug}/{letter}-{row.pk}/" for code, slug in names.items()}
            assert switcher(client, urls["de"]) == {**urls, "fr": "/fr/"}
            assert alternates(client, urls["de"]) == {**urls, "x-default": urls["en"]}

    def test_later_pages_have_no_counterpart(self, client):
        for _ in range(21):
            make_live()
        following = re.search('rel="next" href="(.*?)"', html(client, "/en/"))[1]
        assert alternates(client, following) == {}
        assert switcher(client, following) == {"en": "/en/", "de": "/de/", "fr": "/fr/"}


def test_a_page_of_the_newsroom(client):
    page = PolicyPage.objects.create(kind="ethics")
    for code, title in {"en": "Ethics", "de": "Ethik"}.items():
        text = PolicyText(page=page, language_id=code, title=title, body="<p>Text.</p>")
        policy.save(text, by=None, at=AT)
    urls = {"en": f"/en/ethics/i-{page.pk}/", "de": f"/de/ethik/i-{page.pk}/"}
    assert switcher(client, urls["de"]) == {**urls, "fr": "/fr/"}
    assert alternates(client, urls["de"]) == {**urls, "x-default": urls["en"]}


def test_where_the_site_s_own_language_is_missing_lists_have_no_page_for_others(client):
    SiteSettings.objects.update(default_language="fr")
    topic = make_topic("Sea", slug="sea")
    for code in ("en", "de"):
        make_live(language_id=code, topics=[topic])
    assert set(alternates(client, f"/en/sea/t-{topic.pk}/")) == {"en", "de"}


def test_from_an_address_where_nothing_is_languages_lead_to_their_fronts(client):
    assert switcher(client, "/en/nothing/") == {"en": "/en/", "de": "/de/", "fr": "/fr/"}
    assert alternates(client, "/en/nothing/") == {}
