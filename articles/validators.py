"""Checks on single values, shared by models and forms."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from articles import chars

validate_language_code = RegexValidator(
    r"^[a-z]{2,3}(-[a-z0-9]{2,8})*\Z",
    _("Enter a language tag in lower case, such as “en”, “de” or “pt-br” (BCP 47)."),
)
validate_qcode = RegexValidator(
    r"^medtop:\d{8}\Z", _("Enter an IPTC Media Topics code such as “medtop:11000000”.")
)


def validate_plain_text(value):
    """Refuse what no text may hold, and text that no reader could see. Empty is fine."""
    if not chars.is_clean(value):
        raise ValidationError(
            _(
                "This text holds control characters that cannot be shown, or that turn the "
                "direction of reading around. Please remove them."
            ),
            code="control_characters",
        )
    if value and chars.is_blank(value):
        raise ValidationError(_("Nothing of this text can be seen."), code="invisible")


def validate_names(value):
    """``{"de": "Welt"}``: language tags to non-empty texts."""
    if not isinstance(value, dict):
        raise ValidationError(_("Give names by language."), code="names")
    for code, name in value.items():
        validate_language_code(code)
        if not isinstance(name, str) or chars.is_blank(name):
            raise ValidationError(_("The name in “%s” is empty.") % code, code="names")
        validate_plain_text(name)
