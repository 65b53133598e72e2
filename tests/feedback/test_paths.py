import pytest
from django.test import RequestFactory

from feedback.paths import came_from, language_code_of, page_path, same_site_path


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/en/harbour-reopens/a-12/",
        "/en/search/?q=a%2F%2Fb&sort=newest",
        "/ar/%D8%B9/a-3/",
        "/ar/عنوان/a-3/",
        "/en/100%25/k-1/",
    ],
)
def test_own_paths_are_kept(path):
    assert same_site_path(path) == path


@pytest.mark.parametrize(
    "value",
    [
        "",
        None,
        "en/",
        "https://evil.example/",
        "HTTP://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "\t//evil.example/",
        " //evil.example/",
        "/\n/evil.example",
        "/%2Fevil.example/",
        "/%2fevil.example/",
        "/%5Cevil.example/",
        "/%255Cevil.example/",
        "/%25252Fevil.example",
        "/%09/evil.example/",
        "/.//evil.example/",
        "/..//evil.example/",
        "/en/../../admin/",
        "/en/%2e%2e/admin/",
        "/en//evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http:evil.example",
        "http:///evil.example",
        "@evil.example",
        "/en/\x00",
        "/en/%00",
        "/en/%0d%0aSet-Cookie:%20a=b",
        "/en/?a=\r\nSet-Cookie: a=b",
        "/\u2028/evil.example",
        "/\ud800",
        "/" + "a" * 1000,
        "/%" + "25" * 10 + "2Fevil.example/",
    ],
)
def test_anything_else_is_refused(value):
    assert same_site_path(value) == ""


def test_a_fragment_is_dropped():
    assert same_site_path("/en/#top") == "/en/"


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("/en/search/?q=my+name", "/en/search/"),
        ("/ar/%D8%B9/a-3/", "/ar/ع/a-3/"),
        ("/feedback/?page=/en/", ""),
        ("/beta/", ""),
        ("//evil.example/", ""),
    ],
)
def test_page_path_has_no_query(value, path):
    assert page_path(value) == path


@pytest.mark.parametrize(
    ("referrer", "path"),
    [
        ("http://testserver/en/x/a-1/?q=1#top", "/en/x/a-1/?q=1"),
        ("http://evil.example/en/", ""),
        ("http://testserver.evil.example/en/", ""),
        ("http://testserver@evil.example/en/", ""),
        ("http://testserver//evil.example/", ""),
        ("http://testserver/feedback/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_came_from(referrer, path):
    assert came_from(RequestFactory().get("/feedback/", headers={"referer": referrer})) == path


@pytest.mark.parametrize(
    ("path", "code"),
    [("/en/", "en"), ("/pt-br/x/a-1/", "pt-br"), ("/feedback/", ""), ("/", ""), ("/EN/", "")],
)
def test_language_code_of(path, code):
    assert language_code_of(path) == code
