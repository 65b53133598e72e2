"""What some steps ask for, and taking the one that was chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import ActionRefused
from articles.actions.seen_times import SetMeanwhile
from articles.enums import ChangeKind
from articles.models import Article
from articles.models.correction import NEEDS_WORDS
from articles.queries import staff

from .. import marks
from ..desk import never_restored
from ..marks import PersonChoiceField
from ..saving import number
from ..times import NewsroomTimeField
from .shown_times import read_times, write_times
from .table import STEPS


class Lines(forms.CharField):
    """An end of line counts as one character, as in the browser, however it was sent."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if value else value)


def _lines(label, help_text="", **more):
    """A few lines, in whatever direction they run."""
    return Lines(
        label=label,
        help_text=help_text,
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        **more,
    )


def _time(label, help_text=""):
    """The form says what it was opened with: that tells what was typed from what stood there."""
    return NewsroomTimeField(
        label=label, help_text=help_text, required=False, show_hidden_initial=True
    )


def _kind_of_change():
    return forms.ChoiceField(
        label=gettext_lazy("What kind of change it is"),
        help_text=gettext_lazy(
            "Minor is for typing errors: readers are told nothing, and the time of the last update "
            "stays."
        ),
        choices=ChangeKind.choices,
        initial=ChangeKind.UPDATE,
        required=False,
    )


def _words_on_change(**more):
    return _lines(
        gettext_lazy("What readers are told"),
        gettext_lazy("A clarification, correction or retraction needs it."),
        **more,
    )


def _expiry():
    return _time(
        gettext_lazy("Expires at"),
        gettext_lazy("Readers do not get it from then on. Empty: it stays."),
    )


class StepForm(forms.Form):
    """What some steps ask for. ``refusal`` is why the chosen one was not taken, if it was tried."""

    refusal = ""

    send_back_note = _lines(gettext_lazy("What is to be done"))
    publish_at = _time(gettext_lazy("Publish at"))
    expires_at = _expiry()
    change_kind = _kind_of_change()
    change_words = _words_on_change()
    update_at = _time(gettext_lazy("Update at"))
    later_kind = _kind_of_change()
    later_words = _words_on_change(show_hidden_initial=True)
    told_kind = forms.ChoiceField(
        label=gettext_lazy("What readers are told"),
        choices=[(kind.value, kind.label) for kind in NEEDS_WORDS],
        initial=ChangeKind.CORRECTION,
        required=False,
    )
    told_words = _lines(
        gettext_lazy("In words"),
        gettext_lazy("They stand on the story and in the list of all corrections."),
    )
    ends_at = _expiry()
    # Which version readers had when the form was opened, see ``live_version_seen``.
    live_version = forms.CharField(required=False, widget=forms.HiddenInput)
    # And which times lay ahead of the article, see ``times_seen``.
    shown_times = forms.CharField(required=False, widget=forms.HiddenInput)
    withdraw_reason = _lines(
        gettext_lazy("Why it is withdrawn"),
        gettext_lazy("Staff see this; readers learn only that the story is gone."),
    )
    override_reason = _lines(gettext_lazy("Why the checks do not count"))
    past_kind = _kind_of_change()
    past_words = _words_on_change()
    assign_to = PersonChoiceField(
        label=gettext_lazy("To whom"), queryset=get_user_model().objects.none(), required=False
    )

    def __init__(self, *args, step="", **kwargs):
        super().__init__(*args, **kwargs)
        self.step, self.told = STEPS.get(step), {}
        self.is_unknown = bool(step) and self.step is None
        people = staff.having("change_article")
        self.fields["assign_to"].queryset = people.order_by(*marks.PEOPLE)
        never_restored(self.fields.values())

    def clean_live_version(self):
        return number(self.cleaned_data["live_version"])

    def clean_shown_times(self):
        return read_times(self.cleaned_data["shown_times"])

    def clean(self):
        if self.is_unknown:
            raise forms.ValidationError(_("There is no such step."))
        asks = self.step.asks if self.step else ()
        for name in self.errors.keys() - {ask.field for ask in asks}:
            del self.errors[name]  # typed for another step than the one that was chosen
        for ask in asks:
            name = ask.field
            if ask.is_needed and name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Please fill this in."))

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Keep what an action refuses, for it is shown where the step was chosen; raise it on."""
        try:
            yield
        except ActionRefused as refusal:
            self.refusal = str(refusal)
            self.told = refusal.told if isinstance(refusal, SetMeanwhile) else {}
            raise

    def times_seen(self, shown: str) -> str:
        """What the page says of the times that it shows: ``shown`` where it is served fresh.

        Shown again it is what it was opened with, and besides what its person has been told. A form
        that comes without it, as after a step that was taken, is shown anew.
        """
        if "shown_times" not in self.data:
            return shown
        return write_times(read_times(self.data.get("shown_times", "")) | self.told)

    def live_version_seen(self, shown: int | None) -> str:
        """The same of the version that readers have: ``shown`` is what they have now."""
        is_told = self.step is not None and self.step.tells and bool(self.refusal)
        seen = "" if is_told else self.data.get("live_version", "")
        return seen or (str(shown) if shown else "")

    def take(self, article: Article, *, by, at: datetime, expected_version: int) -> None:
        """Take the step that was chosen. Raises ActionRefused."""
        seen = {"live_version": 0, "shown_times": {}} | self.cleaned_data
        with self.refusals():
            self.step.take(article, seen, by=by, at=at, expected_version=expected_version)
