"""The check as fields of models and forms want it."""

from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File

from .checking import check
from .refusal import NotAPicture

# What a browser offers to choose from. The content decides, not the name.
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")


def validate_picture(file: File) -> None:
    """Refuse a file that may not come in; leave it open, at its beginning."""
    file.open()
    try:
        check(cast(BinaryIO, file), name=_name(file))
    except NotAPicture as refusal:
        raise ValidationError(str(refusal), code=refusal.code) from refusal


def _name(file: File) -> str:
    """As it was sent, where that is known: Django cleans names, and nobody could be told."""
    inner = getattr(file, "file", None)
    for one in (file, inner):
        if name := getattr(one, "name_as_sent", ""):
            return name
    return file.name or ""
