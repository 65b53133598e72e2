"""The list of corrections and a story's changes, over HTTP."""

import re
from datetime import timedelta

import pytest

from articles import actions
from articles.enums import ChangeKind
from articles.models import Correction, Version
from tests.factories import (
    AT,
    make_agency,
    make_article,
    make_image,
    make_language,
    make_live,
    make_section,
    make_topic,
    make_version,
    mend,
    related_rows,
)

from .conftest import structured

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LIST = "/en/corrections/"


def tell(article, *, hours=1, kind=ChangeKind.CORRECTION, words="It was Tuesday."):
    """Tell readers of a live article without changing it."""
    actions.correct(article, by=None, at=AT + hours * HOUR, kind=kind, words=words)
    return article


def address(article, tail=""):
    return f"/{article.language_id}/{article.slug}/a-{article.pk}/{tail}"


def html(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


class TestOnTheStory:
    def test_it_is_told_with_its_time_and_in_structured_data(self, client):
        article = mend(make_live(), teaser="Mended.", words="It was <Tuesday>.")
        page = html(client, address(article))
        assert '<section class="corrections"' in page
        assert "It was &lt;Tuesday&gt;." in page
        assert f'<time datetime="{(AT + HOUR).isoformat()}"' in page
        assert f'href="{address(article, "changes/")}"' in page
        data = structured(page)["NewsArticle"]
        assert data["correction"] == [
            {
                "@type": "CorrectionComment",
                "name": "Correction",
                "text": "It was <Tuesday>.",
                "datePublished": (AT + HOUR).isoformat(),
            }
        ]
        assert data["dateModified"] == (AT + HOUR).isoformat()

    def test_a_minor_change_is_silent(self, client):
        article = mend(make_live(), teaser="Mended.", kind=ChangeKind.MINOR, words="")
        page = html(client, address(article))
        assert "Mended." in page
        assert "corrections" not in page.replace(LIST, "")
        assert "Updated" not in page

    def test_it_is_in_the_language_of_the_story(self, client):
        make_language("de")
        article = mend(make_live(language_id="de"), teaser="Besser.", words="Es war Dienstag.")
        page = html(client, address(article))
        assert "<strong>Korrektur</strong>" in page
        assert "Korrekturen und Aktualisierungen" in page


class TestToldLater:
    def test_stands_on_the_story_its_data_and_the_list(self, client):
        article = make_live(headline="One & only")
        tell(article, kind=ChangeKind.RETRACTION, words="None of it was <so>.")
        page = html(client, address(article))
        banner = re.search('<aside class="retraction".*?</aside>', page, re.DOTALL)[0]
        assert "None of it was &lt;so&gt;." in banner
        assert "None of it was &lt;so&gt;." in page.split('<section class="corrections"')[1]
        data = structured(page)["NewsArticle"]
        assert data["dateModified"] == (AT + HOUR).isoformat()
        assert [comment["text"] for comment in data["correction"]] == ["None of it was <so>."]
        assert "None of it was &lt;so&gt;." in html(client, LIST)

    def test_gives_the_page_another_name_for_caches(self, client):
        article = make_live()
        before = client.get(address(article))
        known = {"HTTP_IF_NONE_MATCH": before.headers["ETag"]}
        assert client.get(address(article), **known).status_code == 304
        tell(article)
        assert client.get(address(article), **known).status_code == 200

    def test_shows_without_a_change_its_words_alone(self, client):
        article = tell(make_live())
        assert address(article, "changes/") not in html(client, address(article))
        page = html(client, address(article, "changes/"))
        assert "It was Tuesday." in page
        assert "Nothing in the text itself was changed." not in page
        assert "The text was changed:" not in page

    def test_brings_a_change_to_light_that_went_out_as_minor(self, client):
        article = make_live(body="<p>Ten ships sank.</p>")
        mend(article, kind=ChangeKind.MINOR, body="<p>Two ships sank.</p>", words="")
        assert "Two" not in html(client, address(article, "changes/"))
        page = html(client, address(tell(article, hours=2), "changes/"))
        assert page.count("<del>Ten</del><ins>Two</ins>") == 1
        assert page.index("It was Tuesday.") < page.index("The text was changed:")
        when = f'The text was changed: <time datetime="{(AT + HOUR).isoformat()}">'
        assert when in page

    def test_shows_one_change_once_with_all_that_was_said_of_it(self, client):
        article = make_live(body="<p>Ten ships sank.</p>")
        mend(article, body="<p>Two ships sank.</p>", words="First words.")
        tell(article, hours=2, words="Second words.")
        tell(article, hours=3, kind=ChangeKind.CLARIFICATION, words="Third words.")
        page = html(client, address(article, "changes/"))
        order = [page.index(f"{word} words.") for word in ("Third", "Second", "First")]
        assert order == sorted(order)
        assert page.count("<del>Ten</del><ins>Two</ins>") == 1
        assert page.index("First words.") < page.index("<del>Ten</del>")
        assert "The text was changed:" not in page

    def test_leaves_the_newest_thing_said_first(self, client):
        article = make_live(body="<p>Ten.</p>")
        mend(article, body="<p>Two.</p>", words="First words.")
        tell(article, hours=2, kind=ChangeKind.RETRACTION, words="Retracting words.")
        mend(article, hours=3, body="<p>Three.</p>", words="Newest words.")
        page = html(client, address(article, "changes/"))
        order = [page.index(f"{word} words.") for word in ("Newest", "Retracting", "First")]
        assert order == sorted(order)

    def test_needs_no_newer_shape_of_an_old_version(self, client):
        article = make_live()
        number = article.versions.get().pk
        data = {"headline": "Of old", "body": "<p>Text of old.</p>", "teaser": None}
        old = Version.objects.create(article=article, number=90, data=data, created_at=AT)
        words = {"kind": "correction", "words": "Words.", "at": AT, "language_id": "en"}
        Correction.objects.create(article=article, before=old, after_id=number, **words)
        page = html(client, address(article, "changes/"))
        assert "of old" in page


class TestTheList:
    def test_holds_what_was_put_right_newest_first(self, client):
        first = mend(make_live(headline="One & only"), teaser="a", words="First.")
        mend(first, hours=2, teaser="b", kind=ChangeKind.RETRACTION, words="Second.")
        mend(first, hours=3, teaser="c", kind=ChangeKind.UPDATE, words="LEAK update")
        mend(first, hours=4, teaser="d", kind=ChangeKind.MINOR, words="")
        version = first.versions.get(number=5)
        row = {"before": version, "after": version, "language_id": "en", "at": AT}
        Correction.objects.create(article=first, kind=ChangeKind.MINOR, words="LEAK minor", **row)
        page = html(client, LIST)
        assert page.index("Second.") < page.index("First.")
        assert page.count("One &amp; only") == 2
        assert "LEAK" not in page

    def test_leaves_out_what_is_not_live_or_in_another_language(self, client):
        make_language("de")
        gone = mend(make_live(headline="LEAK gone"), teaser="x", words="LEAK gone")
        actions.withdraw(gone, by=None, at=AT + 2 * HOUR, why="Wrong.")
        mend(make_live(headline="LEAK de", language_id="de"), teaser="x", words="LEAK de")
        assert "LEAK" not in html(client, LIST)

    def test_is_there_when_it_is_empty(self, client):
        assert "nothing to correct" in html(client, LIST)
        assert client.get("/xx/corrections/").status_code == 404

    def test_pages_by_key_in_few_queries(self, client, django_assert_max_num_queries):
        article = make_live()
        for n in range(23):
            mend(article, hours=n + 1, teaser=f"Teaser {n}", words=f"Words {n}.")
        with django_assert_max_num_queries(4):
            page = html(client, LIST)
        assert page.count('<p class="correction-kind">') == 20
        [following] = re.findall(r'<a class="pager-next" rel="next" href="(.*?)"', page)
        older = html(client, following)
        assert re.findall(r"Words \d+", older) == ["Words 2", "Words 1", "Words 0"]
        assert client.get(f"{LIST}?page=nonsense").status_code == 404

    def test_is_linked_from_every_page(self, client):
        assert f'href="{LIST}"' in html(client, "/en/")


class TestChanges:
    def test_show_what_was_said_before_and_after(self, client):
        article = make_live(headline="Ten ships sink", body="<p>Ten ships sank on Monday.</p>")
        mend(article, headline="Two ships sink", body="<p>Two ships sank on Monday.</p>")
        page = html(client, address(article, "changes/"))
        assert page.count("<del>Ten</del><ins>Two</ins>") == 2
        assert "It was Tuesday." in page
        assert '<meta name="robots" content="noindex">' in page

    def test_leave_out_minor_changes_and_what_never_was_live(self, client):
        article = make_live(body="<p>Teh harbour.</p>")
        mend(article, kind=ChangeKind.MINOR, body="<p>The harbour.</p>", words="")
        article.body = "<p>LEAK of a version between.</p>"
        actions.save(article, by=None, at=AT + 2 * HOUR)
        mend(article, hours=3, body="<p>The old harbour.</p>")
        article.body = "<p>LEAK of a draft.</p>"
        article.note = "LEAK note"
        actions.save(article, by=None, at=AT + 4 * HOUR)
        page = html(client, address(article, "changes/"))
        assert "<ins>old </ins>" in page or "<ins> old</ins>" in page
        assert "Teh" not in page
        assert "LEAK" not in page

    def test_tell_of_pictures_and_links_without_showing_them(self, client):
        secret = make_article(headline="LEAK hidden")
        image = make_image(caption="LEAK caption", alt="LEAK alt")
        article = make_live(body="<p>Text.</p>", lead_image=make_image())
        mend(
            article,
            body=f'<p>Text.</p><figure data-image="{image.pk}"></figure>'
            f'<aside data-article="{secret.pk}"></aside><aside data-wanted="LEAK wanted"></aside>',
            lead_image=image,
        )
        page = html(client, address(article, "changes/"))
        assert "A picture was added." in page
        assert page.count("A link to another story was added.") >= 1
        assert "The lead picture was changed." in page
        assert "LEAK" not in page

    @pytest.mark.parametrize(
        ("before", "after", "told"),
        [
            ("", "12", "A picture gallery was added."),
            ("12", "", "A picture gallery was removed."),
            ("123", "132", "A picture gallery was changed."),
        ],
    )
    def test_tell_of_galleries_without_showing_them(self, client, before, after, told):
        images = {n: make_image(alt="LEAK alt", caption="LEAK caption") for n in "123"}

        def body(order):
            figures = "".join(
                f'<figure data-image="{images[n].pk}"><figcaption>LEAK</figcaption></figure>'
                for n in order
            )
            return f'<p>Text.</p><section data-gallery="">{figures}</section>'

        article = make_live(body=body(before))
        mend(article, body=body(after))
        page = html(client, address(article, "changes/"))
        assert re.findall("<li>(A picture.*?)</li>", page) == [told]
        assert "LEAK" not in page

    def test_tell_of_what_stands_beside_the_text_without_its_names(self, client):
        secret = make_topic("LEAK topic")
        article = make_live(place="Harbour", tags=["LEAK old"], agencies=[make_agency("LEAKA")])
        related = related_rows(
            article, topics=[secret], tags=["LEAK new"], agencies=[make_agency("LEAKB")]
        )
        make_version(article, related=related, place="Hills", section=make_section())
        actions.update_live(article, by=None, at=AT + HOUR, kind="update")
        page = html(client, address(article, "changes/"))
        listed = re.findall(r"<li>(The .*?)</li>", page)
        assert listed == [
            "The agencies named were changed.",
            "The place was changed.",
            "The section was changed.",
            "The topics were changed.",
            "The keywords were changed.",
        ]
        assert "LEAK" not in page

    def test_say_nothing_of_what_stayed_or_was_not_there_of_old(self, client):
        article = mend(make_live(tags=["storm"], topics=[make_topic()]), teaser="Mended.")
        page = html(client, address(article, "changes/"))
        assert "were changed" not in page
        data = {"headline": "Of old", "body": ""}
        bare = make_live(headline="Of old", body="<p>x</p>", section=article.section)
        old = Version.objects.create(article=bare, number=90, data=data, created_at=AT)
        new = data | {"agencies": [], "topics": [], "tags": [], "credits": [], "place": ""}
        new = Version.objects.create(article=bare, number=91, data=new, created_at=AT)
        words = {"kind": "correction", "words": "Words.", "at": AT, "language_id": "en"}
        Correction.objects.create(article=bare, before=old, after=new, **words)
        page = html(client, address(bare, "changes/"))
        assert "Nothing in the text itself was changed." in page

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("de", "Die genannten Agenturen wurden geändert."),
            ("ar", "تغيّرت وكالات الأنباء المذكورة."),
        ],
    )
    def test_tell_of_it_in_the_language_of_the_story(self, client, code, words):
        make_language(code)
        article = make_live(language_id=code, agencies=[make_agency("AP")])
        related = related_rows(article, agencies=[make_agency("AFP")])
        make_version(article, related=related)
        actions.update_live(article, by=None, at=AT + HOUR, kind="update")
        assert words in html(client, address(article, "changes/"))

    def test_without_any_say_so(self, client):
        assert "Nothing has been changed" in html(client, address(make_live(), "changes/"))

    def test_answer_as_the_story_does(self, client):
        article = make_live(slug="right")
        assert client.get(f"/en/wrong/a-{article.pk}/changes/").status_code == 301
        assert client.get(f"/en/wrong/a-{article.pk}/changes/").url == address(article, "changes/")
        draft = make_article()
        assert client.get(address(draft, "changes/")).status_code == 404
        actions.withdraw(article, by=None, at=AT, why="Wrong.")
        assert client.get(address(article, "changes/")).status_code == 410

    def test_take_at_most_four_queries(self, client, django_assert_max_num_queries):
        article = make_live()
        for n in range(5):
            mend(article, hours=n + 1, body=f"<p>Text {n}.</p>")
        with django_assert_max_num_queries(4):
            html(client, address(article, "changes/"))
