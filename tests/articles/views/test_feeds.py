"""Feeds over HTTP: what stands in them, and how they answer."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest

from articles import actions
from articles.enums import ChangeKind
from articles.models import Publication, SiteSettings
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
KINDS = ("front", "section", "topic", "tag", "person")
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
}
FORMS = tuple(TYPES)
CORRECTIONS = "/en/corrections/"


@pytest.fixture
def world():
    """A subject of each kind, the rows that put a story there, and their addresses."""
    section, topic, tag = make_section("World"), make_topic("Sea"), make_tag("harbour", slug="h")
    person = make_contributor("Tamara Jost", "tj", bio="Writes on ports.")
    paths = {
        "front": "/en/",
        "section": f"/en/{section.slug}/s-{section.pk}/",
        "topic": f"/en/{topic.slug}/t-{topic.pk}/",
        "tag": f"/en/{tag.slug}/k-{tag.pk}/",
        "person": f"/en/{person.slug}/p-{person.pk}/",
    }
    fields = {
        "section": section,
        "topics": [topic],
        "tags": [tag],
        "credits": [(person, "writer")],
    }
    return paths, fields


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response


def read(client, path="/en/"):
    """The JSON Feed of a page, which says the same as the others."""
    return json.loads(get(client, f"{path}feed.json").content)


def titles(client, path, form):
    body = get(client, f"{path}feed.{form}").content
    if form == "json":
        return [item["title"] for item in json.loads(body)["items"]]
    ElementTree.fromstring(body)  # strict
    found = feedparser.parse(body)
    assert not found.bozo
    return [entry.title for entry in found.entries]


def mend(article, *, hours=1, kind=ChangeKind.CORRECTION, words="It was Tuesday.", **fields):
    """Change a live article and tell readers."""
    at = AT + hours * HOUR
    make_version(article, at=at, **fields)
    actions.update_live(article, by=None, at=at, kind=kind, words=words)
    article.refresh_from_db()
    return article


def not_live(**fields):
    """Everything that readers may not have, or no longer."""
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="LEAK", teaser="LEAK", **fields)
    make_scheduled(headline="LEAK", publish_at=AT + HOUR, expires_at=AT + 2 * HOUR, **fields)
    make_scheduled(headline="LEAK", embargo_until=FAR, publish_at=FAR, **fields)
    embargoed = make_article(headline="LEAK", embargo_until=FAR, **fields)
    actions.approve(embargoed, by=None, at=AT)


class TestWhatIsInThem:
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", KINDS)
    def test_newest_first_and_only_what_is_live(self, client, kind, form, world):
        paths, fields = world
        make_live(headline="old", at=AT - HOUR, **fields)
        edited = make_live(headline="new", **fields)
        make_version(edited, headline="LEAK", teaser="LEAK", body="<p>LEAK</p>")
        not_live(**fields)
        assert titles(client, paths[kind], form) == ["new", "old"]
        assert b"LEAK" not in client.get(f"{paths[kind]}feed.{form}").content

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", KINDS)
    def test_what_nothing_live_carries_is_not_told_of(self, client, kind, form, world):
        paths, fields = world
        not_live(**fields)
        path = f"{paths[kind]}feed.{form}"
        if kind in ("front", "section"):
            assert titles(client, paths[kind], form) == []
            return
        wrong = re.sub("/en/[^/]*/", "/en/x/", path)
        assert [client.get(one).status_code for one in (path, wrong)] == [404, 404]

    def test_another_language_has_another_feed(self, client):
        make_language("de")
        section = make_section("World", names={"de": "Welt"})
        make_live(headline="english", section=section)
        make_live(headline="deutsch", section=section, language_id="de")
        assert titles(client, "/de/", "rss") == ["deutsch"]
        found = read(client, f"/de/welt/s-{section.pk}/")
        assert (found["language"], found["items"][0]["tags"]) == ("de", ["Welt"])

    def test_a_feed_is_named_as_its_page(self, client, world):
        paths, fields = world
        SiteSettings.objects.update(name="The Post", tagline="News & views")
        make_live(**fields)
        found = {kind: read(client, path) for kind, path in paths.items()}
        assert {kind: data["title"] for kind, data in found.items()} == {
            "front": "The Post",
            "section": "World – The Post",
            "topic": "Sea – The Post",
            "tag": "harbour – The Post",
            "person": "Tamara Jost – The Post",
        }
        assert found["front"]["description"] == "News & views"
        assert found["person"]["description"] == "Writes on ports."
        for kind, data in found.items():
            assert data["home_page_url"] == f"http://testserver{paths[kind]}"
            assert data["feed_url"] == f"http://testserver{paths[kind]}feed.json"
            assert data["authors"] == [{"name": "The Post", "url": "http://testserver/en/"}]

    def test_an_item_says_all_that_is_known(self, client, world):
        _paths, fields = world
        image = make_image(alt="A ship", caption="The <quay>", credit="A. Name/AP")
        article = make_live(
            headline="Ships & sails", teaser="A <b> teaser.", lead_image=image, **fields
        )
        [item] = read(client)["items"]
        picture = f"http://testserver{image.file.url}"
        content = item.pop("content_html")
        assert item == {
            "id": f"tag:127.0.0.1,2026:article/{article.pk}",
            "url": f"http://testserver/en/{article.slug}/a-{article.pk}/",
            "title": "Ships & sails",
            "summary": "A <b> teaser.",
            "image": picture,
            "date_published": AT.isoformat(),
            "date_modified": AT.isoformat(),
            "authors": [
                {
                    "name": "Tamara Jost",
                    "url": f"http://testserver/en/tamara-jost/p-{fields['credits'][0][0].pk}/",
                }
            ],
            "tags": ["World", "Sea"],
        }
        assert content == (
            '<div lang="en" dir="ltr"> '
            f'<figure><img src="{picture}" width="8" height="6" alt="A ship">'
            "<figcaption>The &lt;quay&gt; Image: A. Name/AP</figcaption></figure> "
            "<p>A &lt;b&gt; teaser.</p> </div>"
        )

    def test_a_picture_without_words_has_no_caption(self, client):
        make_live(lead_image=make_image(alt=""))
        [item] = read(client)["items"]
        assert "figcaption" not in item["content_html"]

    def test_somebody_without_a_page_is_no_author(self, client):
        person = make_contributor("zz", "zz", is_complete=False)
        make_live(credits=[(person, "writer")])
        [item] = read(client)["items"]
        assert "authors" not in item

    def test_right_to_left_text_says_so(self, client):
        make_language("ar", "العربية", "rtl")
        make_live(headline="الميناء", language_id="ar")
        [item] = read(client, "/ar/")["items"]
        assert item["title"] == "الميناء"
        assert item["content_html"].startswith('<div lang="ar" dir="rtl">')

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize(
        ("headline", "shown"),
        [
            ("End of data ]]> and <!-- more", "End of data ]]> and <!-- more"),
            ("Rise & fall of 👩‍👩‍👧", "Rise & fall of 👩‍👩‍👧"),
            ("A \u2067حيفا\u2069 ship", "A \u2067حيفا\u2069 ship"),
        ],
    )
    def test_hostile_headlines(self, client, form, headline, shown):
        make_live(headline=headline, slug="x")
        assert [one.replace("&amp;", "&") for one in titles(client, "/en/", form)] == [shown]

    @pytest.mark.parametrize("form", FORMS)
    def test_what_no_text_may_hold_breaks_no_feed(self, client, form):
        """Whatever came into the table past the actions."""
        bad = "a\x01b\x0bc\x0cd\x1fe\u202ef\ufffeg\uffff"
        make_live(headline="x", credits=[(make_contributor(), "writer")], section=make_section())
        row = Publication.objects.get()
        row.headline = row.teaser = bad
        row.page["section"]["name"] = row.page["byline"][0]["name"] = bad
        row.save()
        SiteSettings.objects.update(name=bad, tagline=bad)
        assert titles(client, "/en/", form) == ["ab c defg"]


class TestCorrections:
    def test_an_item_tells_of_them_with_kind_time_and_words(self, client):
        article = mend(make_live(teaser="Old."), teaser="New.", words="It was <Tuesday>.\nNot 3.")
        mend(article, hours=2, teaser="Newer.", kind=ChangeKind.CLARIFICATION, words="To be clear.")
        [item] = read(client)["items"]
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
        assert titles(client, "/en/", form) == ["Retraction: Ten ships sink"]
        content = read(client)["items"][0]["content_html"]
        assert content.index("None sank.") < content.index("New.")
        assert content.count("None sank.") == 1

    def test_updated_moves_with_what_readers_are_told_and_not_with_the_rest(self, client):
        article = make_live()

        def times():
            [item] = read(client)["items"]
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
        mend(make_live(), kind=ChangeKind.MINOR, words="LEAK", teaser="Mended.")
        body = get(client, "/en/feed.rss").content.decode()
        assert "Mended." in body
        assert "LEAK" not in body
        assert titles(client, CORRECTIONS, "rss") == []

    @pytest.mark.parametrize("form", FORMS)
    def test_their_own_feed_has_one_item_each_newest_first(self, client, form):
        article = mend(make_live(headline="One & only"), teaser="a", words="First.")
        mend(article, hours=2, teaser="b", kind=ChangeKind.RETRACTION, words="Second.")
        mend(article, hours=3, teaser="c", kind=ChangeKind.UPDATE, words="LEAK update")
        gone = mend(make_live(headline="LEAK gone"), teaser="x", words="LEAK gone")
        actions.withdraw(gone, by=None, at=AT + 2 * HOUR, why="Wrong.")
        found = [one.replace("&amp;", "&") for one in titles(client, CORRECTIONS, form)]
        assert found == ["Retraction: One & only", "Correction: One & only"]
        assert b"LEAK" not in get(client, f"{CORRECTIONS}feed.{form}").content

    def test_their_items_lead_to_the_story(self, client):
        article = mend(make_live(headline="One"), teaser="a", words="It was <Tuesday>.")
        data = read(client, CORRECTIONS)
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
        words = {"de": ("Berichtigung", "Korrekturen und Aktualisierungen", "Korrekturen")}
        words["ar"] = ("تصحيح", "تصحيحات وتحديثات", "التصحيحات")
        label, heading, title = words[code]
        mend(make_live(language_id=code, headline="§"), teaser="§", words="§")
        content = read(client, f"/{code}/")["items"][0]["content_html"]
        assert f"<strong>{label}</strong>" in content
        assert heading in content
        own = read(client, f"/{code}/corrections/")
        assert (own["title"], own["items"][0]["title"]) == (f"{title} – Newsroom", f"{label}: §")


class TestIds:
    def ids(self, client, path, form):
        body = get(client, f"{path}feed.{form}").content
        if form == "json":
            return [item["id"] for item in json.loads(body)["items"]]
        return [entry.id for entry in feedparser.parse(body).entries]

    def test_are_the_same_in_every_form_and_feed(self, client, world):
        paths, fields = world
        article = make_live(**fields)
        found = {tuple(self.ids(client, paths[k], form)) for k in KINDS for form in FORMS}
        assert found == {(f"tag:127.0.0.1,2026:article/{article.pk}",)}

    def test_do_not_change_with_slug_headline_host_or_scheme(self, client, settings):
        settings.ALLOWED_HOSTS = ["*"]
        article = make_live(slug="before")
        before = self.ids(client, "/en/", "atom")
        mend(article, slug="after", headline="After")
        assert read(client)["items"][0]["url"].endswith(f"/en/after/a-{article.pk}/")
        assert self.ids(client, "/en/", "atom") == before
        moved = client.get("/en/feed.atom", headers={"host": "moved.example"}, secure=True)
        assert [entry.id for entry in feedparser.parse(moved.content).entries] == before

    def test_of_feeds_differ_and_outlive_a_new_name(self, client, world):
        paths, fields = world
        make_language("de")
        make_live(**fields)
        make_live(language_id="de", section=fields["section"])
        pages = [*paths.values(), CORRECTIONS, "/de/", f"/de/world/s-{fields['section'].pk}/"]

        def found():
            bodies = [client.get(f"{page}feed.atom", follow=True).content for page in pages]
            return [feedparser.parse(body).feed.id for body in bodies]

        before = found()
        assert len(set(before)) == len(pages)
        fields["section"].slug = fields["topics"][0].slug = "renamed"
        fields["section"].save()
        fields["topics"][0].save()
        assert found() == before

    def test_begin_with_the_authority_that_is_set(self, client, settings):
        settings.FEED_AUTHORITY = "old.example,2020-05"
        article = make_live()
        assert self.ids(client, "/en/", "rss") == [f"tag:old.example,2020-05:article/{article.pk}"]


class TestAnswers:
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", [*KINDS, "corrections"])
    def test_headers(self, client, kind, form, world):
        paths, fields = world
        mend(make_live(**fields), teaser="x")
        path = f"{(paths | {'corrections': CORRECTIONS})[kind]}feed.{form}"
        response = get(client, path)
        assert response.headers["Content-Type"] == TYPES[form]
        assert response.headers["Content-Language"] == "en"
        assert response.headers["Cache-Control"] == "public, no-cache"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "Vary" not in response.headers
        assert not response.cookies
        again = client.get(path, headers={"if-none-match": response.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        client.cookies["variant"] = "beta"
        assert get(client, path).content == response.content
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Type"] == TYPES[form]
        assert client.post(path).status_code == 405

    @pytest.mark.parametrize("form", FORMS)
    def test_an_empty_feed_stays_the_same_too(self, client, form):
        first = get(client, f"/en/feed.{form}")
        again = client.get(f"/en/feed.{form}", headers={"if-none-match": first.headers["ETag"]})
        assert again.status_code == 304

    def test_the_tag_moves_with_the_text(self, client):
        article = make_live()
        before = get(client, "/en/feed.atom").headers["ETag"]
        make_version(article, headline="Not published")
        assert get(client, "/en/feed.atom").headers["ETag"] == before
        mend(article, teaser="x")
        assert get(client, "/en/feed.atom").headers["ETag"] != before

    @pytest.mark.parametrize("query", ["?page=1-1", "?page=nonsense", "?x=%00"])
    @pytest.mark.parametrize("kind", [*KINDS, "corrections"])
    def test_nothing_can_be_asked_of_them(self, client, kind, query, world):
        paths, fields = world
        mend(make_live(**fields), teaser="x")
        path = f"{(paths | {'corrections': CORRECTIONS})[kind]}feed.rss"
        assert get(client, path + query).content == get(client, path).content

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", KINDS[1:])
    def test_a_wrong_slug_leads_to_the_right_feed(self, client, kind, form, world):
        paths, fields = world
        make_live(**fields)
        wrong = re.sub("/en/[^/]*/", "/en/wrong/", paths[kind])
        response = client.get(f"{wrong}feed.{form}?page=1-1")
        assert (response.status_code, response.headers["Location"]) == (
            301,
            f"{paths[kind]}feed.{form}",
        )

    @pytest.mark.parametrize(
        "path",
        [
            "/xx/feed.rss",
            "/xx/corrections/feed.atom",
            "/en/x/s-99999/feed.json",
            "/en/x/t-99999/feed.json",
            "/en/x/k-99999/feed.json",
            "/en/x/p-99999/feed.json",
            "/en/feed.xml",
            "/en/feed",
            "/en/feed.rss/",
        ],
    )
    def test_elsewhere_is_nothing(self, client, path):
        make_live()
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("kind", KINDS[1:])
    def test_a_language_that_the_site_does_not_have_is_404(self, client, kind, world):
        paths, fields = world
        make_live(**fields)
        path = paths[kind].replace("/en/", "/xx/")
        assert client.get(f"{path}feed.rss").status_code == 404

    @pytest.mark.parametrize("count", [1, 20])
    def test_queries(self, client, count, world, django_assert_num_queries):
        """One for the stories, one for the subject; a topic first asks for the frame."""
        paths, fields = world
        image = make_image()
        for number in range(count):
            mend(make_live(lead_image=image, **fields), teaser=f"Changed {number}.")
        pages = {kind: (path, 2) for kind, path in paths.items()}
        pages |= {"front": ("/en/", 1), "corrections": (CORRECTIONS, 1)}
        pages["topic"] = (paths["topic"], 3)
        get(client, "/en/")
        for path, queries in pages.values():
            for form in FORMS:
                with django_assert_num_queries(queries):
                    get(client, f"{path}feed.{form}")
            assert len(read(client, path)["items"]) == count


class TestDiscovery:
    def links(self, client, path):
        page = get(client, path).content.decode()
        head = page[: page.index("</head>")]
        return re.findall(
            r'<link rel="alternate" type="([^"]*)" title="([^"]*)" href="([^"]*)">', head
        )

    @pytest.mark.parametrize("kind", [*KINDS, "corrections"])
    def test_each_page_names_its_feeds_and_they_are_there(self, client, kind, world):
        paths, fields = world
        SiteSettings.objects.update(name="The Post & Mail")
        mend(make_live(**fields), teaser="x")
        path = (paths | {"corrections": CORRECTIONS})[kind]
        found = self.links(client, path)
        assert [(mime, href) for mime, _title, href in found] == [
            (TYPES[form].partition(";")[0], f"{path}feed.{form}") for form in FORMS
        ]
        for (_mime, title, href), form in zip(found, ("RSS", "Atom", "JSON Feed"), strict=True):
            name = read(client, path)["title"].replace("&", "&amp;")
            assert title == f"{name} ({form})"
            assert get(client, href).headers["Content-Type"] == TYPES[href.rpartition(".")[2]]

    def test_a_later_page_names_the_same(self, client):
        for _ in range(21):
            make_live()
        [later] = re.findall(
            r'<link rel="next" href="([^"]*)"', client.get("/en/").content.decode()
        )
        assert self.links(client, later) == self.links(client, "/en/")

    def test_titles_are_in_the_language_of_the_page(self, client):
        make_language("de")
        titles = [title for _mime, title, _href in self.links(client, "/de/corrections/")]
        assert titles[0] == "Korrekturen – Newsroom (RSS)"
