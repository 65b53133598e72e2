"""What some steps ask for, and taking the one that was chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import ActionRefused
from articles.enums import ChangeKind
from articles.models import Article
from articles.models.correction import NEEDS_WORDS
from articles.queries import staff

from .. import marks
from ..marks import PersonChoiceField
from ..saving import number
from ..times import NewsroomTimeField
from .shown_times import read_times
from .table import STEPS


def _lines(label, help_text=""):
    """A few lines, in whatever direction they run."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
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


def _words_on_change():
    return _lines(
        gettext_lazy("What readers are told"),
        gettext_lazy("A clarification, correction or retraction needs it."),
    )


def _expiry():
    return NewsroomTimeField(
        label=gettext_lazy("Expires at"),
        help_text=gettext_lazy("Readers do not get it from then on. Empty: it stays."),
        required=False,
    )


class StepForm(forms.Form):
    """What some steps ask for. ``refusal`` is why the chosen one was not taken, if it was tried."""

    refusal = ""

    send_back_note = _lines(gettext_lazy("What is to be done"))
    publish_at = NewsroomTimeField(label=gettext_lazy("Publish at"), required=False)
    expires_at = _expiry()
    change_kind = _kind_of_change()
    change_words = _words_on_change()
    update_at = NewsroomTimeField(label=gettext_lazy("Update at"), required=False)
    later_kind = _kind_of_change()
    later_words = _words_on_change()
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
    # Which version readers had when the form was opened; the page always says it anew.
    live_version = forms.CharField(required=False, widget=forms.HiddenInput)
    # And which times lay ahead of the article.
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
        self.step = STEPS.get(step)
        self.is_unknown = bool(step) and self.step is None
        people = staff.having("change_article")
        self.fields["assign_to"].queryset = people.order_by(*marks.PEOPLE)

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
            raise

    def take(self, article: Article, *, by, at: datetime, expected_version: int) -> None:
        """Take the step that was chosen. Raises ActionRefused."""
        seen = {"live_version": 0, "shown_times": {}} | self.cleaned_data
        with self.refusals():
            self.step.take(article, seen, by=by, at=at, expected_version=expected_version)
