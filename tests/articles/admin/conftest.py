"""What a browser would send: the form as it was served, with some fields typed anew."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.forms import CheckboxInput
from django.test import Client
from django.urls import reverse

from tests.factories import (
    make_agency,
    make_contributor,
    make_image,
    make_section,
    make_topic,
    make_user,
)

LIST = reverse("admin:articles_article_changelist")
ADD = reverse("admin:articles_article_add")


def form_at(client: Client, url: str) -> dict[str, Any]:
    """The fields of the admin form at ``url`` with the values that it was served with."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return fields_of(response)


def fields_of(response: Any) -> dict[str, Any]:
    """What a browser would send of the article's form on this page, step fields left out."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            widget = getattr(bound.field.widget, "widget", bound.field.widget)
            checked = isinstance(widget, CheckboxInput) and bound.value()
            value = "on" if checked else widget.format_value(bound.value())
            if value not in (None, False, [], [""]):
                data[bound.html_name] = value
            if bound.field.show_hidden_initial:
                data |= _opened_with(bound)
    return data | hidden(response)


def _opened_with(bound: Any) -> dict[str, str]:
    found = re.search(r'value="([^"]*)"', bound.as_hidden(only_initial=True))
    return {bound.html_initial_name: found[1] if found else ""}


def hidden(response: Any) -> dict[str, Any]:
    """What the page sends of the times that it shows, whether there are any; for an article."""
    times = (response.context or {}).get("shown_times")
    return {} if times is None else {"shown_times": times}


def as_typed(form: dict[str, Any]) -> dict[str, list[str]]:
    """``form`` as the form's script sends it to be kept: texts by field."""
    return {
        name: [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in form.items()
    }


def send(client: Client, address: str, *, key: str = "form", version: int = 1, **data: Any) -> Any:
    """What the form's script does to have ``data`` kept; returns the answer."""
    body = {"key": key, "version": version, "data": data}
    return client.post(address, body, content_type="application/json")


def offer_at(client: Client, url: str) -> dict[str, Any] | None:
    """What the form at ``url`` says of unsaved text."""
    return client.get(url).context["unsaved"]["offer"]


@pytest.fixture
def as_user(client: Client) -> Callable[[Any], Client]:
    def log_in(user: Any) -> Client:
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def editor(as_user: Callable[[Any], Client]) -> Client:
    return as_user(make_user("Editor"))


@pytest.fixture
def publisher(as_user: Callable[[Any], Client]) -> Client:
    return as_user(make_user("Publisher"))


def change_url(article: Any) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def autosave_url(article: Any) -> str:
    return reverse("admin:articles_article_autosave", args=[article.pk])


def errors(response: Any) -> list[str]:
    """Everything that the form says is wrong."""
    form = response.context["adminform"].form
    return [str(error) for messages in form.errors.values() for error in messages]


def full_form(client: Client, **fields: Any) -> dict[str, Any]:
    """A new article with something in every field."""
    data = form_at(client, ADD)
    return data | {
        "kicker": "Shipping",
        "headline": "Port opens",
        "teaser": "After the storm.",
        "body": "<p>The port is <strong>open</strong>.</p>",
        "section": make_section().pk,
        "topics": [make_topic().pk, make_topic().pk],
        "tags": "storm, harbour",
        "lead_image": make_image().pk,
        "place": "Port Ellis",
        "dateline": "PORT ELLIS, Nov 22",
        "note": "Check the tonnage.",
        "slug": "port",
        "seo_title": "Port Ellis opens",
        "seo_description": "The port of Port Ellis is open.",
        "credits-TOTAL_FORMS": "2",
        "credits-0-contributor": make_contributor("Rosa Lind", "rl").pk,
        "credits-0-role": "writer",
        "credits-0-position": "0",
        "credits-1-contributor": make_contributor("Ed Wolff", "ew").pk,
        "credits-1-role": "editor",
        "credits-1-position": "1",
        "agency_credits-TOTAL_FORMS": "1",
        "agency_credits-0-agency": make_agency("AP").pk,
        "agency_credits-0-position": "0",
        **fields,
    }
