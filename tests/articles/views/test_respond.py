"""Headers of reader pages: anonymous, cacheable, and the same for everybody."""

import pytest
from django.conf import settings

from tests.factories import (
    make_contributor,
    make_language,
    make_live,
    make_tag,
    make_topic,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    topic, tag, person = make_topic(), make_tag(), make_contributor()
    article = make_live(topics=[topic], tags=[tag], credits=[(person, "writer")])
    gone = make_withdrawn()
    return {
        f"/en/{article.slug}/a-{article.pk}/": 200,
        f"/en/{article.section.slug}/s-{article.section_id}/": 200,
        f"/en/{topic.slug}/t-{topic.pk}/": 200,
        f"/en/{tag.slug}/k-{tag.pk}/": 200,
        f"/en/{person.slug}/p-{person.pk}/": 200,
        "/en/": 200,
        f"/en/{gone.slug}/a-{gone.pk}/": 410,
        "/en/nothing/a-999999999/": 404,
        "/nothing": 404,
        f"/en/wrong/a-{article.pk}/": 301,
        "/": 302,
    }


def answers(client, pages):
    return {path: client.get(path) for path in pages}


def test_each_page_answers_as_expected(client, pages):
    found = {path: response.status_code for path, response in answers(client, pages).items()}
    assert found == pages


def visitors(client):
    """Ways to come: with nothing, with cookies of another site, with a staff session."""
    yield "nothing", client
    client.cookies["other"] = "x"
    yield "others", client
    client.cookies.clear()
    client.force_login(make_user("superuser"))
    assert settings.SESSION_COOKIE_NAME in client.cookies
    yield "staff", client


def test_no_cookie_is_ever_set(client, pages):
    for who, visitor in visitors(client):
        for path, response in answers(visitor, pages).items():
            assert dict(response.cookies) == {}, (who, path)
            assert "Set-Cookie" not in response.headers, (who, path)


def test_staff_see_what_readers_see(client, pages):
    before = {path: response.content for path, response in answers(client, pages).items()}
    client.force_login(make_user("superuser"))
    after = {path: response.content for path, response in answers(client, pages).items()}
    assert after == before


def test_caches_keep_a_page_and_ask_each_time(client, pages):
    for path, response in answers(client, pages).items():
        if response.status_code in (200, 404, 410):
            assert response.headers["Cache-Control"] == "public, no-cache", path
            assert response.headers["Vary"] == "Cookie", path
            assert response.headers["Content-Language"] == "en", path


def test_the_policy_admits_no_inline_and_no_third_party(client, pages):
    for path, response in answers(client, pages).items():
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, path
        assert "http" not in policy, path
        page = response.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick" not in page
        assert "//" not in page.replace("http://testserver", "").replace(
            "https://schema.org", ""
        ), path


def test_pages_speak_the_language_of_their_address(client):
    make_language("de", "Deutsch")
    response = client.get("/de/nothing/a-999999999/", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    assert response.headers["Content-Language"] == "de"
    assert '<html lang="de"' in response.content.decode()
