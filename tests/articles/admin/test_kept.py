"""What was typed into a form that could not be saved: shown as it reads, rebuilt by the grammar."""

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.admin import kept
from articles.body import canonical
from tests.factories import make_article, make_live, make_user

pytestmark = pytest.mark.django_db
TEXT = """\
<h2>Sub</h2>
<p>One <strong>bold</strong> <a href="https://example.org/">link</a></p>
<dl data-key-points=""><div><dt>Key</dt><dd>Value</dd></div></dl>
<ul><li><p>Item</p></li></ul>"""


def shown(html, user=None):
    return kept.body("body", "body", html, user=user or AnonymousUser()).body


def test_it_reads_as_the_grammar_writes_it():
    assert shown(TEXT) == canonical(TEXT) == TEXT


def test_nothing_that_was_posted_is_echoed():
    hostile = (
        '<p onclick="x()">A<script>alert(1)</script></p><iframe src="//evil.example"></iframe>'
        '<a href="javascript:x()">B</a><aside data-wanted="&lt;img src=x onerror=x()&gt;"></aside>'
        '<figure data-image="3" data-alt="&quot;&gt;&lt;script&gt;"></figure>'
    )
    html = shown(hostile)
    for mark in ("<script", "onclick", "<iframe", "javascript:", "<img"):
        assert mark not in html
    assert "&lt;img src=x onerror=x()&gt;" in html


def test_what_has_no_words_says_what_it_is_and_stays_what_it_is():
    text = (
        '<aside data-wanted="Storm"></aside>\n<aside data-read-more="7"></aside>\n'
        '<figure data-image="3" data-alt="A ship"><figcaption>Cap</figcaption></figure>\n'
        '<div data-embed="https://www.youtube.com/watch?v=abcdefghijk"></div>'
    )
    html = shown(text)
    words = ("<bdi>Storm</bdi>", "<bdi>article 7</bdi>", "<span>Picture 3: A ship</span>")
    for mark in (*words, ">https://www.youtube.com/"):
        assert mark in html
    for mark in ('data-wanted="Storm"', 'data-read-more="7"', 'data-image="3" data-alt="A ship"'):
        assert mark in html


def test_the_pictures_of_a_gallery_say_what_they_are():
    figures = '<figure data-image="3" data-alt="A ship"></figure><figure data-image="4"></figure>'
    html = shown(f'<section data-gallery="">{figures}</section>')
    assert html.startswith('<section data-gallery=""><figure data-image="3" data-alt="A ship">')
    for words in ("Picture 3: A ship", "Picture 4"):
        assert f"<span>{words}</span><figcaption>" in html
    assert canonical(html) != ""


def test_headlines_are_shown_to_those_who_may_know_of_them():
    live, draft = make_live(headline="LIVEMARK"), make_article(headline="DRAFTMARK")
    html = "".join(f'<aside data-read-more="{pk}"></aside>' for pk in (live.pk, draft.pk))
    assert "MARK" not in shown(html)
    to_reporter = shown(html, make_user("Reporter"))
    assert ("LIVEMARK" in to_reporter, "DRAFTMARK" in to_reporter) == (True, False)
    assert "DRAFTMARK" in shown(html, make_user("Editor"))


def test_a_text_that_is_too_long_to_be_read_is_kept_as_it_came():
    long = "<p>" + "x" * kept.MAX_LENGTH
    one = kept.body("body", "body", long, user=AnonymousUser())
    assert (one.text, one.body) == (long, "")
