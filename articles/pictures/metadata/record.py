"""What is known of a picture, whichever standard its file has it in."""

from dataclasses import dataclass, fields
from datetime import datetime

from . import clean

# In characters; alt, caption and credit as in articles/models/image.py.
LIMITS = {
    "caption": 500,
    "headline": 200,
    "alt": 300,
    "credit": 200,
    "creator": 200,
    "source": 200,
    "copyright_notice": 300,
    "usage_terms": 500,
    "instructions": 500,
}


@dataclass(frozen=True)
class Metadata:
    """Names and meanings: IPTC Photo Metadata Standard. What is not known is empty.

    Every text is one clean line, cut to its limit, however it was given: what comes from a file
    can go into a database and onto a page (escaped), what comes from there into a file.
    """

    caption: str = ""
    headline: str = ""
    alt: str = ""
    credit: str = ""  # the credit line, as the supplier wants it: “A. Name/AP”
    creator: str = ""  # the by-line; several are joined by ", "
    source: str = ""  # the agency or archive
    copyright_notice: str = ""
    usage_terms: str = ""
    keywords: tuple[str, ...] = ()
    created_at: datetime | None = None  # when it was taken; aware
    digitised_at: datetime | None = None  # when its file was first made; aware
    instructions: str = ""
    digital_source_type: str = ""  # http://cv.iptc.org/newscodes/digitalsourcetype/…
    license_url: str = ""  # schema.org license
    acquire_license_page: str = ""  # schema.org acquireLicensePage

    def __post_init__(self):
        for name, limit in LIMITS.items():
            self._set(name, clean.text(getattr(self, name), limit))
        self._set("keywords", clean.keywords(self.keywords))
        self._set("digital_source_type", clean.digital_source_type(self.digital_source_type))
        self._set("license_url", clean.web_address(self.license_url))
        self._set("acquire_license_page", clean.web_address(self.acquire_license_page))

    def _set(self, name, value):
        object.__setattr__(self, name, value)  # frozen for everybody else

    def or_else(self, other: "Metadata") -> "Metadata":
        """This, and from `other` what is empty here."""
        names = [field.name for field in fields(self)]
        return Metadata(**{name: getattr(self, name) or getattr(other, name) for name in names})
