"""Whatever happens to a form, what was typed comes back; sent twice, it arrives once."""

import logging
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from feedback import csrf
from feedback.models import ContactDetail, Submission
from tests.feedback.conftest import EMAIL, MESSAGE, TOKEN, html

pytestmark = pytest.mark.django_db


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
