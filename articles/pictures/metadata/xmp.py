"""XMP (ISO 16684-1), with the properties that the IPTC Photo Metadata Standard uses."""

import codecs
import re
from datetime import UTC, tzinfo

from . import clean, dates
from .record import Metadata
from .tree import LONGEST, Element, parsed

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
EXIF = "http://ns.adobe.com/exif/1.0/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_CONTAINERS = {f"{RDF} {kind}" for kind in ("Alt", "Bag", "Seq")}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    # Mostly the mark stands further on, in the packet's first instruction.
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def read(packet: bytes, zone: tzinfo = UTC) -> Metadata:
    """What `packet` says of the picture itself; nothing where it is broken or too large."""
    root = parsed(_text(packet)) if 0 < len(packet) <= LONGEST else None
    found = _Properties(root)
    return Metadata(
        caption=clean.caption(found.text(DC, "description")),
        headline=clean.caption(found.text(PHOTOSHOP, "Headline") or found.text(DC, "title")),
        alt=found.text(IPTC_CORE, "AltTextAccessibility"),
        credit=found.text(PHOTOSHOP, "Credit"),
        creator=", ".join(found.texts(DC, "creator")),
        source=found.text(PHOTOSHOP, "Source"),
        copyright_notice=found.text(DC, "rights"),
        usage_terms=found.text(RIGHTS, "UsageTerms"),
        keywords=tuple(found.texts(DC, "subject")),
        created_at=dates.moment(found.text(PHOTOSHOP, "DateCreated"), zone)
        or dates.moment(found.text(EXIF, "DateTimeOriginal"), zone),
        digitised_at=dates.moment(found.text(XMP, "CreateDate"), zone),
        instructions=found.text(PHOTOSHOP, "Instructions"),
        digital_source_type=found.text(IPTC_EXT, "DigitalSourceType"),
        license_url=found.text(RIGHTS, "WebStatement"),
        acquire_license_page=found.within(PLUS, "Licensor", "LicensorURL"),
    )


def _text(packet):
    for mark, encoding in _ENCODINGS:
        if packet.startswith(mark):
            return _NOT_IN_XML.sub("", packet.decode(encoding, "ignore"))
    return _NOT_IN_XML.sub("", clean.decoded(packet))


class _Properties:
    """Of the picture, not of what it was made from: those stand deeper and are left alone."""

    def __init__(self, root: Element | None):
        self._found: dict[str, Element] = {}
        for description in _descriptions(root):
            for name, value in description.attributes.items():
                self._found.setdefault(name, Element(name, text=value))
            for element in description.children:
                self._found.setdefault(element.name, element)

    def texts(self, namespace: str, name: str) -> list[str]:
        """All values, in their order; of languages the default one comes first."""
        element = self._found.get(f"{namespace} {name}")
        return [text for text in map(_value, _items(element)) if text.strip()] if element else []

    def text(self, namespace: str, name: str) -> str:
        return next(iter(self.texts(namespace, name)), "")

    def within(self, namespace: str, name: str, part: str) -> str:
        """The first value of `part` in the structures that `name` holds."""
        element = self._found.get(f"{namespace} {name}")
        for item in _items(element) if element else ():
            for holder in (item, *item.children):
                if part_of := holder.attributes.get(f"{namespace} {part}"):
                    return part_of
                for child in holder.children:
                    if child.name == f"{namespace} {part}":
                        return _value(child)
        return ""


def _descriptions(root):
    if root is None:
        return []
    for element in (root, *root.children):
        if element.name == f"{RDF} RDF":
            return element.children
    return []


def _items(element):
    for child in element.children:
        if child.name in _CONTAINERS:
            return sorted(
                child.children, key=lambda one: one.attributes.get(_LANGUAGE) != "x-default"
            )
    return [element]


def _value(element):
    """A simple value: as text, as an address (rdf:resource), or with qualifiers (rdf:value)."""
    if resource := element.attributes.get(f"{RDF} resource"):
        return resource
    for holder in (element, *element.children):
        if value := holder.attributes.get(f"{RDF} value"):
            return value
        for child in holder.children:
            if child.name == f"{RDF} value":
                return child.text
    return element.text
