import logging
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from feedback import csrf
from feedback.models import ContactDetail, Submission
from feedback.views.posts import MAX_BYTES
from tests.feedback.conftest import MESSAGE, TOKEN

pytestmark = pytest.mark.django_db
EMAIL = "reader@example.org"
EMOJI = "👩\u200d👩\u200d👧"


def html(response):
    return response.content.decode()


def assert_kept(response, status):
    """The form again, with what was typed, a new token, and nothing stored or set."""
    assert response.status_code == status
    text = html(response)
    assert f"{MESSAGE}</textarea>" in text
    assert f'value="{EMAIL}"' in text
    assert re.search(r'value="problem"[^>]* checked', text)
    assert TOKEN.search(text)
    assert 'role="alert"' in text
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert not Submission.objects.exists()


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
    ("token", "words"),
    [("", "The form was not complete"), ("forged:a:b", "The form was not complete")],
)
def test_without_a_good_token_the_text_is_kept_and_can_be_sent_again(reader, filled, token, words):
    entered = filled | {"email": EMAIL}
    response = reader.post("/feedback/", entered | {"csrfmiddlewaretoken": token})
    assert_kept(response, 403)
    assert words in html(response)
    again = TOKEN.search(html(response))[1]
    assert reader.post("/feedback/", entered | {"csrfmiddlewaretoken": again}).status_code == 302
    assert Submission.objects.get().message == MESSAGE


def test_an_expired_form_is_explained_and_can_be_sent_again(reader, filled):
    with mock.patch("django.core.signing.time.time", return_value=time.time() - 90_000):
        old = csrf.make_token("submission")
    entered = filled | {"email": EMAIL}
    response = reader.post("/feedback/", entered | {"csrfmiddlewaretoken": old})
    assert_kept(response, 403)
    assert "had been open for more than a day" in html(response)
    again = TOKEN.search(html(response))[1]
    assert reader.post("/feedback/", entered | {"csrfmiddlewaretoken": again}).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_post(reader, filled, headers):
    response = reader.post("/feedback/", filled | {"email": EMAIL}, headers=headers)
    assert_kept(response, 403)


def test_a_failed_write_keeps_the_text_and_says_nothing_of_it_in_the_log(
    reader, filled, monkeypatch, caplog
):
    def fail(**values):
        raise OperationalError(f"could not write {values['message']}")

    monkeypatch.setattr("feedback.views.submission.submit", fail)
    with caplog.at_level(logging.DEBUG):
        response = reader.post("/feedback/", filled | {"email": EMAIL})
    assert_kept(response, 503)
    assert "We could not save your message just now." in html(response)
    assert "Feedback could not be stored: OperationalError" in caplog.text
    assert MESSAGE not in caplog.text
    assert EMAIL not in caplog.text


def test_a_lost_database_keeps_the_text(reader, filled):
    def fail(*args):
        raise OperationalError("server closed the connection unexpectedly")

    with mock.patch.object(BaseDatabaseWrapper, "_cursor", fail):
        assert reader.get("/feedback/").status_code == 200
        response = reader.post("/feedback/", filled | {"email": EMAIL})
        assert response.status_code == 503
    assert_kept(response, 503)


def test_a_lost_database_keeps_the_language(reader, filled):
    def fail(*args):
        raise OperationalError("server closed the connection unexpectedly")

    with mock.patch.object(BaseDatabaseWrapper, "_cursor", fail):
        response = reader.post("/feedback/", filled | {"lang": "ar"})
    assert '<html lang="ar" dir="rtl">' in html(response)


def test_too_large_a_post_is_refused_politely(reader, filled):
    response = reader.post("/feedback/", filled | {"message": "a" * (MAX_BYTES + 1)})
    assert response.status_code == 413
    assert "A message has room for 5,000 characters." in html(response)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("multipart/form-data", b"no boundary", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken", 403),
        ("application/x-www-form-urlencoded; charset=utf-16", b"message=a", 400),
        ("application/json", b'{"message": "\\ud800"}', 403),
        ("application/x-www-form-urlencoded", b"message=%ED%A0%80%ff%00&kind=%00&lang=%00", 403),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(3000)), 413),
        ("text/plain", b"\xff\xfe\x00", 403),
        ("", b"", 403),
    ],
)
def test_damaged_posts_get_a_page(reader, db, content_type, body, status):
    response = reader.generic("POST", "/feedback/", body, content_type=content_type)
    assert response.status_code == status
    assert "<h1>" in html(response)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("value", ["%00", "%ff", "%ED%A0%80", "a" * 5000, "%F0%9F%98%80", "%0a"])
@pytest.mark.parametrize("name", ["page", "lang", "kind"])
def test_hostile_queries_get_the_form(reader, name, value):
    assert reader.get(f"/feedback/?{name}={value}").status_code == 200


def test_hostile_values_in_every_field(reader, filled):
    for name in set(filled) - {"csrfmiddlewaretoken"}:
        for value in ("\x00", "\ufffe", "\u202e" * 10, "'\"><script>", "%s%n", "a" * 100_000):
            response = reader.post("/feedback/", filled | {name: value})
            assert response.status_code in (302, 422), (name, value[:10])
            assert "'\"><script>" not in html(response)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(reader, method):
    assert getattr(reader, method)("/feedback/").status_code == 405


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


@pytest.mark.parametrize("page", ["thanks", "status"])
def test_the_pages_of_a_submission_tell_no_more_than_they_must(reader, make_submission, page):
    made = make_submission(email=EMAIL)
    Submission.objects.update(note="a note among colleagues")
    response = reader.get(f"/feedback/{page}/{made.reference}/")
    assert response.status_code == 200
    for secret in (MESSAGE, EMAIL, "colleagues"):
        assert secret not in html(response)
    assert made.reference in html(response)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html(response)
    assert not response.cookies
    assert not response.has_header("Vary")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("new", "We have received it. Nobody has read it yet."),
        ("triaged", "We have read it and are deciding what to do."),
        ("in_progress", "We are working on it."),
        ("resolved", "We have dealt with it."),
        ("declined", "We have read it and will leave things as they are."),
    ],
)
def test_the_status_is_in_plain_words(reader, make_submission, state, words):
    made = make_submission()
    Submission.objects.update(state=state)
    text = html(reader.get(f"/feedback/status/{made.reference}/"))
    assert words in text
    assert "<dd>An idea</dd>" in text
    assert f'datetime="{made.created_at:%Y-%m-%d}' in text


@pytest.mark.parametrize("page", ["thanks", "status"])
@pytest.mark.parametrize("reference", ["K7QM-2XWD-9RTA-BC4E", "1", "..", "%00", "'", "a" * 3000])
def test_unknown_references(reader, db, page, reference):
    response = reader.get(f"/feedback/{page}/{reference}/")
    assert response.status_code == 404
    if reference != "..":
        assert "We do not know this reference" in html(response)


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


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_once_is_stored_once(filled):
    start = threading.Barrier(2)

    def send(_turn):
        start.wait()
        response = Client().post("/feedback/", filled | {"email": EMAIL})
        connection.close()
        return response.status_code, response.headers["Location"]

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(send, range(2)))
    submission = Submission.objects.get()
    assert answers == {(302, f"/feedback/thanks/{submission.reference}/")}
    assert ContactDetail.objects.get().submission == submission
    assert submission.events.count() == 1


def test_the_same_form_again_leads_to_the_same_thanks(reader, filled):
    first, second = (reader.post("/feedback/", filled).headers["Location"] for _turn in range(2))
    assert first == second
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"message": MESSAGE + "!"}, {"kind": "idea"}, {"email": EMAIL}, {"page": "/en/"}]
)
def test_the_same_form_with_another_text_is_something_else(reader, filled, change):
    first, second = (
        reader.post("/feedback/", data).headers["Location"] for data in (filled, filled | change)
    )
    assert first != second
    assert Submission.objects.count() == 2


def test_two_readers_may_write_the_same(reader, filled):
    other = TOKEN.search(html(reader.get("/feedback/")))[1]
    for token in (filled["csrfmiddlewaretoken"], other):
        reader.post("/feedback/", filled | {"csrfmiddlewaretoken": token})
    assert Submission.objects.count() == 2


@pytest.mark.parametrize(("lang", "words"), [("de", "Worum geht es?"), ("ar", "ما موضوع رسالتك؟")])
def test_the_form_speaks_the_language_of_the_page(reader, german, arabic, lang, words):
    assert f"<legend>{words}</legend>" in html(reader.get(f"/feedback/?lang={lang}"))
