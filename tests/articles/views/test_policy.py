"""Pages in which the newsroom says how it works, and what leads to them."""

import pytest

from articles.actions import policy
from articles.models import FooterLink, PolicyPage, PolicyText
from tests.factories import AT, make_language

pytestmark = pytest.mark.django_db


def make_page(kind="ethics", language="en", title="Our ethics", body="<p>We check.</p>", **page):
    page = PolicyPage.objects.filter(kind=kind).first() or PolicyPage.objects.create(
        kind=kind, **page
    )
    text = PolicyText(page=page, language_id=language, title=title, body=body)
    return policy.save(text, by=None, at=AT)


def path(text, slug):
    return f"/{text.language_id}/{slug}/i-{text.page_id}/"


def test_readers_get_its_text(client, django_assert_num_queries):
    text = make_page(body='<h2>Checking</h2><p>We <a href="/en/">check</a>.</p>')
    client.get("/en/")
    with django_assert_num_queries(1):
        response = client.get(path(text, "our-ethics"))
    page = response.content.decode()
    assert response.status_code == 200
    assert "<h1>Our ethics</h1>" in page
    assert '<h2>Checking</h2>\n<p>We <a href="/en/">check</a>.</p>' in page
    assert '<meta name="description" content="Checking We check.">' in page
    assert f'<link rel="canonical" href="http://testserver{path(text, "our-ethics")}">' in page
    assert f'<time datetime="{AT.isoformat()}">' in page
    assert "hreflang" not in page


def test_a_new_title_leads_there(client):
    text = make_page()
    make_page(title="How we work")
    response = client.get(path(text, "our-ethics"))
    assert (response.status_code, response["Location"]) == (301, path(text, "how-we-work"))


def test_each_language_has_its_own_and_names_the_others(client):
    make_language("ar", "العربية", "rtl")
    english = make_page()
    arabic = make_page(language="ar", title="أخلاقيات", body="<p>نتحقق.</p>")
    page = client.get(path(english, "our-ethics")).content.decode()
    there = "http://testserver/ar/%D8%A3%D8%AE%D9%84%D8%A7%D9%82%D9%8A%D8%A7%D8%AA/i-"
    assert f'<link rel="alternate" hreflang="ar" href="{there}{arabic.page_id}/">' in page
    assert 'hreflang="en" href="http://testserver/en/our-ethics/' in page
    page = client.get(path(arabic, "أخلاقيات")).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "نتحقق." in page


@pytest.mark.parametrize("language", ["de", "xx"])
def test_without_a_text_there_is_no_page(client, language):
    make_language("de")
    text = make_page()
    assert client.get(f"/{language}/our-ethics/i-{text.page_id}/").status_code == 404
    assert client.get(f"/en/our-ethics/i-{text.page_id + 1}/").status_code == 404


def test_the_foot_of_every_page_leads_there(client):
    make_language("de")
    text = make_page()
    make_page(kind="privacy", title="Privacy", is_in_footer=False)
    foot = client.get("/en/").content.decode().partition("<footer")[2]
    assert f'<a href="{path(text, "our-ethics")}">Our ethics</a>' in foot
    assert "Privacy" not in foot
    assert "Our ethics" not in client.get("/de/").content.decode()
    make_page(title="How we work")
    assert "How we work" in client.get("/en/").content.decode()


def test_the_foot_has_the_links_of_its_language(client):
    make_language("de")
    FooterLink.objects.create(name="Jobs", names={"de": "Stellen"}, url="https://jobs.example/")
    FooterLink.objects.create(name="Shop", url="/shop/", language_id="en")
    english, german = (client.get(f"/{code}/").content.decode() for code in ("en", "de"))
    assert '<a href="https://jobs.example/">Jobs</a>' in english
    assert '<a href="/shop/">Shop</a>' in english
    assert '<a href="https://jobs.example/">Stellen</a>' in german
    assert "/shop/" not in german
