"""What a browser would send: the form as it was served, with some fields typed anew."""

from collections.abc import Callable
from typing import Any

import pytest
from django.forms import CheckboxInput
from django.test import Client
from django.urls import reverse

LIST = reverse("admin:articles_article_changelist")
ADD = reverse("admin:articles_article_add")


def form_at(client: Client, url: str) -> dict[str, Any]:
    """The fields of the admin form at ``url`` with the values that it was served with."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
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
    return data


@pytest.fixture
def as_user(client: Client) -> Callable[[Any], Client]:
    def log_in(user: Any) -> Client:
        client.force_login(user)
        return client

    return log_in


def change_url(article: Any) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def errors(response: Any) -> list[str]:
    """Everything that the form says is wrong."""
    form = response.context["adminform"].form
    return [str(error) for messages in form.errors.values() for error in messages]
