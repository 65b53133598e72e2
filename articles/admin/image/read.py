"""What a picture's fields were filled with, because its new file says so."""

import json

from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext as _

from articles.models import Image

# What a file can say of itself: IPTC, XMP and EXIF; see articles/actions/picture_words.py.
FIELDS = (
    *("alt", "caption", "keywords", "credit", "creator", "agency", "copyright_notice"),
    *("date_created", "digital_source_type", "usage_terms", "instructions"),
    *("license_url", "acquire_license_page"),
)


def empty(image: Image) -> list[str]:
    """Those of the fields that say nothing yet."""
    return [name for name in FIELDS if not getattr(image, name)]


def filled(image: Image, before: list[str]) -> list[str]:
    """The names, as a form has them, of those that were empty ``before`` and are not any more."""
    return [str(_verbose(name)) for name in before if getattr(image, name)]


def told(names: list[str]) -> str:
    """In words, what was read; empty where that is nothing."""
    return _("Read from the file: %s.") % ", ".join(names) if names else ""


def in_history(message: list, names: list[str]) -> list | str:
    """``message`` for Django's log, with what was read: the form says it only once."""
    if not names:
        return message
    said = LogEntry(change_message=json.dumps(message)).get_change_message()
    return f"{said} {told(names)}"


def _verbose(name: str) -> object:
    return Image._meta.get_field(name).verbose_name
