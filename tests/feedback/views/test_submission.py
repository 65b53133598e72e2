import logging
import re
from urllib.parse import quote

import pytest

from feedback.models import Submission
from tests.feedback.conftest import EMAIL, MESSAGE, html

pytestmark = pytest.mark.django_db
EMOJI = "👩\u200d👩\u200d👧"


def test_the_form_is_prefilled_with_the_page(reader, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = reader.get("/feedback/", {"page": "/en/harbour-reopens/a-1/?utm=x"})
    assert response.status_code == 200
    assert 'name="page" value="/en/harbour-reopens/a-1/"' in html(response)


def test_the_page_can_come_from_the_referrer(reader):
    response = reader.get("/feedback/", headers={"referer": "http://testserver/en/x/a-1/"})
    assert 'name="page" value="/en/x/a-1/"' in html(response)
    response = reader.get("/feedback/", headers={"referer": "http://evil.example/en/x/a-1/"})
    assert "/en/x/a-1/" not in html(response)


@pytest.mark.parametrize("page", ["//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_a_page_elsewhere_is_not_taken_over(reader, page):
    text = html(reader.get("/feedback/", {"page": page}))
    assert 'name="page" dir="ltr"' in text
    assert page not in text


def test_the_trap_is_hidden_from_eyes_and_labelled_for_screen_readers(reader):
    text = html(reader.get("/feedback/"))
    trap = re.search(r'<div class="visually-hidden">(.*?)</div>', text, re.DOTALL)[1]
    assert '<label for="feedback-website">Leave this field empty</label>' in trap
    assert 'type="text" name="website" autocomplete="off" tabindex="-1"' in trap


def test_the_form_sets_no_cookie_and_varies_by_none(reader):
    response = reader.get("/feedback/")
    assert not response.cookies
    assert not response.has_header("Vary")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_an_opinion_arrives(reader, filled, live_article, django_assert_num_queries):
    path = f"/en/harbour-reopens/a-{live_article.pk}/"
    # Frame, article, and in one transaction: submission (is it there? and its own savepoint),
    # address, event (with savepoints).
    with django_assert_num_queries(10):
        response = reader.post("/feedback/", filled | {"page": path, "email": EMAIL})
    submission = Submission.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"] == f"/feedback/thanks/{submission.reference}/"
    assert not response.cookies
    assert (submission.kind, submission.message, submission.language) == ("problem", MESSAGE, "en")
    assert (submission.page_path, submission.page_title) == (path, "Harbour reopens")
    assert (submission.article, submission.variant) == (live_article, "classic")
    assert not submission.is_spam
    assert submission.contact_detail.email == EMAIL

    thanks = reader.get(response.headers["Location"])
    assert submission.reference in html(thanks)
    assert f'href="{path}"' in html(thanks)
    assert "Back to “Harbour reopens”" in html(thanks)
    assert f'href="/feedback/status/{submission.reference}/"' in html(thanks)


def test_a_full_address_of_this_site_is_a_page_too(reader, filled):
    reader.post("/feedback/", filled | {"page": "http://testserver/en/x/k-1/?page=abc"})
    assert Submission.objects.get().page_path == "/en/x/k-1/"


def test_a_beta_reader_is_known_as_one(reader, filled):
    reader.cookies["variant"] = "beta"
    reader.post("/feedback/", filled)
    assert Submission.objects.get().variant == "beta"


def test_who_falls_into_the_trap_gets_the_usual_thanks(reader, filled):
    response = reader.post("/feedback/", filled | {"website": "http://buy.example"})
    submission = Submission.objects.get()
    assert submission.is_spam
    assert response.headers["Location"] == f"/feedback/thanks/{submission.reference}/"
    spam = html(reader.get(response.headers["Location"]))
    Submission.objects.update(is_spam=False)
    assert html(reader.get(response.headers["Location"])) == spam


@pytest.mark.parametrize(
    ("change", "field", "error"),
    [
        ({"message": ""}, "message", "Write your message."),
        ({"message": " \n\t\x00 "}, "message", "Write your message."),
        ({"message": "1234"}, "message", "Your message is too short"),
        ({"message": EMOJI * 4}, "message", "Your message is too short"),
        ({"message": "e\u0301\u0302\u0303\u0304\u0305"}, "message", "Your message is too short"),
        ({"message": "a" * 5001}, "message", "Your message has 5001 characters. 5000 is"),
        (
            {"message": "hello" + "\u0301" * 20_000},
            "message",
            "With all parts of its emoji and accents, your message has 20004 characters. 20000 is",
        ),
        ({"message": EMOJI * 5001}, "message", "Your message has 5001 characters. 5000 is"),
        ({"message": "a" * 1_000_000}, "message", "Your message has 1000000 characters"),
        ({"kind": ""}, "kind_0", "Choose what your message is about."),
        ({"kind": "rant"}, "kind_0", "Choose what your message is about."),
        ({"page": "https://evil.example/"}, "page", "Give the address of a page of this site"),
        ({"page": "javascript:alert(1)"}, "page", "Give the address of a page of this site"),
        ({"page": "/" + "a" * 2000}, "page", "Give the address of a page of this site"),
        ({"email": "reader"}, "email", "This is not an e-mail address."),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email", "This is not an e-mail address."),
        ({"email": "a@example.org,b@example.org"}, "email", "This is not an e-mail address."),
        ({"email": "a" * 250 + "@example.org"}, "email", "An e-mail address has at most 254"),
    ],
)
def test_bad_input_is_explained_at_the_field_and_at_the_top(reader, filled, change, field, error):
    response = reader.post("/feedback/", filled | change)
    text = html(response)
    assert response.status_code == 422
    assert f'<li><a href="#feedback-{field}">{error}' in text
    name = field.removesuffix("_0")
    assert re.search(rf'<ul class="errorlist" id="feedback-{name}_error"><li>{error}', text)
    assert f"feedback-{name}_error" in re.search(r'aria-describedby="([^"]*_error)"', text)[1]
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "message",
    [
        "12345",
        "a" * 5000,
        "a\r\n" * 2500,
        EMOJI * 2500,
        "مرحبا بكم",
        "'; DROP TABLE feedback_submission; --",
        "<script>alert(1)</script>",
        "{{ settings.SECRET_KEY }} {% now %} %s %(a)s",
        "null\x00bytes \x1b[31m \u202eoverride",
        "=HYPERLINK(1)",
    ],
)
def test_any_text_of_a_fair_length_is_taken(reader, filled, message):
    response = reader.post("/feedback/", filled | {"message": message})
    assert response.status_code == 302
    assert reader.get(response.headers["Location"]).status_code == 200


def test_what_was_typed_comes_back_escaped(reader, filled):
    text = html(reader.post("/feedback/", filled | {"message": "</textarea><b>", "kind": ""}))
    assert "&lt;/textarea&gt;&lt;b&gt;</textarea>" in text
    assert "</textarea><b>" not in text


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("?page=/ar/x/a-1/", '<html lang="ar" dir="rtl">'),
        ("?lang=ar", '<html lang="ar" dir="rtl">'),
        ("?lang=xx", '<html lang="en" dir="ltr">'),
        ("?page=/xx/", '<html lang="en" dir="ltr">'),
        ("?lang=<b>", '<html lang="en" dir="ltr">'),
    ],
)
def test_the_page_is_in_the_language_of_the_page(reader, arabic, query, marks):
    assert marks in html(reader.get(f"/feedback/{query}"))


def test_the_language_stays_through_to_the_thanks(reader, filled, arabic):
    location = reader.post("/feedback/", filled | {"lang": "ar"}).headers["Location"]
    assert Submission.objects.get().language == "ar"
    assert '<html lang="ar" dir="rtl">' in html(reader.get(location))


def test_nothing_personal_is_in_addresses_or_logs(reader, filled, caplog):
    with caplog.at_level(logging.DEBUG):
        location = reader.post("/feedback/", filled | {"email": EMAIL}).headers["Location"]
        reader.get(location)
    for secret in (EMAIL, quote(EMAIL), MESSAGE):
        assert secret not in location
        assert not [
            record
            for record in caplog.records
            if record.name != "django.db.backends" and secret in record.getMessage()
        ]


@pytest.mark.parametrize(("lang", "words"), [("de", "Worum geht es?"), ("ar", "ما موضوع رسالتك؟")])
def test_the_form_speaks_the_language_of_the_page(reader, german, arabic, lang, words):
    assert f"<legend>{words}</legend>" in html(reader.get(f"/feedback/?lang={lang}"))
