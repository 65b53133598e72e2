"""A form whose token is not the browser's any more: nothing typed is lost, nothing foreign sent."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.models import Article, Publication, Tag
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_article_add")
TAG = reverse("admin:articles_tag_add")
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
TYPED = {"name": 'Storm & "harbour"', "slug": "storm", "_save": "Save"}
OURS = {"origin": "http://testserver"}


@pytest.fixture
def browser():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Editor"))
    return client


def html(response):
    return response.content.decode()


def test_the_text_is_shown_and_can_be_sent_again_as_it_is(browser):
    refused = browser.post(TAG, TYPED | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert refused.status_code == 403
    assert "no-store" in refused.headers["Cache-Control"]
    assert not Tag.objects.exists()
    page = html(refused)
    assert "This form was not sent" in page
    assert "Storm &amp; &quot;harbour&quot;</textarea>" in page
    assert '<label for="kept-1">Name</label>' in page
    assert f'action="{TAG}"' in page
    posted = dict(FIELD.findall(page.replace("&amp;", "&").replace("&quot;", "'")))
    assert posted["name"] == "Storm & 'harbour'"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    again = browser.post(TAG, TYPED | {"csrfmiddlewaretoken": token}, headers=OURS)
    assert again.status_code == 302
    assert Tag.objects.get().name == 'Storm & "harbour"'


def test_an_article_s_texts_are_called_what_its_form_calls_them(browser):
    data = {
        "headline": "Port opens",
        "body": "<p>Text</p>",
        "section": make_section().pk,
        "language": "en",
        "credits-TOTAL_FORMS": "0",
        "_step": "submit",
    }
    page = html(browser.post(ADD, data, headers=OURS))
    labels = re.findall(r'<label for="kept-\d+">([^<]+)</label>', page)
    assert labels == ["Headline"]
    assert '<strong id="kept-2-label">Body</strong>' in page
    assert 'dir="auto"><p>Text</p></div>' in page
    assert '<input type="hidden" name="_step" value="submit">' in page
    assert not Article.objects.exists()


def labels_and_texts(response):
    return [(one.label, one.text) for one in response.context["typed"]]


def test_words_for_a_step_are_called_what_their_box_is_called():
    data = {"told_kind": "correction", "told_words": "None of it.", "change_kind": "update"}
    url = reverse("admin:articles_article_change", args=[make_live().pk])
    refused = Client(enforce_csrf_checks=True).post(url, data, headers=OURS)
    assert labels_and_texts(refused) == [("Tell readers of a correction", "None of it.")]


@pytest.mark.parametrize("logged_in", [True, False])
def test_of_a_withdrawal_the_reason_and_the_choices_are_shown(browser, logged_in):
    client = browser if logged_in else Client(enforce_csrf_checks=True)
    target = make_live()
    data = {"why": "Not true.", "do_12": "remove", "to_12": "", "do_13": "keep", "withdraw": "1"}
    url = reverse("admin:articles_article_withdraw", args=[target.pk])
    refused = client.post(url, data, headers=OURS)
    assert refused.status_code == 403
    assert labels_and_texts(refused) == [
        ("Why it is withdrawn", "Not true."),
        ("What you chose", "article 12: Remove the line"),
    ]
    assert ("Send it again as" in html(refused)) == logged_in
    assert Publication.objects.get(pk=target.pk).withdrawn_at is None


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_nothing_of_another_site_s_form_is_shown_or_offered(browser, headers):
    page = html(browser.post(TAG, TYPED, headers=headers))
    assert "It came from another site" in page
    assert "Storm" not in page
    assert "Send it again" not in page


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (reverse("admin:login"), {"username": "ann", "password": "GEHEIM"}),
        (
            reverse("admin:password_change"),
            {"old_password": "GEHEIM", "new_password1": "GEHEIM", "new_password2": "GEHEIM"},
        ),
        (reverse("admin:auth_user_add"), {"username": "ann", "password1": "GEHEIM"}),
    ],
)
@pytest.mark.parametrize("logged_in", [True, False])
def test_passwords_are_never_shown(browser, path, fields, logged_in):
    client = browser if logged_in else Client(enforce_csrf_checks=True)
    response = client.post(path, fields, headers=OURS)
    assert response.status_code == 403
    assert "GEHEIM" not in html(response)
    assert "Send it again" not in html(response)


def test_who_is_logged_out_can_copy_the_text_and_log_in(browser):
    page = html(Client(enforce_csrf_checks=True).post(TAG, TYPED, headers=OURS))
    assert "You are not logged in any more" in page
    assert "Storm &amp; &quot;harbour&quot;</textarea>" in page
    assert "Send it again" not in page


def test_the_page_keeps_to_the_policy(browser):
    response = browser.post(TAG, TYPED, headers=OURS)
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert " style=" not in html(response)
    assert "<style" not in html(response)
    for tag in [part.split(">")[0] for part in html(response).split("<script")[1:]]:
        assert "src=" in tag, tag


def test_a_foreign_next_leads_to_the_desk():
    assert settings.LOGIN_REDIRECT_URL == "admin:index"
    user = make_user("Editor")
    user.set_password("secret")
    user.save()
    fields = {"username": user.username, "password": "secret", "next": "https://evil.example/"}
    response = Client().post(reverse("admin:login"), fields)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("admin:index"))
