"""The field for times by the newsroom's clock, as a browser without scripts meets it."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.http import QueryDict
from django.test import override_settings

from articles.admin.times import NewsroomTimeField


class Form(forms.Form):
    due = NewsroomTimeField(required=False, show_hidden_initial=True)


def form_with(typed, which="", opened=""):
    data = QueryDict(mutable=True)
    data.update({"due": typed, "due_which": which, "initial-due": opened})
    return Form(data)


@pytest.fixture(autouse=True)
def berlin():
    with override_settings(TIME_ZONE="Europe/Berlin"):
        yield


def test_it_is_kept_in_utc_with_the_offset_of_its_own_date():
    for typed, moment in (("2026-07-01T10:00", 8), ("2026-12-01T10:00", 9)):
        form = form_with(typed)
        assert form.is_valid()
        assert (form.cleaned_data["due"].hour, form.cleaned_data["due"].tzinfo) == (moment, UTC)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (
            "2026-03-29T02:30",
            "On 29 March 2026 the clocks go from 02:00 to 03:00: 02:30 does not exist.",
        ),
        (
            "2026-10-25T02:30",
            "The clocks go back on that day: 02:30 comes twice. Choose which.",
        ),
        ("tomorrow", "Enter a date and a time, such as 2026-11-22 18:30."),
        ("2026-11-22", "Enter a date and a time, such as 2026-11-22 18:30."),
        ("2026-02-30T10:00", "Enter a date and a time, such as 2026-11-22 18:30."),
        ("0001-01-01T00:00", "Enter a year between 1970 and 2999."),
        ("9999-12-31T23:59", "Enter a year between 1970 and 2999."),
        ("9999-12-31T23:59-12:00", "Enter a date and a time, such as 2026-11-22 18:30."),
        ("\0", "Enter a date and a time, such as 2026-11-22 18:30."),
        ("２０２６-11-22T10:00", "Enter a date and a time, such as 2026-11-22 18:30."),
    ],
)
def test_what_is_no_moment_is_refused_in_words_and_shown_again(typed, error):
    form = form_with(typed)
    assert form.errors == {"due": [error]}
    assert 'name="due"' in form.as_p()


def test_of_a_time_that_comes_twice_the_form_asks_which():
    form = form_with("2026-10-25T02:30")
    page = form.as_p()
    assert '<option value="2026-10-25T00:30:00+00:00">first, UTC+2</option>' in page
    assert '<option value="2026-10-25T01:30:00+00:00">second, UTC+1</option>' in page
    for hour in (0, 1):
        chosen = form_with("2026-10-25T02:30", f"2026-10-25T0{hour}:30:00+00:00")
        assert chosen.is_valid()
        assert chosen.cleaned_data["due"] == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert f'value="2026-10-25T0{hour}:30:00+00:00" selected' in chosen.as_p()
        assert 'value="2026-10-25T02:30"' in chosen.as_p()


def test_a_choice_that_belongs_to_another_time_counts_for_nothing():
    form = form_with("2026-10-26T02:30", "2026-10-25T00:30:00+00:00")
    assert form.is_valid()
    assert form.cleaned_data["due"] == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
    assert "due_which" not in form.as_p()
    assert not form_with("2026-10-25T02:30", "2026-10-25T05:30:00+00:00").is_valid()


def test_a_stored_time_that_comes_twice_is_shown_with_its_choice():
    page = Form(initial={"due": datetime(2026, 10, 25, 1, 30, tzinfo=UTC)}).as_p()
    assert 'value="2026-10-25T02:30"' in page
    assert '<option value="2026-10-25T01:30:00+00:00" selected>second, UTC+1</option>' in page
    assert '<span class="offset">UTC+1</span>' in page


def test_it_shows_the_zone_with_the_offset_of_the_date():
    page = Form(initial={"due": datetime(2026, 7, 1, 8, 0, tzinfo=UTC)}).as_p()
    assert '<span class="zone-name">Europe/Berlin</span>, <span class="offset">UTC+2</span>' in page
    assert 'value="2026-07-01T10:00"' in page


@pytest.mark.parametrize("seconds", [0, 30])
def test_sent_back_as_it_was_served_it_has_not_changed(seconds):
    stored = datetime(2026, 7, 1, 8, 0, seconds, 123456, tzinfo=UTC)
    served = Form(initial={"due": stored})["due"]
    shown = served.field.widget.format_value(served.value())
    form = form_with(shown, opened=stored.isoformat())
    assert form.changed_data == []
    assert form_with("", opened=stored.isoformat()).changed_data == ["due"]
    assert form_with("", opened="").changed_data == []


@pytest.mark.parametrize(
    ("zone", "typed", "utc"),
    [
        ("America/New_York", "2026-07-01T10:00", "14:00"),
        ("Australia/Lord_Howe", "2026-07-01T10:00", "23:30"),
        ("Asia/Kolkata", "2026-07-01T10:00", "04:30"),
        ("UTC", "2026-10-25T02:30", "02:30"),
    ],
)
def test_in_other_zones(zone, typed, utc):
    with override_settings(TIME_ZONE=zone):
        form = form_with(typed)
        assert form.is_valid()
        assert form.cleaned_data["due"].strftime("%H:%M") == utc
