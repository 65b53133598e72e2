"""Names in other languages: an input for each, never raw JSON."""

import re

import pytest
from django.urls import reverse

from articles.models import Section, SiteSettings
from tests.factories import make_language, make_section, make_user

from .conftest import errors, form_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(as_user):
    make_language("de", "Deutsch")
    make_language("ar", "العربية", "rtl")
    return as_user(make_user("Publisher"))


def section_url(section):
    return reverse("admin:articles_section_change", args=[section.pk])


def sent(client, url, **fields):
    return client.post(url, form_at(client, url) | fields)


def test_there_is_an_input_for_each_other_language(publisher):
    section = make_section("World", names={"de": 'Welt & "Leute"'})
    page = publisher.get(section_url(section)).content.decode()
    assert 'name="name_de" id="id_name_de" value="Welt &amp; &quot;Leute&quot;"' in page
    assert 'name="name_ar" id="id_name_ar" value="" lang="ar" dir="rtl"' in page
    assert 'name="description_de"' in page
    assert "name_en" not in page


def test_a_text_that_may_be_long_has_several_lines(publisher):
    url = reverse("admin:articles_sitesettings_change", args=[1])
    page = publisher.get(url).content.decode()
    assert 'type="text" name="tagline_de"' in page
    assert 'name="footer_de" id="id_footer_de" rows="2" lang="de" dir="ltr" maxlength="300"' in page


def test_names_are_stored_by_language_without_the_empty_ones(publisher):
    section = make_section("World", names={"de": "Alt", "ar": "عالم"})
    fields = {"name_de": "  Welt ", "name_ar": "", "description_ar": "وصف"}
    assert sent(publisher, section_url(section), **fields).status_code == 302
    section.refresh_from_db()
    assert (section.names, section.descriptions) == ({"de": "Welt"}, {"ar": "وصف"})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\0b", {"de": "ab"}),
        ("We\u202elt", {"de": "Welt"}),
        ("\u200b\u2060", {}),
    ],
)
def test_a_name_is_stored_without_what_no_name_may_hold(publisher, text, kept):
    section = make_section("World")
    assert sent(publisher, section_url(section), name_de=text).status_code == 302
    assert Section.objects.get(pk=section.pk).names == kept


@pytest.mark.parametrize(("text", "wanted"), [("x" * 81, "de: at most 80 characters, not 81.")])
def test_a_bad_name_is_said_in_words_and_stays_in_the_form(publisher, text, wanted):
    section = make_section("World")
    response = sent(publisher, section_url(section), name_de=text)
    assert response.status_code == 200
    assert errors(response) == [wanted]
    assert response.context["adminform"].form["names"].value()["de"] == text
    assert Section.objects.get(pk=section.pk).names == {}


def test_the_site_has_taglines_and_footers(publisher):
    url = reverse("admin:articles_sitesettings_change", args=[1])
    assert sent(publisher, url, tagline_de="Aus dem Hafen", footer_ar="حقوق").status_code == 302
    site = SiteSettings.objects.get()
    assert (site.taglines, site.footers) == ({"de": "Aus dem Hafen"}, {"ar": "حقوق"})


def test_names_are_kept_when_the_default_language_changes(publisher):
    section = make_section("World", names={"de": "Welt"})
    SiteSettings.objects.update(default_language="de")
    page = publisher.get(section_url(section)).content.decode()
    assert 'name="name_de" id="id_name_de" value="Welt"' in page
    assert 'name="name_en"' in page
    sent(publisher, section_url(section), name_de="Welt", name_en="World")
    section.refresh_from_db()
    assert section.names == {"de": "Welt", "en": "World"}


def test_who_may_only_read_gets_lines_and_no_json(as_user):
    section = make_section("World", names={"de": "Welt & <Leute>", "ar": "عالم"})
    page = as_user(make_user("Reporter")).get(section_url(section)).content.decode()
    assert '<div lang="ar" dir="auto">عالم</div><div lang="de" dir="auto">Welt &amp; ' in page
    assert "{&quot;" not in page
    lines = re.findall(r'<label>([^<]*)</label>\s*<div class="readonly">(.*?)</div>\s*<', page)
    assert ("Descriptions in other languages", "-") in lines
