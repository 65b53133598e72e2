"""Pages of the newsroom and links in the foot, as a publisher writes them."""

import pytest
from django.urls import reverse

from articles.models import FooterLink, PolicyPage, PolicyText, PolicyVersion
from tests.factories import make_language, make_user

from .conftest import errors, form_at

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_policytext_add")


@pytest.fixture
def publisher(as_user):
    return as_user(make_user("Publisher"))


@pytest.fixture
def page():
    return PolicyPage.objects.create(kind="ethics")


def url_of(model, page, *args):
    return reverse(f"admin:articles_{model}_{page}", args=args)


def write(client, page, **fields):
    data = {"page": page.pk, "language": "en", "title": "Ethics", "body": "<p>We check.</p>"}
    return client.post(ADD, data | {"version": 0} | fields)


def test_a_page_is_made_then_written_in_each_language(publisher):
    make_language("de", "Deutsch")
    response = publisher.post(url_of("policypage", "add"), {"kind": "ethics", "position": 1})
    page = PolicyPage.objects.get()
    assert response["Location"] == url_of("policypage", "change", page.pk)
    there = publisher.get(response["Location"]).content.decode()
    assert f'<a href="{ADD}?page={page.pk}&amp;language=de">Deutsch: write it</a>' in there
    form = form_at(publisher, f"{ADD}?page={page.pk}&language=de")
    response = publisher.post(ADD, form | {"title": "Ethik", "body": "<p>Wir prüfen.</p>"})
    assert response["Location"] == url_of("policypage", "change", page.pk)
    text = PolicyText.objects.get()
    assert (text.page, text.language_id, text.title) == (page, "de", "Ethik")
    there = publisher.get(response["Location"]).content.decode()
    assert f'<a href="{url_of("policytext", "change", text.pk)}">Deutsch: Ethik</a>' in there


def test_a_change_is_kept_with_who_made_it(publisher, page):
    write(publisher, page)
    change = url_of("policytext", "change", PolicyText.objects.get().pk)
    publisher.post(change, form_at(publisher, change) | {"title": "Our ethics"})
    versions = PolicyVersion.objects.order_by("number")
    assert [(one.number, one.title) for one in versions] == [(1, "Ethics"), (2, "Our ethics")]
    assert all(one.made_by.groups.get().name == "Publisher" for one in versions)


def test_of_two_who_write_at_once_the_second_loses_nothing(publisher, page):
    write(publisher, page)
    change = url_of("policytext", "change", PolicyText.objects.get().pk)
    opened = form_at(publisher, change)
    publisher.post(change, opened | {"title": "First"})
    response = publisher.post(change, opened | {"title": "Second"})
    assert errors(response) == [
        "Somebody has saved a newer text since you opened this one. Look at it first."
    ]
    assert 'value="Second"' in response.content.decode()
    assert PolicyText.objects.get().title == "First"


def test_a_second_text_in_a_language_is_refused_in_words(publisher, page):
    write(publisher, page)
    assert "The page has a text in this language already." in errors(
        write(publisher, page, title="Again")
    )


def test_a_text_with_a_picture_is_refused_in_words(publisher, page):
    response = write(publisher, page, body='<p>We.</p><figure data-image="1"></figure>')
    assert errors(response) == [
        "A page of the newsroom holds text and links, no pictures, posts or read-more lines."
    ]
    assert not PolicyText.objects.exists()


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_others_may_not(as_user, page, role):
    client = as_user(make_user(role))
    for model in ("policypage", "policytext", "footerlink"):
        assert client.get(url_of(model, "changelist")).status_code == 403
    assert write(client, page).status_code == 403


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example/", "jobs", "data:x"])
def test_a_link_leads_to_an_address(publisher, url):
    response = publisher.post(
        url_of("footerlink", "add"), {"name": "Jobs", "url": url, "position": 0}
    )
    assert errors(response) == [
        "This is no address that a page may link to: https://, mailto: or /."
    ]
    assert not FooterLink.objects.exists()


def test_a_link_has_words_in_other_languages(publisher):
    make_language("de")
    fields = {"name": "Jobs", "name_de": "Stellen", "url": " https://jobs.example/ ", "position": 0}
    publisher.post(url_of("footerlink", "add"), fields)
    link = FooterLink.objects.get()
    assert (link.names, link.url) == ({"de": "Stellen"}, "https://jobs.example/")
