import pytest
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory
from js_asset import ImportMap, Media

from newsroom.csp import ContentSecurityPolicyMiddleware, give_nonce

READER = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return dict(part.split(" ", 1) for part in policy.split("; "))


def answer(path, view=lambda request: HttpResponse("page")):
    return ContentSecurityPolicyMiddleware(view)(RequestFactory().get(path))


@pytest.mark.parametrize("path", ["/", "/en/", "/administer/", "/en/admin/"])
def test_readers_get_the_strict_policy(path):
    assert directives(answer(path)) == READER


def test_the_admin_may_preview_pictures_and_has_no_nonce_until_one_is_used():
    assert directives(answer("/admin/")) == READER | {
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "frame-src": "'self'",
    }


def test_a_nonce_that_a_page_uses_is_in_its_header_and_is_never_used_again():
    used = []

    def view(request):
        used.append(str(request.csp_nonce))
        return HttpResponse("page")

    for _ in range(2):
        response = answer("/admin/articles/", view)
        assert directives(response)["script-src"] == f"'self' 'nonce-{used[-1]}'"
    assert used[0] != used[1]


def test_a_views_own_policy_is_kept():
    def view(request):
        return HttpResponse("x", headers={"Content-Security-Policy": "sandbox"})

    for path in ("/media/x.png", "/admin/x/"):
        assert answer(path, view).headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.django_db
def test_the_header_is_on_every_kind_of_answer(client):
    for path, status in [
        ("/healthz", 200),
        ("/no-such-page/", 404),
        ("/media/none.png", 404),
        ("/admin/", 302),
        ("/admin/login/", 200),
    ]:
        response = client.get(path)
        assert (path, response.status_code) == (path, status)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_gives_its_nonce_to_the_import_map(rf):
    def view(request):
        media = Media(importmap=ImportMap({"a": "/static/a.js"}))
        response = TemplateResponse(request, "unused.html", {"media": media})
        give_nonce(request, response)
        request.printed = str(response.context_data["media"])
        request.nonce = str(request.csp_nonce)
        return HttpResponse("page")

    request = rf.get("/admin/articles/article/1/change/")
    response = ContentSecurityPolicyMiddleware(view)(request)
    assert f'nonce="{request.nonce}"' in request.printed
    assert directives(response)["script-src"] == f"'self' 'nonce-{request.nonce}'"


def test_a_form_that_redirects_needs_no_nonce(rf):
    redirect = HttpResponse(status=302)
    give_nonce(rf.get("/admin/"), redirect)
    assert (redirect.status_code, redirect.content) == (302, b"")
