import time
from unittest import mock

import pytest
from django.test import RequestFactory, override_settings

from feedback.csrf import FIELD, MAX_AGE, Check, check, make_token, same_origin


def post(token=None, **headers):
    data = {} if token is None else {FIELD: token}
    return RequestFactory().post("/feedback/", data, headers=headers)


def test_a_token_passes():
    assert check(post(make_token("a")), "a") is Check.PASSED


@pytest.mark.parametrize("token", [None, ""])
def test_missing(token):
    assert check(post(token), "a") is Check.MISSING


@pytest.mark.parametrize("token", ["a", "a:b:c", ":", "::", "\x00", "ü:ü:ü", "a" * 10_000])
def test_forged(token):
    assert check(post(token), "a") is Check.FORGED


def test_a_token_of_another_form_or_another_key_is_forged():
    assert check(post(make_token("b")), "a") is Check.FORGED
    with override_settings(SECRET_KEY="another"):
        foreign = make_token("a")
    assert check(post(foreign), "a") is Check.FORGED


@pytest.mark.parametrize(
    ("age", "outcome"), [(MAX_AGE - 60, Check.PASSED), (MAX_AGE + 60, Check.EXPIRED)]
)
def test_a_token_lasts_a_day(age, outcome):
    with mock.patch("django.core.signing.time.time", return_value=time.time() - age):
        old = make_token("a")
    assert check(post(old), "a") is outcome


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({}, True),
        ({"origin": "http://testserver"}, True),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://testserver.evil.example"}, False),
        ({"origin": "http://evil.example@testserver"}, False),
        ({"origin": "http://testserver:8080"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://["}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, False),
    ],
)
def test_same_origin(headers, same):
    assert same_origin(post(**headers)) is same
    outcome = check(post(make_token("a"), **headers), "a")
    assert outcome is (Check.PASSED if same else Check.CROSS_ORIGIN)


@override_settings(CSRF_TRUSTED_ORIGINS=["https://news.example"])
def test_trusted_origins():
    assert same_origin(post(origin="https://news.example"))
