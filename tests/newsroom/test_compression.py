"""What readers get travels compressed; what holds a secret does not."""

import gzip

import brotli
import pytest
from django.http import HttpResponse

from newsroom import compression
from newsroom.compression import KEPT, CompressedForReaders, Kept
from tests.factories import make_live, make_user

BROWSER = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd"}
LONG = b"<p>" + b"A sentence of a story. " * 100
PUBLIC = {"Cache-Control": "public, no-cache"}


def answer(rf, accepted="br", *, content=LONG, **headers):
    response = HttpResponse(content, headers={**PUBLIC, "ETag": '"1"', **headers})
    asked = {"HTTP_ACCEPT_ENCODING": accepted} if accepted else {}
    return CompressedForReaders(lambda _request: response)(rf.get("/", **asked))


@pytest.mark.parametrize(
    ("accepted", "method"),
    [
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0.001", "gzip"),
        ("br;q=0.000,gzip ; q=0", ""),
        ("br; q=0.", ""),
        ("deflate, identity", ""),
        ("*", ""),
        ("", ""),
        (",;,;;q=,q", ""),
    ],
)
def test_the_best_that_the_browser_knows(rf, accepted, method):
    response = answer(rf, accepted)
    assert response.headers.get("Content-Encoding", "") == method
    plain = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[method]
    assert plain(response.content) == LONG
    assert response.headers["Vary"] == "Accept-Encoding"
    if method:
        assert response.headers["Content-Length"] == str(len(response.content))


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private"},
        {"Cache-Control": ""},
        {"Content-Type": "image/jpeg"},
        {"Content-Type": "application/pdf"},
        {"Content-Encoding": "zstd"},
    ],
)
def test_what_is_not_public_text_is_left_alone(rf, headers):
    response = answer(rf, **headers)
    assert response.content == LONG
    assert "Vary" not in response.headers


def test_nor_what_sets_a_cookie_or_is_tiny(rf):
    response = HttpResponse(LONG, headers=PUBLIC)
    response.set_cookie("variant", "beta")
    asked = rf.get("/", **BROWSER)
    assert CompressedForReaders(lambda _request: response)(asked).content == LONG
    assert answer(rf, content=b"x" * 999).content == b"x" * 999


def test_without_an_entity_tag_it_is_compressed_each_time(rf):
    response = HttpResponse(LONG, headers=PUBLIC)
    middleware = CompressedForReaders(lambda _request: response)
    assert brotli.decompress(middleware(rf.get("/", **BROWSER)).content) == LONG


def test_a_page_is_compressed_once(monkeypatch):
    done = []
    monkeypatch.setitem(compression.METHODS, "br", lambda content: done.append(content) or b"small")
    kept = Kept()
    assert [kept.get("br", tag, b"page") for tag in ("a", "a", "b", "a")] == [b"small"] * 4
    assert len(done) == 2


def test_the_middleware_keeps_it_by_method_and_tag(rf, monkeypatch):
    done = []
    for method in ("br", "gzip"):
        monkeypatch.setitem(
            compression.METHODS, method, lambda content, m=method: done.append(m) or m.encode()
        )

    def page(_request):
        return HttpResponse(LONG, headers={**PUBLIC, "ETag": '"1"'})

    middleware = CompressedForReaders(page)
    said = [
        middleware(rf.get("/", HTTP_ACCEPT_ENCODING=accepted)).content
        for accepted in ("br", "gzip", "br", "gzip")
    ]
    assert said == [b"br", b"gzip", b"br", b"gzip"]
    assert done == ["br", "gzip"]


def test_a_page_larger_than_the_room_for_all_is_not_kept(monkeypatch):
    monkeypatch.setitem(compression.METHODS, "br", lambda content: bytes(KEPT + 1))
    kept = Kept()
    assert len(kept.get("br", "a", b"page")) == KEPT + 1
    assert kept._size == 0


def test_what_was_not_asked_for_longest_gives_way(monkeypatch):
    done = []
    third = KEPT // 3
    monkeypatch.setitem(
        compression.METHODS, "br", lambda content: done.append(content) or bytes(third)
    )
    kept = Kept()
    for tag in ("a", "b", "c", "a", "d", "a", "b"):
        kept.get("br", tag, tag.encode())
    assert b"".join(done) == b"abcdb"


@pytest.mark.django_db
class TestPages:
    def test_a_story_travels_compressed_and_is_asked_for_anew_by_its_tag(self, client):
        article = make_live(body="<p>Text.</p>")
        path = f"/en/{article.slug}/a-{article.pk}/"
        plain, packed = client.get(path), client.get(path, **BROWSER)
        assert brotli.decompress(packed.content) == plain.content
        assert {"Accept-Encoding", "Cookie"} <= set(packed.headers["Vary"].split(", "))
        tag = packed.headers["ETag"]
        assert tag == f"W/{plain.headers['ETag']}"

    @pytest.mark.parametrize("browser", [BROWSER, {}])
    @pytest.mark.parametrize("path", ["/en/", "/en/feed.atom"])
    def test_what_has_not_changed_says_what_the_page_would(self, client, path, browser):
        for _n in range(3):
            make_live()
        page = client.get(path, **browser)
        again = client.get(path, **browser, HTTP_IF_NONE_MATCH=page.headers["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Vary", "Cache-Control"):
            assert again.headers[name] == page.headers[name], name

    def test_a_feed_does_too(self, client):
        for _n in range(3):
            make_live()
        packed = client.get("/en/feed.atom", HTTP_ACCEPT_ENCODING="gzip")
        assert gzip.decompress(packed.content) == client.get("/en/feed.atom").content

    def test_head_tells_the_length_of_what_would_come(self, client):
        make_live()
        head = client.head("/en/", **BROWSER)
        assert head.content == b""
        assert head.headers["Content-Length"] == str(len(client.get("/en/", **BROWSER).content))

    @pytest.mark.parametrize("path", ["/feedback/", "/admin/login/", "/admin/"])
    def test_pages_with_a_token_do_not(self, client, path):
        if path == "/admin/":
            client.force_login(make_user("Editor"))
        response = client.get(path, **BROWSER)
        assert response.status_code == 200
        assert "Content-Encoding" not in response.headers
