"""The whole text of a story outside its page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from articles.queries import feeds, site
from articles.rendering.feed_text import ELEMENTS, plain, whole_text
from tests.articles.feed_rules import _html
from tests.factories import AT, make_agency, make_contributor, make_image, make_language, make_live

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def _whole_texts():
    site.SiteSettings.objects.update(feeds_have_full_text=True)


def text(language="en"):
    """That of the newest story."""
    story = feeds.newest(language, at=NOW).stories[0]
    kept = site.furniture(language).site.kept
    with translation.override(language):
        made = whole_text(story.text, absolute, kept=kept)
    assert _html(made, "text") == []
    return made


def absolute(address):
    return f"https://post.example{address}" if address.startswith("/") else address


def figure(image):
    return f'<figure data-image="{image.pk}"><figcaption></figcaption></figure>'


def test_paragraphs_and_marks_stay_as_they_are():
    body = (
        "<h2>Head</h2><p>One &lt;b&gt; &amp; <strong>two</strong><br><em>three</em></p>"
        "<ul><li>a</li></ul><blockquote><p>Said.</p></blockquote>"
    )
    make_live(body=body)
    assert text().split("\n") == [
        "<h2>Head</h2>",
        "<p>One &lt;b&gt; &amp; <strong>two</strong><br><em>three</em></p>",
        "<ul><li>a</li></ul>",
        "<blockquote><p>Said.</p></blockquote>",
    ]


def test_words_that_look_like_markup_are_words():
    make_live(body='<p>Write &lt;img src="/x" class="y"&gt; or href="/z" here.</p>')
    assert text() == '<p>Write &lt;img src="/x" class="y"&gt; or href="/z" here.</p>'


def test_links_are_full_addresses():
    make_live(body='<p><a href="/en/?a=1&amp;b=2">Here</a>, <a href="https://x.example/">there</a>')
    assert text() == (
        '<p><a href="https://post.example/en/?a=1&amp;b=2">Here</a>, '
        '<a href="https://x.example/">there</a></p>'
    )


def test_a_picture_is_one_file_with_its_credit():
    image = make_image(alt='A "ship"', caption="The quay", credit="X/AP", size=(1600, 1200))
    make_live(body=f"<p>x</p>{figure(image)}")
    file = f"https://post.example/media/pictures/{image.rendition_key}/full-960.jpg"
    assert text().split("\n")[1:] == [
        f'<figure><img src="{file}" width="1067" height="800" alt="A &quot;ship&quot;">',
        "<figcaption>The quay <span>Image: X/AP</span>",
        "</figcaption></figure>",
    ]


def test_the_pictures_of_a_gallery_stand_one_after_the_other():
    images = [make_image(caption=f"No {n}") for n in range(3)]
    gallery = "".join(map(figure, images))
    make_live(body=f"<p>x</p><section data-gallery>{gallery}</section><p>y</p>")
    made = text()
    assert made.count("<figure>") == 3
    assert [f"No {n}" in made for n in range(3)] == [True] * 3
    assert made.endswith("<p>y</p>")
    assert "Previous" not in made


def test_a_picture_leaves_it_with_its_rights():
    image = make_image(usable_until=AT + timedelta(hours=1))
    make_live(body=f"<p>x</p>{figure(image)}<p>y</p>")
    assert text() == "<p>x</p>\n<p>y</p>"


def test_a_post_is_a_link_to_it():
    make_live(body='<div data-embed="https://youtu.be/abc"></div>')
    assert text() == (
        '<p><a href="https://youtu.be/abc"><strong>Watch on YouTube</strong> '
        "<span>opens youtu.be</span></a></p>"
    )


def test_another_story_is_pointed_at_while_it_is_live():
    there = make_live(headline="Over & out", slug="there")
    body = f'<p>x</p><aside data-read-more="{there.pk}"></aside>'
    make_live(body=f"{body}<aside data-wanted='Not written'></aside>", at=AT + timedelta(hours=1))
    assert text() == (
        f'<p>x</p>\n<aside><a href="https://post.example/en/there/a-{there.pk}/">'
        "<span>Read more:</span> <bdi>Over &amp; out</bdi></a></aside>"
    )


def test_it_ends_with_who_wrote_it():
    person = make_contributor("Tamara Jost", "tj")
    make_live(body="<p>x</p>", credits=[(person, "writer")], agencies=[make_agency("AP & co")])
    assert text().split("\n")[1] == (
        f'<p><a href="https://post.example/en/tamara-jost/p-{person.pk}/">tj</a> (AP &amp; co)</p>'
    )


def test_words_of_our_own_are_in_the_language_of_the_story():
    make_language("de")
    there = make_live(headline="Dort", language_id="de")
    make_live(
        language_id="de",
        at=AT + timedelta(hours=1),
        body=f'<p>x</p><aside data-read-more="{there.pk}"></aside>',
    )
    assert "<span>Mehr dazu:</span>" in text("de")


def test_text_of_another_direction_says_so():
    make_live(body="<p>نص عربي هنا</p><p>x</p>")
    assert '<p dir="rtl">' in text()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<P>a<IFRAME src=x><p>b</p></IFRAME>c</P>", "<p>ac</p>"),
        ("a<form><form><input>x</form>y</form>b", "ab"),
        ("a<svg><path d='M0'/></svg>b<style>p{}</style>c<!-- d --><?e?><!DOCTYPE f>", "abc"),
        ("<x-chart>1<p>2</p></x-chart><p>3</p>", "<p>3</p>"),
        ("<div><p>1</p></div>", ""),
        ("<p onclick='x' style=y class=z lang=de>1</p>", '<p lang="de">1</p>'),
        ("<a href='javascript:x'>1</a>", "<a>1</a>"),
        ("<a href=' JavaScript:x'>1</a><img src='data:x' alt=''>", '<a>1</a><img alt="">'),
        ("<a href=/x>1</a>", '<a href="https://post.example/x">1</a>'),
        ("<picture><source srcset=x><img src=/x></picture>", '<img src="https://post.example/x">'),
        ("</p></script>a", "</p>a"),
        ("1 &lt; 2 &amp;&#8239;3 &nbsp; < 4 > 5", "1 &lt; 2 &amp;&#8239;3 &nbsp; &lt; 4 &gt; 5"),
        (
            "<a title='x\" onclick=\"y' href='/\"><b>'>1</a>",
            '<a href="https://post.example/&quot;&gt;&lt;b&gt;">1</a>',
        ),
    ],
)
def test_nothing_goes_out_that_is_not_known(html, expected):
    assert plain(html, absolute) == expected


def test_every_element_of_our_blocks_is_known():
    """A gallery alone has what only our pages can do."""
    folder = Path(settings.BASE_DIR) / "templates/articles/blocks"
    files = [*folder.glob("*.html"), folder.parent / "picture.html", folder.parent / "whose.html"]
    found = {
        tag
        for file in files
        if file.name != "gallery.html"
        for tag in re.findall(r"<([a-z]+)", file.read_text())
    }
    assert found - ELEMENTS == {"h", "picture", "source"}  # h and a number
