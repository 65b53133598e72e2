"""What a new picture's fields were filled with, because its file says so."""

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


def _verbose(name: str) -> object:
    return Image._meta.get_field(name).verbose_name
