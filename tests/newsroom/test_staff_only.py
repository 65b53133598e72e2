"""Readers' requests have no session, user or messages, whatever cookies they bring."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from newsroom import staff_only
from tests.factories import make_live, make_user

pytestmark = pytest.mark.django_db
HOSTILE = {"sessionid": "x" * 5000, "csrftoken": "../%00", "messages": "[[1]]"}


@pytest.mark.parametrize("name", ["Session", "Csrf", "Authentication", "Messages"])
def test_passes_readers_requests_on_untouched(name):
    request = RequestFactory().get("/en/")
    before = dict(vars(request))
    answer = getattr(staff_only, name)(lambda _request: HttpResponse("page"))(request)
    assert answer.content == b"page"
    assert dict(vars(request)) == before


def test_a_reader_s_page_sets_no_cookie_and_is_the_same_with_any():
    article = make_live()
    url = f"/en/{article.slug}/a-{article.pk}/"
    plain = Client().get(url)
    client = Client()
    client.cookies.load(HOSTILE)
    client.force_login(make_user("superuser"))
    answer = client.get(url)
    assert answer.content == plain.content
    assert not plain.cookies
    assert not answer.cookies


def test_the_admin_still_needs_a_login_and_a_token():
    user = make_user("superuser")
    index = reverse("admin:index")
    assert Client().get(index).status_code == 302
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.get(index).status_code == 200
    assert client.post(reverse("admin:logout")).status_code == 403
