import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from newsroom.head import NoBodyForHead
from tests.factories import make_live


def answer(method, response):
    return NoBodyForHead(lambda _request: response)(RequestFactory().generic(method, "/"))


def test_head_has_the_length_of_the_page_and_no_body():
    response = answer("HEAD", HttpResponse("12345"))
    assert (response.content, response.headers["Content-Length"]) == (b"", "5")


def test_get_is_left_alone():
    assert answer("GET", HttpResponse("12345")).content == b"12345"


def test_a_stream_is_left_alone():
    assert answer("HEAD", StreamingHttpResponse([b"1"])).getvalue() == b"1"


@pytest.mark.django_db
def test_a_page_s_head_says_what_the_page_is(client):
    article = make_live()
    url = f"/en/{article.slug}/a-{article.pk}/"
    page, head = client.get(url), client.head(url)
    assert head.content == b""
    names = ("Content-Length", "Content-Type", "Cache-Control", "Content-Language", "Vary")
    assert [head.headers[name] for name in names] == [page.headers[name] for name in names]


@pytest.mark.django_db
def test_a_page_that_has_not_changed_is_not_sent_again(client):
    article = make_live()
    url = f"/en/{article.slug}/a-{article.pk}/"
    tag = client.get(url).headers["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200
