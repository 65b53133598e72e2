"""The page that compares two versions, for those who may know of the article."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.enums import CreditRole
from articles.models import Article
from tests.factories import (
    AT,
    approve,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_tag,
    make_topic,
    make_user,
    make_version,
    related_rows,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def compare_url(article, query=""):
    return reverse("admin:articles_article_compare", args=[article.pk]) + query


def shown(response):
    """Fields by label, and blocks as (kind, moved, HTML)."""
    rows = [row for _folded, rows in response.context["groups"] for row in rows]
    fields = response.context["fields"]
    return (
        {field.label: html or (field.removed, field.added) for field, html in fields},
        [(row.change.kind, row.change.moved, row.html) for row in rows],
    )


def test_the_pictures_of_a_gallery_are_shown_and_numbered(editor):
    kept, moved, gone = make_image(alt="Kept"), make_image(alt="New"), make_image(alt="Gone")

    def body(*images):
        figures = "".join(f'<figure data-image="{image.pk}"></figure>' for image in images)
        return f'<section data-gallery="">{figures}</section>'

    article = make_article(body=body(kept, gone))
    make_version(article, body=body(moved, kept))
    keys = {"k": kept.pk, "m": moved.pk, "g": gone.pk}
    response = editor.get(compare_url(article, "?old=1&new=2"))
    [(_folded, [row])] = response.context["groups"]
    assert (row.kind, row.change.kind, list(row.gone)) == ("gallery", "changed", [])
    assert [number for number, _image in row.images] == [moved.pk, kept.pk, gone.pk]
    assert row.html == (
        "<ins>Picture #{m}</ins><br>Picture #{k}<del><br>Picture #{g}</del>"
    ).format(**keys)
    for pk in keys.values():
        assert f" #{pk}</span>" in response.content.decode()
    gone.delete()
    response = editor.get(compare_url(article, "?old=1&new=2"))
    [(_folded, [row])] = response.context["groups"]
    assert [number for number, _image in row.images] == [moved.pk, kept.pk]
    assert list(row.gone) == [f"Picture #{keys['g']} is not there any more."]


def test_texts_names_people_pictures_and_blocks(editor):
    image = make_image(caption="A harbour at dawn")
    old, new = make_topic("Shipping"), make_topic("Trade")
    rosa = make_contributor("Rosa Lind", "rl")
    article = make_article(
        headline="The port opens",
        body=f'<p>Ships left.</p><figure data-image="{image.pk}"></figure>',
        topics=[old],
        tags=[make_tag("storm")],
    )
    image.caption = "A harbour at noon"
    image.save()
    people = [(rosa, CreditRole.WRITER)]
    rows = related_rows(article, topics=[new], tags=[make_tag("sea")], credits=people)
    body = f'<p>Ships left late.</p><figure data-image="{image.pk}" data-alt="Ships"></figure>'
    make_version(article, related=rows, headline="The port closes", body=body)
    fields, blocks = shown(editor.get(compare_url(article, "?old=1&new=2")))
    assert fields == {
        "Headline": "The port <del>opens</del><ins>closes</ins>",
        "Topics": (("Shipping",), ("Trade",)),
        "Tags": (("storm",), ("sea",)),
        "People": ((), ("Rosa Lind [rl], writer",)),
        "Slug": "the-port-<del>opens</del><ins>closes</ins>",
        "Picture “A harbour”: caption": "A harbour at <del>dawn</del><ins>noon</ins>",
    }
    assert blocks == [
        ("changed", False, "Ships left<ins> late</ins>."),
        ("changed", False, "<ins>Alternative text: </ins><ins>Ships</ins>"),
    ]


def test_newest_with_live_and_with_last_reviewed(editor):
    article = make_live(body="<p>One.</p>")
    make_version(article, body="<p>Two.</p>")
    article = Article.objects.get(pk=article.pk)
    approve(article) if article.stage != "approved" else None
    make_version(Article.objects.get(pk=article.pk), body="<p>Three.</p>")
    for name, number in (("live", 1), ("newest", 3), ("before", 2), ("2", 2)):
        context = editor.get(compare_url(article, f"?old={name}&new=newest")).context
        assert (context["old"].number, context["new"].number) == (number, 3)
    assert editor.get(compare_url(article)).context["old"].number == 1
    form = editor.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert compare_url(article, "?old=live&amp;new=newest") in form.content.decode()


def test_the_first_version_is_compared_with_nothing(editor):
    article = make_article(body="<p>One.</p>")
    _fields, blocks = shown(editor.get(compare_url(article)))
    assert blocks == [("added", False, "<ins>One.</ins>")]


def test_versions_are_listed_with_who_when_and_why(editor):
    article = make_article()
    article.headline = "Newer"
    person = make_user("Editor", first_name="Rosa", last_name="Lind")
    actions.save(article, by=person, at=AT, why="The port called. " * 9)
    response = editor.get(compare_url(article))
    why = "The port called. The port called. The port called. The port…"
    assert response.context["choices"] == [
        (2, f"Version 2 · 1 May 2024, 12:00 · Rosa Lind · newest · {why}"),
        (1, "Version 1 · 1 May 2024, 12:00 · the system"),
    ]


def test_times_that_were_changed(editor):
    article = make_live(planned_for=AT)
    make_version(article, headline="Newer", planned_for=AT + DAY)
    actions.set_expiry(article, by=None, at=AT, expires_at=AT + DAY)
    fields, _blocks = shown(editor.get(compare_url(article, "?old=1&new=2")))
    del fields["Headline"]
    assert fields == {
        "Planned for": (("1 May 2024, 12:00 (UTC)",), ("2 May 2024, 12:00 (UTC)",)),
        "Expires": ((), ("2 May 2024, 12:00 (UTC)",)),
    }


def test_only_a_time_is_another(editor):
    article = make_article(body="<p>Text.</p>")
    make_version(article, body="<p>Other text.</p>")
    make_version(article, body="<p>Text.</p>", embargo_until=AT)
    response = editor.get(compare_url(article, "?old=1&new=3"))
    assert shown(response)[0] == {"Embargo until": ((), ("1 May 2024, 12:00 (UTC)",))}
    assert "Both say the same." not in response.content.decode()


def test_unchanged_blocks_are_folded(editor):
    blocks = [f"<p>Block number {number}.</p>" for number in range(9)]
    article = make_article(body="".join(blocks))
    make_version(article, body="".join([*blocks[:4], "<p>Something else.</p>", *blocks[5:]]))
    groups = editor.get(compare_url(article)).context["groups"]
    assert [(folded, len(rows)) for folded, rows in groups] == [(True, 3), (False, 4), (True, 3)]


@pytest.mark.parametrize("query", ["?old=9&new=1", "?new=0&old=9", "?old=1&new=9"])
def test_versions_that_are_not_there(editor, query):
    assert editor.get(compare_url(make_article(), query)).status_code == 404


@pytest.mark.parametrize("query", ["?old=x", "?new=x&old=-1", "?new=²", "?old=" + "9" * 40])
def test_nonsense_is_answered(editor, query):
    assert editor.get(compare_url(make_article(), query)).status_code == 200


def test_nobody_compares_what_they_may_not_see(as_user):
    secret = make_article(by=make_user("Reporter"))
    url = compare_url(secret)
    assert as_user(make_user("Reporter")).get(url).status_code == 404
    assert as_user(make_user("nobody")).get(url).status_code == 403


def test_headlines_that_one_may_not_know_are_not_told(as_user):
    reporter = make_user("Reporter")
    secret = make_article(headline="A secret merger", by=make_user("Reporter"))
    article = make_article(by=reporter)
    make_version(article, body=f'<aside data-read-more="{secret.pk}"></aside>')
    page = as_user(reporter).get(compare_url(article)).content.decode()
    assert "secret merger" not in page
    page = as_user(make_user("Editor")).get(compare_url(article)).content.decode()
    assert "A secret merger" in page


def test_read_mores_are_called_by_what_they_say(editor):
    port, sea = make_article(headline="The port"), make_article(headline="The <sea>")
    line = '<aside data-read-more="{}"></aside>'.format
    article = make_article(body=f"<p>One.</p>{line(port.pk)}")
    make_version(article, body=f"<p>One.</p>{line(sea.pk)}")
    make_version(article, body=f'<p>One.</p>{line(sea.pk)}<aside data-wanted="Soon"></aside>')
    _fields, blocks = shown(editor.get(compare_url(article, "?old=1&new=2")))
    assert blocks[1:] == [
        ("removed", False, "<del>The port</del>"),
        ("added", False, "<ins>The &lt;sea&gt;</ins>"),
    ]
    _fields, blocks = shown(editor.get(compare_url(article, "?old=2&new=3")))
    assert blocks[1:] == [
        ("same", False, "The &lt;sea&gt;"),
        ("added", False, "<ins>Soon</ins>"),
    ]


def test_arabic_text_runs_its_own_way_whatever_it_begins_with(editor):
    make_language("ar", direction="rtl")
    article = make_article(language_id="ar", body="<p>BBC خبر</p>")
    page = editor.get(compare_url(article)).content.decode()
    assert '<div class="compare-text" lang="ar" dir="rtl">' in page


def test_its_length_costs_no_queries(editor, django_assert_max_num_queries):
    article = make_article()
    for number in range(3):
        actions.save(article, by=None, at=timezone.now())
        article.body += f"<p>More {number}.</p>"
        actions.save(article, by=None, at=timezone.now())
    with django_assert_max_num_queries(14):
        editor.get(compare_url(article, "?old=1&new=4"))
