import pytest

from articles.body.links import embed_url, safe_href


@pytest.mark.parametrize(
    ("value", "href"),
    [
        ("https://example.org", "https://example.org"),
        (" https://example.org/a?b=c&d#e ", "https://example.org/a?b=c&d#e"),
        ("http://münchen.example:8080/ä", "http://münchen.example:8080/ä"),
        ("http://[2001:db8::1]:80/", "http://[2001:db8::1]:80/"),
        ("/en/x/a-1/", "/en/x/a-1/"),
        ("mailto:a@b.org?subject=x", "mailto:a@b.org?subject=x"),
        ("example.org", None),
        ("www.example.org/x", None),
        ("//example.org", None),
        ("///example.org", None),
        ("https:example.org", None),
        ("https://", None),
        ("https://:80/", None),
        ("https://a:0/", None),
        ("https://[::1/", None),
        ("https://u:p@a.org/", None),
        ("https://a.org/\n", "https://a.org/"),
        ("https://a.org/\nx", None),
        ("https://a.org/\\x", None),
        ("ftp://a.org/", None),
        ("vbscript:x", None),
        ("mailto:", None),
        ("mailto:a@b@c", None),
        ("https://a.org/" + "x" * 2000, None),
        ("", None),
    ],
)
def test_addresses_to_link_to(value, href):
    assert safe_href(value) == href


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("https://YouTu.be/Ab", "https://youtu.be/Ab"),
        (" https://x.com/a/status/1 ", "https://x.com/a/status/1"),
        ("https://youtu.be.evil.example/1", None),
        ("https://youtu.be:443/1", None),
        ("https://a@youtu.be/1", None),
        ("https://youtu.be/ä", None),
        ("https://youtu.be\\@evil.example/", None),
        ("HTTPS://youtu.be/1", "https://youtu.be/1"),
    ],
)
def test_addresses_to_embed(value, url):
    assert embed_url(value) == url
