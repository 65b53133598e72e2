from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.template.response import TemplateResponse
from django.test import RequestFactory

from articles.queries.site import furniture
from feedback.enums import Variant
from feedback.models import Programme
from newsroom.variant import BetaTemplates, template_names, variant_of

NAME = "The <Daily>"


def request(path="/en/", cookie=None):
    made = RequestFactory().get(path)
    if cookie is not None:
        made.COOKIES["variant"] = cookie
    return made


@pytest.mark.parametrize(
    ("cookie", "variant"),
    [
        (None, Variant.CLASSIC),
        ("beta", Variant.BETA),
        ("BETA", Variant.CLASSIC),
        ("", Variant.CLASSIC),
        ("../beta", Variant.CLASSIC),
        ("classic", Variant.CLASSIC),
    ],
)
def test_variant_of(cookie, variant):
    assert variant_of(request(cookie=cookie)) is variant


def test_template_names():
    name = "articles/article.html"
    assert template_names(name, Variant.BETA) == [f"beta/{name}", name]
    assert template_names(name, Variant.CLASSIC) == [name]


@pytest.mark.parametrize(
    ("cookie", "names"), [("beta", ["beta/x.html", "x.html"]), (None, "x.html")]
)
def test_the_beta_site_overrides_templates(cookie, names):
    made = request(cookie=cookie)
    response = TemplateResponse(made, "x.html")
    middleware = BetaTemplates(lambda _request: HttpResponse())
    assert middleware.process_template_response(made, response).template_name == names


def banner(made, language="en"):
    """The banner on a page in ``language``; a language that the site does not have has no frame."""
    site = replace(furniture().site, name=NAME)
    context = {"request": made, "site": site, "language": SimpleNamespace(code=language)}
    return Template("{% load beta %}{% beta_banner %}").render(Context(context)).strip()


@pytest.fixture
def programme(db):
    active = Programme.objects.get()
    active.banner_text = {"en": "Look at {site} & {x}.", "de": "Sehen Sie {site}."}
    active.save()
    return active


def test_the_invitation(programme, django_assert_num_queries):
    with django_assert_num_queries(1):  # that of the frame
        text = banner(request("/en/x/a-1/?a=b"))
    assert text.startswith('<aside class="beta-banner" aria-label="Beta version">')
    assert "<p>Look at The &lt;Daily&gt; &amp; {x}.</p>" in text
    assert '<a href="/beta/?next=/en/x/a-1/%3Fa%3Db">Try the beta</a>' in text
    assert '<a href="/feedback/?page=/en/x/a-1/">Tell us what you think</a>' in text


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Sehen Sie"), ("ar", "Look at"), ("", "Look at")]
)
def test_the_invitation_is_in_the_language_of_the_page(programme, language, words):
    assert words in banner(request(), language)


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"show_banner": False}, {"banner_text": {}}]
)
def test_no_invitation_when_switched_off(programme, change, django_assert_num_queries):
    Programme.objects.update(**change)
    with django_assert_num_queries(1):
        assert banner(request()) == ""


@pytest.mark.parametrize("is_active", [True, False])
def test_the_way_back_is_always_there(programme, is_active, django_assert_num_queries):
    Programme.objects.update(is_active=is_active)
    with django_assert_num_queries(1):
        text = banner(request("/en/x/a-1/", "beta"))
    assert "You are looking at the beta version." in text
    assert '<a href="/beta/?next=/en/x/a-1/">Back to the current site</a>' in text
    assert "Try the beta" not in text


def test_on_pages_of_its_own_feedback_is_about_no_page(programme):
    assert '<a href="/feedback/">' in banner(request("/feedback/?page=/en/"))


def test_a_page_without_a_frame_still_stands():
    for context in ({"request": request()}, {}):
        assert Template("{% load beta %}{% beta_banner %}").render(Context(context)).strip() == ""


def test_every_change_of_the_programme_shows_at_once(programme):
    programme.banner_text = {"en": "New words."}
    programme.save()
    assert "New words." in banner(request())
    Programme.objects.all().delete()
    assert banner(request()) == ""
    Programme.objects.create(name="Next", banner_text={"de": "Neu."}, is_active=True)
    assert "Neu." in banner(request())
