"""The preview: what readers would see, for staff who may see it, and not a row more for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.enums import CreditRole
from articles.models import Article, Publication, Section, Version
from newsroom.csp import reader_header
from tests.factories import (
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def preview_url(article):
    return reverse("admin:articles_article_preview", args=[article.pk])


def test_it_is_the_page_that_readers_get(editor, client):
    target = make_live(headline="Target story")
    hidden = make_article(headline="HIDDENMARK")
    image = make_image(alt="A ship", caption="The ship", credit="A. Name/AP")
    topic = make_topic("Shipping")
    make_live(topics=[topic], headline="Related story")
    article = make_article(
        headline="Port opens",
        topics=[topic],
        lead_image=image,
        credits=[(make_contributor("Rosa Lind", "rl"), CreditRole.WRITER)],
        agencies=[make_agency("AP")],
        body=f'<p>Text.</p><aside data-read-more="{target.pk}"></aside>'
        f'<aside data-read-more="{hidden.pk}"></aside><aside data-wanted="WANTEDMARK"></aside>',
    )
    at = timezone.now()
    shown = editor.get(preview_url(article)).content.decode()
    for mark in ("Port opens", "Target story", "Rosa Lind", "A. Name/AP", "Related story", "(AP)"):
        assert mark in shown
    for mark in ("HIDDENMARK", "WANTEDMARK"):
        assert mark not in shown
    actions.approve(article, by=None, at=at)
    publication = actions.publish(article, by=None, at=at)
    public = client.get(f"/en/{publication.slug}/a-{article.pk}/").content.decode()
    again = editor.get(preview_url(article)).content.decode()
    assert article_part(again) == article_part(public)


def article_part(page):
    """What both pages say of the story; the update time of a preview is its own moment, and staff
    get pictures at an address of their own.
    """
    start, end = page.index('<header class="story-header">'), page.index("</article>")
    lines = page[start:end].replace("/admin/articles/image/file/", "/media/pictures/").splitlines()
    return [line for line in lines if line and "Updated" not in line]


def test_its_headers_and_strip(editor):
    response = editor.get(preview_url(make_article()))
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Content-Security-Policy"] == reader_header()
    page = response.content.decode()
    assert "Preview – not published" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_nothing_is_stored(editor):
    article = make_article()
    counts = [model.objects.count() for model in (Article, Version, Publication)]
    with CaptureQueriesContext(connection) as captured:
        editor.get(preview_url(article))
    # EXECUTE runs a reader's query, which only ever reads.
    reads = ("SELECT", "EXECUTE READER_", "SAVEPOINT", "RELEASE SAVEPOINT")
    statements = [query["sql"].lstrip("( ").upper() for query in captured]
    assert [sql for sql in statements if not sql.startswith(reads)] == []
    assert [model.objects.count() for model in (Article, Version, Publication)] == counts


def test_it_shows_the_newest_saved_text_of_a_live_story(editor, client):
    live = make_live(headline="Old headline")
    live.headline = "New headline"
    actions.save(live, by=None, at=timezone.now())
    assert "New headline" in editor.get(preview_url(live)).content.decode()
    publication = Publication.objects.get(pk=live.pk)
    public = client.get(f"/en/{publication.slug}/a-{live.pk}/").content.decode()
    assert "New headline" not in public


def test_a_draft_without_section_text_or_credits_can_be_previewed(editor):
    make_section()
    page = editor.get(preview_url(make_article(section=None, teaser="", body="")))
    assert page.status_code == 200
    assert "No section yet" in page.content.decode()


def test_without_any_section_it_says_so(editor):
    article = make_article(section=None)
    Section.objects.all().delete()
    response = editor.get(preview_url(article), follow=True)
    assert "There is no section yet" in response.content.decode()


def test_it_is_in_the_articles_own_language(editor):
    make_language("ar", "العربية", "rtl")
    page = editor.get(preview_url(make_article(language_id="ar"))).content.decode()
    assert '<html lang="ar" dir="rtl">' in page


def test_hostile_text_is_text(editor):
    article = make_article(headline="<script>alert(1)</script>", teaser='"><img src=x>')
    page = editor.get(preview_url(article)).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page


def test_only_the_framed_preview_may_be_in_a_frame_and_only_in_ours(editor):
    url = preview_url(make_article())
    plain, framed = editor.get(url), editor.get(url, {"framed": "1"})
    assert plain.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in plain.headers["Content-Security-Policy"]
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert framed.headers["Content-Security-Policy"] == reader_header(is_framed=True)
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert "preview-strip" in plain.content.decode()
    assert "preview-strip" not in framed.content.decode()


def test_the_beta_look_uses_the_beta_templates(editor):
    url = preview_url(make_article())
    page = editor.get(url, {"look": "beta"}).content.decode()
    assert "page-beta" in page
    assert "is-beta" in page
    for look in ("", "classic", "../../secret"):
        assert "page-beta" not in editor.get(url, {"look": look}).content.decode()


def test_the_phone_page_frames_the_preview(editor):
    article = make_article()
    url = reverse("admin:articles_article_phone", args=[article.pk])
    response = editor.get(url, {"look": "beta"})
    assert f'src="{preview_url(article)}?framed=1&amp;look=beta"' in response.content.decode()
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
