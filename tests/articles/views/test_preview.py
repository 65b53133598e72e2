"""What a preview link shows to somebody without an account, and that nothing else opens."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from articles import actions
from articles.actions import preview_links
from articles.models import PreviewLink, Section
from articles.queries.preview_links import SALT, address
from tests.factories import (
    AT,
    make_article,
    make_image,
    make_language,
    make_live,
    make_section,
    make_topic,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


def link_to(version, *, by=None, at=None, **lifetime):
    at = at or timezone.now()
    lifetime = timedelta(**(lifetime or {"days": 1}))
    by = by or make_user("Editor", first_name="Ed", last_name="Wolff")
    return preview_links.make(version, by=by, at=at, expires_at=at + lifetime, note="NOTEMARK")


def test_it_shows_exactly_that_version_with_its_pictures(client):
    image = make_image(alt="A ship", credit="A. Name/AP")
    article = make_article(
        headline="First headline",
        lead_image=image,
        body=f'<p>First text.</p><figure data-image="{image.pk}"></figure>',
        note="DESKNOTE",
    )
    first = article.versions.get()
    make_version(article, headline="SECONDMARK", teaser="SECONDMARK", body="<p>SECONDMARK</p>")
    response = client.get(address(link_to(first).pk))
    assert response.status_code == 200
    page = response.content.decode()
    for mark in ("First headline", "First text.", image.file.url, "Ed Wolff", "not published"):
        assert mark in page
    for mark in ("SECONDMARK", "DESKNOTE", "NOTEMARK", "/admin/", "application/ld+json"):
        assert mark not in page


def test_a_later_link_shows_the_later_version(client):
    article = make_article(headline="First headline")
    version = make_version(article, headline="Second headline")
    page = client.get(address(link_to(version).pk)).content.decode()
    assert "Second headline" in page
    assert "First headline" not in page


def test_it_is_kept_by_nobody_and_tells_its_address_to_nobody(client):
    response = client.get(address(link_to(make_article().versions.get()).pk))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert address(PreviewLink.objects.get().pk).split("/")[2] not in response.content.decode()


def test_everything_else_is_the_same_404(client):
    version = make_article(headline="HEADMARK").versions.get()
    good, revoked, left = link_to(version), link_to(version), link_to(version)
    preview_links.revoke(revoked, by=revoked.made_by, at=timezone.now())
    expired = link_to(version, at=timezone.now() - timedelta(hours=2), hours=1)
    left.made_by.is_active = False
    left.made_by.save()
    gone = link_to(make_article().versions.get())
    gone_at = address(gone.pk)
    actions.delete(gone.version.article, by=None, at=timezone.now())
    other_salt = signing.Signer(salt="other").sign(good.pk)
    paths = [
        address(revoked.pk),
        address(expired.pk),
        address(left.pk),
        gone_at,
        f"/preview/{good.pk}/",
        f"/preview/{good.pk}:wrong/",
        f"/preview/{other_salt}/",
        f"/preview/{signing.Signer(salt=SALT).sign('x')}/",
        f"/preview/{signing.Signer(salt=SALT).sign('٣')}/",
        address(good.pk)[:-2] + "/",
        "/preview/%00/",
    ]
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    said = {answer.content.decode().split("<main")[1] for answer in answers}
    assert len(said) == 1
    assert "HEADMARK" not in answers[0].content.decode()
    for name, value in (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")):
        assert {answer.headers[name] for answer in answers} == {value}
    assert client.get(address(good.pk)).status_code == 200


def test_only_reading_is_answered(client):
    path = address(link_to(make_article().versions.get()).pk)
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_it_points_at_nothing_that_is_not_live(client):
    topic = make_topic()
    live, hidden = make_live(headline="Target story"), make_article(headline="HIDDENMARK")
    make_live(headline="Related story", topics=[topic])
    make_article(headline="DRAFTMARK", topics=[topic])
    article = make_article(
        topics=[topic],
        body=f'<p>Text.</p><aside data-read-more="{live.pk}"></aside>'
        f'<aside data-read-more="{hidden.pk}"></aside><aside data-wanted="WANTEDMARK"></aside>',
    )
    page = client.get(address(link_to(article.versions.get()).pk)).content.decode()
    assert "Target story" in page
    assert "Related story" in page
    for mark in ("HIDDENMARK", "WANTEDMARK", "DRAFTMARK"):
        assert mark not in page


def test_it_speaks_the_articles_language(client):
    make_language("ar", "العربية", "rtl")
    article = make_article(language_id="ar")
    response = client.get(address(link_to(article.versions.get()).pk))
    assert response.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_a_text_without_a_section_can_be_shown(client):
    make_section("Sport")
    article = make_article(section=None)
    page = client.get(address(link_to(article.versions.get()).pk)).content.decode()
    assert "No section yet" in page


def test_a_section_that_is_gone_is_no_error(client):
    section = make_section()
    make_section("Sport")
    article = make_article(section=section)
    link = link_to(article.versions.get())
    make_version(article, section=Section.objects.exclude(pk=section.pk).first())
    section.delete()
    assert client.get(address(link.pk)).status_code == 200


def test_a_live_story_keeps_its_date(client):
    live = make_live()
    version = make_version(live, headline="Newer", at=AT)
    page = client.get(address(link_to(version).pk)).content.decode()
    assert AT.date().isoformat() in page
    assert "Updated" in page


def test_what_readers_have_is_not_called_unpublished(client):
    live = make_live()
    page = client.get(address(link_to(live.versions.get()).pk)).content.decode()
    assert "not published" not in page
    page = client.get(address(link_to(make_version(live, headline="Newer")).pk)).content.decode()
    assert "not published" in page


def test_hostile_text_is_text(client):
    article = make_article(headline="<script>alert(1)</script>")
    by = make_user("Editor", first_name="<img src=x>")
    page = client.get(address(link_to(article.versions.get(), by=by).pk)).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page
