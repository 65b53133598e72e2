"""A field for a time by the newsroom's clock, kept as a moment in UTC."""

import re
from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import wall_clock

# As browsers send it; with an offset it is a moment, whatever the newsroom's clock says.
TYPED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.]\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
YEARS = range(1970, 3000)


class TimeInput(forms.DateTimeInput):
    """A native field, with the zone and its offset on that date; asks which of two times is meant.

    The value that it hands on is what was typed, with the offset where one was chosen.
    """

    input_type = "datetime-local"

    class Media:
        js = ["newsroom/times.js"]

    def value_from_datadict(self, data, files, name):
        typed = (data.get(name) or "").strip() or None
        choice = data.get(f"{name}_which", "")
        return choice if choice and choice in _choices(_read(typed)) else typed

    def _render(self, template_name, context, renderer=None):
        field = super()._render(template_name, context, renderer)
        return render_to_string("admin/widgets/newsroom_time.html", context | {"input": field})

    def format_value(self, value):
        if isinstance(value, str):
            value = _read(value) or value
        if isinstance(value, datetime):
            return _wall(value).isoformat(timespec="seconds" if value.second else "minutes")
        return value or ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = _read(value) if isinstance(value, str) else value or None
        if typed and typed.second:
            context["widget"]["attrs"]["step"] = "1"
        found = _moments(typed) if typed else []
        at = found[0] if found else timezone.now()
        choices = _choices(_wall(typed)) if typed else {}
        context["widget"] |= {
            "zone": timezone.get_default_timezone_name(),
            "offset": wall_clock.offset(at, timezone.get_default_timezone()),
            "which": [(key, label, [key] == _keys(found)) for key, label in choices.items()],
        }
        return context


class HiddenMoment(forms.HiddenInput):
    """The moment that the form was served with."""

    def format_value(self, value):
        return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


class NewsroomTimeField(forms.Field):
    widget = TimeInput
    hidden_widget = HiddenMoment
    default_error_messages = {
        "invalid": gettext_lazy("Enter a date and a time, such as 2026-11-22 18:30."),
        "year": gettext_lazy("Enter a year between 1970 and 2999."),
    }

    def to_python(self, value):
        """The moment, in UTC; None for an empty field."""
        if not value or isinstance(value, datetime):
            return value or None
        typed = _read(value)
        if typed is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if typed.year not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        return typed if timezone.is_aware(typed) else _only_moment(typed)

    def has_changed(self, initial, data):
        try:
            return _whole(self.to_python(initial)) != _whole(self.to_python(data))
        except ValidationError:
            return True


def _only_moment(wall):
    found = _moments(wall)
    if not found:
        zone = timezone.get_default_timezone()
        raise ValidationError(wall_clock.why_there_is_none(wall, zone), code="gap")
    if len(found) > 1:
        text = _("The clocks go back on that day: %(time)s comes twice. Choose which.")
        raise ValidationError(text % {"time": f"{wall:%H:%M}"}, code="twice")
    return found[0]


def _whole(moment):
    """To the second, as a form shows it."""
    return moment.replace(microsecond=0) if moment else None


def _read(text):
    """A naive time by the newsroom's clock, or a moment in UTC; None for what is neither."""
    match = TYPED.fullmatch(text or "")
    try:
        typed = datetime.fromisoformat(match.group()) if match else None
        return typed.astimezone(UTC) if typed and typed.tzinfo else typed
    except (ValueError, OverflowError):
        return None


def _wall(moment):
    if timezone.is_naive(moment):
        return moment
    return wall_clock.naive(moment, timezone.get_default_timezone())


def _moments(typed):
    """The moments that ``typed`` may be, in UTC, sorted."""
    if timezone.is_aware(typed):
        return [typed.astimezone(UTC)]
    if typed.year not in YEARS:
        return []
    return wall_clock.moments(typed, timezone.get_default_timezone())


def _keys(moments):
    return [moment.replace(microsecond=0).isoformat() for moment in moments]


def _choices(typed):
    """For a time that comes twice: what each of the two is sent as, and its label."""
    found = _moments(typed) if typed else []
    if len(found) < 2:
        return {}
    offsets = [wall_clock.offset(at, timezone.get_default_timezone()) for at in found]
    labels = [_("first, %s") % offsets[0], _("second, %s") % offsets[1]]
    return dict(zip(_keys(found), labels, strict=True))
