"""What a file says of a picture, and what a picture says in its files: IPTC Photo Metadata."""

import re
from pathlib import PurePath
from typing import Any

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


def fill(image: Image, found: Metadata, *, original_name: str) -> None:
    """Write what the file says of itself into those fields of ``image`` that are empty."""
    kind = found.digital_source_type.removeprefix(SOURCE_TYPES)
    agency = Agency.objects.filter(short_name__iexact=found.source or found.credit).first()
    values: dict[str, Any] = {
        "alt": found.alt,
        "caption": found.caption or found.headline,
        "creator": found.creator,
        "credit": _credit(found),
        "copyright_notice": found.copyright_notice,
        "keywords": _joined(found.keywords),
        "date_created": found.created_at,
        "instructions": found.instructions,
        "usage_terms": found.usage_terms,
        "license_url": found.license_url,
        "acquire_license_page": found.acquire_license_page,
        "digital_source_type": RETIRED.get(kind, kind),
        "agency": agency,
        "original_name": PurePath(original_name.replace("\\", "/")).name,
    }
    for name, value in values.items():
        if value and not getattr(image, name):
            setattr(image, name, value[: _most(name)] if isinstance(value, str) else value)


def _most(name: str) -> int | None:
    field: Any = Image._meta.get_field(name)
    return field.max_length


def _joined(keywords: tuple[str, ...]) -> str:
    """As many whole ones as there is room for."""
    most, text = _most("keywords") or 0, ""
    for word in keywords:
        longer = f"{text}, {word}" if text else word
        if len(longer) > most:
            break
        text = longer
    return text


def _credit(found: Metadata) -> str:
    """As the wires have it: name and agency, “A. Name/AP”."""
    whose = found.credit or found.source
    if not found.creator or re.search(rf"\b{re.escape(found.creator)}\b", whose, re.IGNORECASE):
        return whose or found.creator
    return f"{found.creator}/{whose}" if whose else found.creator
