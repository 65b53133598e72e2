import pytest

from articles.models import Section, SiteSettings
from articles.queries import site
from tests.factories import make_language, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom():
    make_language("ar", "العربية", "rtl")
    Section.objects.all().delete()
    second = make_section("World", slug="world", position=2, names={"ar": "العالم"})
    first = make_section("Home", slug="home", position=1)
    SiteSettings.objects.update(
        name="The Post",
        tagline="News",
        taglines={"ar": "أخبار"},
        footer="All rights",
        default_language="en",
    )
    return first, second


def test_names_and_addresses_follow_the_language(newsroom):
    first, second = newsroom
    found = site.furniture("ar")
    assert (found.language.code, found.language.direction) == ("ar", "rtl")
    assert (found.site.name, found.site.tagline, found.site.footer_text) == (
        "The Post",
        "أخبار",
        "All rights",
    )
    assert found.site.front_url == "/ar/"
    assert [(link.name, link.url) for link in found.site.sections] == [
        ("Home", f"/ar/home/s-{first.pk}/"),
        ("العالم", f"/ar/%D8%A7%D9%84%D8%B9%D8%A7%D9%84%D9%85/s-{second.pk}/"),
    ]
    assert [(choice.code, choice.url, choice.current) for choice in found.site.languages] == [
        ("ar", "/ar/", True),
        ("en", "/en/", False),
    ]


def test_without_a_language_it_is_the_default(newsroom):
    assert site.furniture().language.code == "en"
    assert site.default_language() == "en"


@pytest.mark.parametrize("code", ["xx", "en-gb", "", "EN"])
def test_a_language_that_the_site_does_not_have_has_no_frame(newsroom, code):
    found = site.furniture(code)
    assert found is None or code == ""


def test_a_change_shows_at_once(newsroom):
    assert site.furniture("en").site.name == "The Post"
    SiteSettings.objects.update(name="The New Post")
    Section.objects.filter(slug="home").update(name="At home")
    found = site.furniture("en")
    assert found.site.name == "The New Post"
    assert found.site.sections[0].name == "At home"


def test_it_is_one_query_each_time(newsroom, django_assert_num_queries):
    for _time in range(2):
        with django_assert_num_queries(1):
            site.furniture("en")
