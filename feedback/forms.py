"""The form that readers fill in."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.enums import Kind
from feedback.models import MESSAGE_MAX, MESSAGE_MAX_CODE_POINTS, MESSAGE_MIN
from feedback.paths import page_path
from feedback.text import character_count, clean_line, clean_text


class CleanTextField(forms.CharField):
    def to_python(self, value):
        return super().to_python(clean_text(value or ""))


class CleanEmailField(forms.EmailField):
    def to_python(self, value):
        return super().to_python(clean_line(value or ""))


class SubmissionForm(forms.Form):
    """Says what is wrong in words. ``host`` is this site's, for full addresses of its pages."""

    use_required_attribute = True

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Kind,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what your message is about."),
            "invalid_choice": _("Choose what your message is about."),
        },
    )
    message = CleanTextField(
        label=_("Your message"),
        help_text=_("Please leave out what should stay private: names, numbers, addresses."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _("Write your message.")},
    )
    page = CleanTextField(
        label=_("Page it is about"),
        help_text=_("Empty if it is about no page in particular."),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
    )
    email = CleanEmailField(
        label=_("E-mail address"),
        help_text=_("Only if you want a reply. We use it for nothing else."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "invalid": _(
                "This is not an e-mail address. Write it like name@example.org, or leave it empty."
            ),
            "max_length": _("An e-mail address has at most %(limit_value)d characters."),
        },
    )
    # Programs that fill in everything fill this in too.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    lang = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, host="", **kwargs):
        self.host = host
        super().__init__(*args, auto_id="feedback-%s", **kwargs)

    def clean_message(self):
        message = self.cleaned_data["message"]
        count = character_count(message)
        if min(count, len(message)) < MESSAGE_MIN:
            raise forms.ValidationError(
                _("Your message is too short. Write at least %(min)d characters."),
                params={"min": MESSAGE_MIN},
                code="too_short",
            )
        if count > MESSAGE_MAX:
            raise forms.ValidationError(
                _("Your message has %(count)d characters. %(max)d is the most we can take."),
                params={"count": count, "max": MESSAGE_MAX},
                code="too_long",
            )
        if len(message) > MESSAGE_MAX_CODE_POINTS:
            raise forms.ValidationError(
                _(
                    "With all parts of its emoji and accents, your message has %(count)d "
                    "characters. %(max)d is the most we can take."
                ),
                params={"count": len(message), "max": MESSAGE_MAX_CODE_POINTS},
                code="too_many_parts",
            )
        return message

    def clean_page(self):
        value = self.cleaned_data["page"]
        if not value:
            return ""
        path = page_path(_without_host(value, self.host))
        if not path:
            raise forms.ValidationError(
                _("Give the address of a page of this site, or leave the field empty."),
                code="not_a_page",
            )
        return path

    @property
    def is_trap_sprung(self):
        """Whether a field that people do not see was filled in."""
        return bool(self.cleaned_data["website"].strip())


def _without_host(value, host):
    """``value``, or its path if it is a full http(s) address on ``host``."""
    try:
        address = urlsplit(value)
    except ValueError:
        return value
    if address.scheme in ("http", "https") and host and address.netloc == host:
        return address._replace(scheme="", netloc="").geturl() or "/"
    return value
