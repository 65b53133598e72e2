"""Checks on single values, shared by models and forms."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from PIL import Image

validate_language_code = RegexValidator(
    r"^[a-z]{2,3}(-[a-z0-9]{2,8})*\Z",
    _("Enter a language tag in lower case, such as “en”, “de” or “pt-br” (BCP 47)."),
)
validate_qcode = RegexValidator(
    r"^medtop:\d{8}\Z", _("Enter an IPTC Media Topics code such as “medtop:11000000”.")
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def validate_plain_text(value):
    """Refuse what PostgreSQL cannot store or no reader could see."""
    if _CONTROL.search(value):
        raise ValidationError(
            _("This text holds control characters that cannot be shown. Please remove them."),
            code="control_characters",
        )


def validate_names(value):
    """``{"de": "Welt"}``: language tags to non-empty texts."""
    if not isinstance(value, dict):
        raise ValidationError(_("Give names by language."), code="names")
    for code, name in value.items():
        validate_language_code(code)
        if not isinstance(name, str) or not name.strip():
            raise ValidationError(_("The name in “%s” is empty.") % code, code="names")
        validate_plain_text(name)


PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
PICTURE_PIXELS = 50_000_000
PICTURE_BYTES = 30 * 1024 * 1024


def validate_picture(file):
    """Refuse files that are not still pictures of a sane size, by content and not by name."""
    if file.size > PICTURE_BYTES:
        raise ValidationError(_("The file is larger than 30 MB."), code="too_large")
    try:
        file.open()  # a stored one has been closed after its size was read
        with Image.open(file, formats=PICTURE_FORMATS) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
            if width * height > PICTURE_PIXELS:
                raise ValidationError(
                    _("The picture is larger than 50 megapixels."), code="too_many_pixels"
                )
            if frames > 1:
                raise ValidationError(_("Moving pictures cannot be used."), code="moving")
            picture.load()
    except ValidationError:
        raise
    except Exception as error:
        raise ValidationError(
            _("This is not a JPEG, PNG, WebP, AVIF or GIF picture, or the file is damaged."),
            code="not_a_picture",
        ) from error
    finally:
        if not file.closed:
            file.seek(0)
