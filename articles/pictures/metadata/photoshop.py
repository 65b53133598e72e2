"""Photoshop's image resources, in which files keep IPTC-IIM."""

import hashlib

MARK = b"Photoshop 3.0\0"
SIGNATURES = (b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa")
LONGEST = 2 * 1024 * 1024  # bytes; behind them nothing is looked for
_IIM, _DIGEST = 0x0404, 0x0425


def iim(data: bytes) -> tuple[bytes, bool]:
    """The IIM in the resources `data`, and whether a program that knows no XMP has changed it.

    Those that know both keep a digest of the IIM that goes with the XMP (guidelines of the
    Metadata Working Group, 2010).
    """
    found = _resources(data[:LONGEST])
    written, digest = found.get(_IIM, b""), found.get(_DIGEST, b"")
    is_changed = any(digest) and hashlib.md5(written, usedforsecurity=False).digest() != digest
    return written, is_changed


def with_iim(data: bytes) -> bytes:
    """The resources that hold the IIM `data`, which is shorter than a segment."""
    even = b"\0" * (len(data) % 2)
    return SIGNATURES[0] + _IIM.to_bytes(2) + b"\0\0" + len(data).to_bytes(4) + data + even


def _resources(data):
    """By number, the first of each, as far as they can be followed."""
    found: dict[int, bytes] = {}
    place = 0
    while data[place : place + 4] in SIGNATURES and len(data) >= place + 12:
        number = int.from_bytes(data[place + 4 : place + 6])
        place += 6 + (data[place + 6] + 2) // 2 * 2  # a name, with its length, made even
        size = int.from_bytes(data[place : place + 4])
        found.setdefault(number, data[place + 4 : place + 4 + size])
        place += 4 + (size + 1) // 2 * 2
    return found
