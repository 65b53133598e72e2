"""Checks on single values, shared by models and forms."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from PIL import Image

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


PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
PICTURE_PIXELS = 50_000_000
PICTURE_BYTES = 30 * 1024 * 1024


def validate_picture(file):
    """Refuse files that are not still pictures of a sane size, by content.

    The name decides as what kind of file it is served, so it must be a picture's too.
    """
    if not file.name.lower().endswith(PICTURE_SUFFIXES):
        raise ValidationError(
            _("The name of a picture must end in %s.") % ", ".join(PICTURE_SUFFIXES), code="name"
        )
    if file.size > PICTURE_BYTES:
        raise ValidationError(_("The file is larger than 30 MB."), code="too_large")
    try:
        _look_at(file)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:
        raise ValidationError(
            _("This is not a JPEG, PNG, WebP, AVIF or GIF picture, or the file is damaged."),
            code="not_a_picture",
        ) from error
    finally:
        if not file.closed:
            file.seek(0)


def _look_at(file):
    file.open()
    with Image.open(file, formats=PICTURE_FORMATS) as picture:
        width, height = picture.size
        if width * height > PICTURE_PIXELS:
            raise _too_many_pixels()
        if getattr(picture, "n_frames", 1) > 1:
            raise ValidationError(_("Moving pictures cannot be used."), code="moving")
        picture.load()


def _too_many_pixels():
    return ValidationError(
        _("The picture is larger than 50 megapixels. Make it smaller first."),
        code="too_many_pixels",
    )
