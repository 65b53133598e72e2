"""The browser fixtures notice what they promise to notice."""

from http.client import RemoteDisconnected
from urllib.request import urlopen

import pytest
from django.contrib.auth.models import Permission

from tests.browser.traffic import Traffic


def test_a_field_without_a_label_is_noticed(page, axe):
    page.set_content("<html lang=en><title>Form</title><main><h1>Form</h1><input></main>")
    assert [fault.split(":")[0] for fault in axe(page)] == ["label"]
    page.set_content("<html lang=en><title>Form</title><main><h1>Form</h1></main>")
    assert axe(page) == []


def test_a_breach_of_the_policy_is_noticed(page, problems):
    page.goto("/admin/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_timeout(100)
    assert len(problems) == 1
    assert "Content Security Policy" in problems[0]
    problems.clear()


def test_a_missing_page_is_no_problem_but_an_error_is(page, problems):
    assert page.goto("/media/none.png").status == 404
    page.evaluate("setTimeout(() => { throw new Error('oh no') })")
    page.wait_for_timeout(100)
    assert problems == ["uncaught: oh no"]
    problems.clear()


def test_a_request_to_another_host_is_noticed_and_goes_nowhere(page, problems):
    page.goto("/robots.txt")
    page.evaluate("location = 'http://news.example/'")
    page.wait_for_timeout(200)
    assert "request to another host: http://news.example/" in problems
    problems.clear()


def test_rows_made_by_migrations_outlive_tests_with_real_transactions(page):
    assert Permission.objects.filter(codename="add_article").count() == 1


def test_nothing_is_answered_while_the_traffic_is_stopped(live_server):
    address = f"{live_server.url}/healthz"
    traffic = Traffic()
    traffic.stop()
    with pytest.raises(RemoteDisconnected):
        urlopen(address)
    traffic.open()
    with urlopen(address) as response:
        assert response.status == 200
