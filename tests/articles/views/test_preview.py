"""What a preview link shows to somebody without an account, and that nothing else opens."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from articles import actions
from articles.actions import preview_links
from articles.models import Article, PreviewLink, Section
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
    make_withdrawn,
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
    pictures = re.findall(r'<img [^>]*src="([^"]*)"', page)
    assert len(pictures) == 2
    assert {client.get(picture).headers["Content-Type"] for picture in pictures} == {"image/jpeg"}
    for mark in ("First headline", "First text.", image.rendition_key, "Ed Wolff", "not published"):
        assert mark in page
    for mark in (
        "SECONDMARK",
        "DESKNOTE",
        "NOTEMARK",
        "/admin/",
        "/media/",
        "og:",
        "application/ld+json",
    ):
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


def test_one_that_works_no_more_says_so_and_not_why(client):
    version = make_article(headline="HEADMARK").versions.get()
    good, revoked, left = link_to(version), link_to(version), link_to(version)
    preview_links.revoke(revoked, by=revoked.made_by, at=timezone.now())
    expired = link_to(version, at=timezone.now() - timedelta(hours=2), hours=1)
    left.made_by.is_active = False
    left.made_by.save()
    gone = link_to(make_article().versions.get())
    gone_at = address(gone.pk)
    actions.delete(gone.version.article, by=None, at=timezone.now())
    paths = [address(revoked.pk), address(expired.pk), address(left.pk), gone_at]
    pages = answered_alike(client, paths, 410)
    assert "This preview link does not work any more" in pages[0]
    assert "Ask whoever sent it to you for a new one." in pages[0]
    assert '<meta name="robots" content="noindex">' in pages[0]
    for mark in ("HEADMARK", "NOTEMARK", "/a-", "Wolff"):
        assert mark not in pages[0]
    assert client.get(address(good.pk)).status_code == 200


def answered_alike(client, paths, status):
    """The pages at ``paths``, which all have the same ``<main>``, and are kept by nobody."""
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {status}
    pages = [answer.content.decode() for answer in answers]
    assert len({page.split("<main")[1] for page in pages}) == 1
    kept_out = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }
    for name, value in kept_out.items():
        assert {answer.headers[name] for answer in answers} == {value}
    return pages


def test_what_we_have_not_signed_is_the_general_404(client):
    good = link_to(make_article(headline="HEADMARK").versions.get())
    other_salt = signing.Signer(salt="other").sign(good.pk)
    paths = [
        f"/preview/{good.pk}/",
        f"/preview/{good.pk}:wrong/",
        f"/preview/{other_salt}/",
        f"/preview/{signing.Signer(salt=SALT).sign('x')}/",
        f"/preview/{signing.Signer(salt=SALT).sign('٣')}/",
        address(good.pk)[:-2] + "/",
        "/preview/%00/",
    ]
    pages = answered_alike(client, paths, 404)
    assert "HEADMARK" not in pages[0]
    assert "preview link" not in pages[0]


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


def test_a_withdrawal_takes_back_what_was_handed_out_for_good(client):
    live = make_live()
    version = live.versions.get()
    before = link_to(version)
    assert client.get(address(before.pk)).status_code == 200
    actions.withdraw(live, by=None, at=timezone.now(), why="Wrong.")
    assert client.get(address(before.pk)).status_code == 410
    actions.publish(live, by=None, at=timezone.now())
    assert client.get(address(before.pk)).status_code == 410


def test_a_story_that_is_withdrawn_can_be_shown_to_those_who_must_see_it(client):
    link = link_to(make_withdrawn().versions.get())
    page = client.get(address(link.pk))
    assert page.status_code == 200
    assert "not published" in page.content.decode()


def test_an_embargo_that_runs_is_said(client):
    until = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    link = link_to(make_article(embargo_until=until).versions.get())
    page = client.get(address(link.pk)).content.decode()
    local = timezone.localtime(until)
    assert "not to be published before" in page
    assert f'datetime="{local.isoformat()}"' in page
    live = make_live()
    Article.objects.filter(pk=live.pk).update(embargo_until=until)  # as published past the checks
    for over in (make_article(embargo_until=AT), live):
        page = client.get(address(link_to(over.versions.get()).pk)).content.decode()
        assert "not to be published before" not in page


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
