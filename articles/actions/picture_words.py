"""What a file says of a picture, and what a picture says in its files: IPTC Photo Metadata."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from articles.enums import DigitalSourceType
from articles.models import Agency, Image
from articles.pictures.metadata import Metadata

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# Codes that files still have, by what the vocabulary has in their place.
RETIRED = {
    "digitalArt": DigitalSourceType.DIGITAL_CREATION,
    "softwareImage": DigitalSourceType.DIGITAL_CREATION,
    "minorHumanEdits": DigitalSourceType.HUMAN_EDITS,
    "multiFrameComputationalCapture": DigitalSourceType.COMPUTATIONAL_CAPTURE,
}
# Fields of Image that every published file repeats.
STAMPED = (
    "credit",
    "creator",
    "copyright_notice",
    "usage_terms",
    "license_url",
    "acquire_license_page",
    "digital_source_type",
)


def says(image: Image) -> Metadata:
    """What the published files of ``image`` say of whose it is."""
    kind = image.digital_source_type
    return Metadata(
        credit=image.credit,
        creator=image.creator,
        copyright_notice=image.copyright_notice,
        usage_terms=image.usage_terms,
        license_url=image.license_url,
        acquire_license_page=image.acquire_license_page,
        digital_source_type=f"{SOURCE_TYPES}{kind}" if kind else "",
    )


def fill(image: Image, found: Metadata) -> list[str]:
    """Write what the file says of itself into those fields of ``image`` that are empty.

    Returns their names. What nobody could type there is left out.
    """
    kind = found.digital_source_type.removeprefix(SOURCE_TYPES)
    values: dict[str, Any] = {
        "alt": found.alt,
        "caption": found.caption or found.headline,
        "creator": found.creator,
        "credit": _credit(found),
        "copyright_notice": found.copyright_notice,
        "keywords": _joined(found.keywords),
        "date_created": found.created_at or found.digitised_at,
        "instructions": found.instructions,
        "usage_terms": found.usage_terms,
        "license_url": found.license_url,
        "acquire_license_page": found.acquire_license_page,
        "digital_source_type": RETIRED.get(kind, kind),
        "agency": _agency(found),
    }
    empty = [name for name in values if values[name] and not getattr(image, name)]
    filled = [name for name in empty if _is_valid(name, values[name])]
    for name in filled:
        setattr(image, name, values[name])
    return filled


def _is_valid(name: str, value: Any) -> bool:
    field: Any = Image._meta.get_field(name)
    try:
        field.run_validators(value)
    except ValidationError:
        return False
    return True


def _agency(found: Metadata) -> Agency | None:
    """That of the source, else of the credit line, else of what stands behind its slash."""
    agency = found.credit.rpartition("/")[2].strip()  # of “A. Name/AP”
    for name in dict.fromkeys(filter(None, (found.source, found.credit, agency))):
        known = Agency.objects.filter(Q(short_name__iexact=name) | Q(name__iexact=name)).first()
        if known:
            return known
    return None


def _joined(keywords: tuple[str, ...]) -> str:
    """As many whole ones as there is room for."""
    field: Any = Image._meta.get_field("keywords")
    text = ""
    for word in keywords:
        longer = f"{text}, {word}" if text else word
        if len(longer) > field.max_length:
            break
        text = longer
    return text


def _credit(found: Metadata) -> str:
    """As the wires have it: name and agency, “A. Name/AP”."""
    whose = found.credit or found.source
    names = filter(None, found.creator.split(", "))
    if not found.creator or any(_is_named(name, whose) for name in names):
        return whose or found.creator
    return Metadata(credit=f"{found.creator}/{whose}").credit if whose else found.creator


def _is_named(name: str, whose: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whose, re.IGNORECASE))
