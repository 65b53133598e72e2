"""The article page over HTTP."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from articles import actions
from articles.enums import ChangeKind
from tests.factories import (
    AT,
    FAR,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_tag,
    make_topic,
    make_version,
    make_withdrawn,
    mend,
)

from .conftest import structured

pytestmark = pytest.mark.django_db


def url(article, language=None, slug=None):
    slug = article.slug if slug is None else slug
    return f"/{language or article.language_id}/{quote(slug)}/a-{article.pk}/"


def html(client, article):
    response = client.get(url(article))
    assert response.status_code == 200
    return response.content.decode()


def json_ld(page):
    return structured(page)["NewsArticle"]


class TestStatus:
    @pytest.mark.parametrize(
        ("make", "status"),
        [(make_live, 200), (make_article, 404), (make_scheduled, 404), (make_withdrawn, 410)],
    )
    def test_follows_the_live_state(self, client, make, status):
        assert client.get(url(make())).status_code == status

    def test_410_once_expired(self, client):
        soon = AT + timedelta(hours=1)
        article = make_scheduled(publish_at=soon, expires_at=soon + timedelta(hours=1))
        assert client.get(url(article)).status_code == 410

    def test_a_scheduled_story_appears_to_the_microsecond(self, client, monkeypatch):
        article = make_scheduled(publish_at=FAR, expires_at=FAR + timedelta(hours=1))
        found = []
        for offset in (-1, 0, 3_599_999_999, 3_600_000_000):
            moment = FAR + timedelta(microseconds=offset)
            monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
            listed = article.headline in client.get("/en/").content.decode()
            found.append((client.get(url(article)).status_code, listed))
        assert found == [(404, False), (200, True), (200, True), (410, False)]

    def test_withdrawn_it_is_410_under_any_slug_and_nothing_of_it_is_told(self, client):
        article = make_withdrawn(headline="LEAK", teaser="LEAK", why="LEAK why")
        for slug in (article.slug, "x"):
            response = client.get(url(article, slug=slug))
            assert response.status_code == 410
            assert "LEAK" not in response.content.decode()
            assert response.headers["Content-Language"] == "en"

    @pytest.mark.parametrize("make", [make_article, make_scheduled])
    def test_what_nobody_has_seen_is_404_under_any_slug_and_language(self, client, make):
        make_language("de")
        article = make(headline="LEAK", slug="leak")
        for path in (url(article), url(article, slug="x"), url(article, "de"), url(article, "xx")):
            response = client.get(path)
            assert response.status_code == 404
            assert "LEAK" not in response.content.decode()
            assert "Location" not in response.headers

    def test_published_again_it_is_there_with_its_first_date(self, client):
        article = make_withdrawn()
        actions.publish(article, by=None, at=AT + timedelta(days=2))
        assert '<time datetime="2024-05-01T12:00:00+00:00"' in html(client, article)


class TestAddress:
    @pytest.mark.parametrize("slug", ["old-slug", "x", "LEAK", "%00", "%2e%2e", "عربي", "a b"])
    def test_a_wrong_slug_leads_to_the_right_one_at_once(self, client, slug):
        article = make_live(slug="right-slug")
        response = client.get(f"/en/{slug}/a-{article.pk}/")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/en/right-slug/a-{article.pk}/"

    @pytest.mark.parametrize("language", ["de", "xx", "pt-br"])
    def test_so_does_a_wrong_language(self, client, language):
        make_language("de")
        article = make_live(slug="right-slug")
        response = client.get(url(article, language))
        assert response.status_code == 301
        assert response.headers["Location"] == f"/en/right-slug/a-{article.pk}/"

    def test_an_arabic_slug_is_one_address(self, client):
        make_language("ar", "العربية", "rtl")
        article = make_live(headline="الميناء يفتح من جديد", language_id="ar")
        assert article.slug == "الميناء-يفتح-من-جديد"
        response = client.get(url(article))
        assert response.status_code == 200
        wrong = client.get(f"/ar/x/a-{article.pk}/")
        assert wrong.headers["Location"] == url(article)

    def test_renaming_a_live_story_moves_nothing_until_it_is_updated(self, client):
        article = make_live(slug="old")
        make_version(article, slug="new")
        assert client.get(url(article, slug="old")).status_code == 200
        actions.update_live(article, by=None, at=AT + timedelta(hours=1))
        assert client.get(url(article, slug="old")).headers["Location"] == url(article)
        assert client.get(url(article)).status_code == 200

    def test_without_its_last_slash_it_is_still_found(self, client):
        article = make_live()
        response = client.get(url(article)[:-1])
        assert (response.status_code, response.headers["Location"]) == (301, url(article))


class TestMethods:
    def test_head_is_get_without_a_body(self, client):
        article = make_live()
        got, head = client.get(url(article)), client.head(url(article))
        assert (head.status_code, head.content) == (200, b"")
        same = {"Content-Type", "Cache-Control", "Vary", "Content-Language"}
        assert {name: head.headers[name] for name in same} == {
            name: got.headers[name] for name in same
        }

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_else_is_allowed(self, client, method):
        assert getattr(client, method)(url(make_live())).status_code == 405


class TestMarks:
    @pytest.fixture
    def full(self):
        writer, editor = make_contributor("Tamara Jost", "tj"), make_contributor("Nils Gahl", "ng")
        target = make_live(headline="The <other> story", slug="other")
        wanted = '<aside data-wanted="Never written"></aside>'
        return make_live(
            headline='Harbour & "quay"',
            kicker="Port Ellis",
            teaser="What the teaser says.",
            slug="harbour",
            body="<p>One.</p><h2>Two</h2>"
            f'<aside data-read-more="{target.pk}"></aside>{wanted}'
            '<dl data-key-points=""><div><dt>Key ally</dt><dd>Russia has.</dd></div></dl>',
            lead_image=make_image(alt="A quay", caption="The quay", credit="A. Name/AP"),
            credits=[(writer, "writer"), (editor, "editor")],
            agencies=[make_agency("AP"), make_agency("Reuters")],
            topics=[make_topic("Sea")],
            tags=[make_tag("harbours")],
            note="LEAK",
        )

    def test_are_where_the_contract_says(self, client, full):
        page = html(client, full)
        assert page.count("<main") == page.count("<article ") == page.count("<h1") == 1
        assert re.search(r'<article [^>]*lang="en" dir="ltr"', page)
        assert "<h1>Harbour &amp; &quot;quay&quot;</h1>" in page
        assert '<p class="teaser">What the teaser says.</p>' in page
        assert 'class="byline"' in page
        assert re.search(r'<aside class="read-more"><a href="/en/other/a-\d+/">', page)
        assert "The &lt;other&gt; story" in page
        assert page.count('class="read-more"') == 1
        assert "<strong>Key ally:</strong> Russia has." in page
        assert '<ul class="key-points"><li>' in page
        assert re.search(r'class="sign-off">.*>tj</a>/<a .*>ng</a> \(AP, Reuters\)</p>', page)
        assert '<time datetime="2024-05-01T12:00:00+00:00"' in page
        assert f'<link rel="canonical" href="http://testserver{url(full)}">' in page
        assert "Never written" not in page
        assert "LEAK" not in page

    def test_every_link_on_the_page_leads_somewhere(self, client, full):
        make_live(topics=full.topics.all(), body="<p>Related</p>")
        links = set(re.findall(r'(?:href|src)="(/[^"]*)"', html(client, full)))
        links = {link for link in links if not link.startswith("/static/")}
        assert len(links) > 6
        found = {link: client.get(link).status_code for link in links}
        assert set(found.values()) == {200}, found

    def test_structured_data_say_the_same(self, client, full):
        data = json_ld(html(client, full))
        assert data["@type"] == "NewsArticle"
        assert data["headline"] == 'Harbour & "quay"'
        assert data["url"] == f"http://testserver{url(full)}"
        assert data["datePublished"] == "2024-05-01T12:00:00+00:00"
        assert [author["name"] for author in data["author"]] == ["Tamara Jost"]
        assert {image["creditText"] for image in data["image"]} == {"A. Name/AP"}
        assert data["keywords"] == ["Sea", "harbours"]

    @pytest.mark.parametrize("bad", ["</script><script>alert(1)</script>", "<!--", "]]>"])
    def test_a_hostile_headline_stays_words(self, client, bad):
        article = make_live(headline=f"X{bad}", teaser=f"X{bad}", slug="x", seo_description=bad)
        page = html(client, article)
        assert json_ld(page)["headline"] == f"X{bad}"
        assert "<script>alert" not in page
        # The structured data, and what puts times in words.
        opened = re.findall("<script [^>]*>", page)
        assert len(opened) == page.count("<script") == 2
        assert opened[0] == '<script type="application/ld+json">'
        assert 'type="module"' in opened[1]

    def test_search_engines_get_their_own_words(self, client):
        article = make_live(seo_title="For machines", seo_description="Described")
        page = html(client, article)
        assert "<title>For machines –" in page
        assert '<meta name="description" content="Described">' in page
        assert f"<h1>{article.headline}</h1>" in page

    def test_an_update_is_dated_and_a_first_version_is_not(self, client):
        article = make_live()
        assert "Updated" not in html(client, article)
        make_version(article, kicker="New")
        actions.update_live(article, by=None, at=AT + timedelta(hours=3))
        page = html(client, article)
        assert "Updated" in page
        assert '<time datetime="2024-05-01T15:00:00+00:00"' in page

    def test_right_to_left(self, client):
        make_language("ar", "العربية", "rtl")
        article = make_live(headline="الميناء", language_id="ar", slug="port")
        page = html(client, article)
        assert '<html lang="ar" dir="rtl"' in page
        assert re.search(r'<article [^>]*lang="ar" dir="rtl"', page)

    def test_translations_are_offered_both_ways(self, client):
        make_language("de", "Deutsch")
        original = make_live(headline="English", slug="e")
        german = make_live(headline="Deutsch?", slug="d", language_id="de", translation_of=original)
        for shown, other in ((original, german), (german, original)):
            page = html(client, shown)
            code = other.language_id
            links = re.findall('<link rel="alternate" hreflang="(.*?)" href="(.*?)">', page)
            full = {row.language_id: f"http://testserver{url(row)}" for row in (shown, other)}
            assert dict(links) == {**full, "x-default": f"http://testserver{url(original)}"}
            assert re.search(f'<a href="{url(other)}" lang="{code}" hreflang="{code}"', page)

    def test_a_text_with_nothing_but_a_headline_is_still_a_page(self, client):
        article = make_article(teaser="", body="")
        actions.publish(article, by=None, at=AT, override="Breaking")
        page = html(client, article)
        for mark in ("teaser", "byline", "sign-off", "key-points", "read-more"):
            assert f'class="{mark}"' not in page


class TestRelated:
    def test_each_says_why_it_is_there(self, client):
        harbour, storms, other = make_topic("Harbour"), make_topic("Storms"), make_topic("Other")
        article = make_live(topics=[storms, harbour])
        make_live(headline="Both", topics=[harbour, storms, other])
        make_live(headline="One", topics=[storms, other], at=AT - timedelta(hours=1))
        page = html(client, article)
        assert re.findall(r'<p class="card-why">([^<]*)</p>', page) == [
            "Also about Harbour, Storms",
            "Also about Storms",
        ]

    def test_in_the_words_of_the_language(self, client):
        make_language("de")
        topic = make_topic("Harbour", names={"de": "Hafen"})
        article = make_live(language_id="de", topics=[topic])
        make_live(language_id="de", topics=[topic])
        assert '<p class="card-why">Auch zum Thema Hafen</p>' in html(client, article)


class TestQueries:
    @pytest.mark.parametrize("count", [1, 30])
    def test_at_most_four_whatever_the_length(self, client, count, django_assert_max_num_queries):
        topics = [make_topic() for _ in range(count)]
        targets = [make_live(topics=topics[:1]) for _ in range(count)]
        article = make_live(
            topics=topics,
            tags=[make_tag() for _ in range(count)],
            credits=[(make_contributor(), "writer") for _ in range(count)],
            body="".join(f'<p>x</p><aside data-read-more="{row.pk}"></aside>' for row in targets),
        )
        with django_assert_max_num_queries(4):
            page = html(client, article)
        assert page.count('class="read-more"') == count
        assert 'class="related"' in page


class TestMostRecent:
    """The newest of the language at the foot of a story."""

    def listed(self, client, article):
        _page, mark, foot = html(client, article).partition('<section class="recent"')
        return re.findall('<h3><a href="([^"]*)">([^<]*)</a></h3>', foot) if mark else []

    def test_with_addresses_and_nothing_that_is_not_live(self, client):
        article = make_live(headline="Itself")
        other = make_live(headline="A & B", slug="other", at=AT + timedelta(hours=1))
        old = make_live(headline="Old", slug="old", at=AT - timedelta(days=9))
        make_live(headline="LEAK", language_id=make_language("de").code)
        for make in (make_article, make_scheduled, make_withdrawn):
            make(headline="LEAK")
        expected = [
            (f"/en/other/a-{other.pk}/", "A &amp; B"),
            (f"/en/old/a-{old.pk}/", "Old"),
        ]
        assert self.listed(client, article) == expected

    def test_what_stands_beside_the_story_already_is_not_there(self, client):
        topic = make_topic()
        article = make_live(topics=[topic])
        for n in range(5):
            make_live(headline=f"Related {n}", topics=[topic], at=AT + timedelta(days=2, hours=-n))
        for n in range(7):
            make_live(headline=f"New {n}", at=AT + timedelta(days=1, hours=-n))
        headlines = [headline for _url, headline in self.listed(client, article)]
        assert headlines == ["Related 4", *(f"New {n}" for n in range(5))]

    def test_a_retracted_story_is_marked(self, client):
        article, wrong = make_live(), make_live(headline="Wrong", at=AT + timedelta(hours=1))
        mend(wrong, hours=2, teaser="b", kind=ChangeKind.RETRACTION, words="Nothing of it is true.")
        [(_url, headline)] = self.listed(client, article)
        assert headline == "Retraction: Wrong"

    def test_alone_it_has_none(self, client):
        assert self.listed(client, make_live()) == []


class TestDraftAndLiveAreApart:
    def test_editing_changes_not_a_byte_of_any_page(self, client):
        topic, tag = make_topic(), make_tag()
        writer = make_contributor()
        article = make_live(topics=[topic], tags=[tag], credits=[(writer, "writer")])
        make_live(topics=[topic], body=f'<p>x</p><aside data-read-more="{article.pk}"></aside>')
        paths = [
            "/",
            "/en/",
            url(article),
            f"/en/x/a-{article.pk}/",
            f"/en/{article.section.slug}/s-{article.section_id}/",
            f"/en/{topic.slug}/t-{topic.pk}/",
            f"/en/{tag.slug}/k-{tag.pk}/",
            f"/en/{writer.slug}/p-{writer.pk}/",
            "/en/nothing/a-999999/",
            "/sitemap.xml",
            "/robots.txt",
        ]

        def everything():
            return {
                path: (response.status_code, dict(response.headers), response.content)
                for path in paths
                for response in [client.get(path)]
            }

        make_language("de")
        other = make_topic()
        before = everything()
        assert before[url(article)][0] == 200
        make_version(
            article,
            headline="LEAK",
            kicker="LEAK",
            teaser="LEAK",
            body="<p>LEAK</p>",
            slug="leak",
            language_id="de",
            lead_image=make_image(caption="LEAK"),
            related=lambda: (article.topics.set([other]), article.tags.clear()),
        )
        actions.send_back(article, by=None, at=AT, why="LEAK")
        after = everything()
        assert [path for path in paths if after[path] != before[path]] == []
