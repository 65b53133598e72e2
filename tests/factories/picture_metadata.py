"""Files of pictures with metadata in them, written byte by byte and not with what reads them."""

import io
import struct
import zlib
from html import escape

from PIL import Image, PngImagePlugin

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
UTF_8 = (1, 90, b"\x1b%G")
XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
MORE_XMP_IN_JPEG = b"http://ns.adobe.com/xmp/extension/\0"
DIGEST = "0123456789ABCDEF" * 2  # of extended XMP; nobody compares it


def packet(elements="", attributes=""):
    """XMP with `elements` and `attributes` (their XML) as properties of the picture."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {_DECLARED}>'
        f'<rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def element(name, *values, of="", language=""):
    """A property: simple, or (`of` is Alt, Bag or Seq) with one item for each value."""
    if not of:
        return f"<{name}>{escape(values[0])}</{name}>"
    mark = f' xml:lang="{language}"' if language else ""
    items = "".join(f"<rdf:li{mark}>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{of}>{items}</rdf:{of}></{name}>"


def iim(*datasets):
    """IPTC-IIM of (record, number, value); a text is written in UTF-8."""
    made = b""
    for record, number, value in datasets:
        raw = value.encode() if isinstance(value, str) else value
        made += struct.pack(">BBBH", 0x1C, record, number, len(raw)) + raw
    return made


def resource(number, data, name=b"", signature=b"8BIM"):
    """A Photoshop image resource."""
    named = bytes([len(name)]) + name
    named += b"\0" * (len(named) % 2)
    return (
        signature
        + struct.pack(">H", number)
        + named
        + struct.pack(">I", len(data))
        + data
        + b"\0" * (len(data) % 2)
    )


def exif(first=None, camera=None):
    """EXIF with `first` in its first directory and `camera` in the one of the camera."""
    tags = Image.Exif()
    tags.update(first or {})
    tags.get_ifd(0x8769).update(camera or {})
    return tags.tobytes()


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def saved(kind, size=(16, 12), **how):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **how)
    return file.getvalue()


def jpeg(*, xmp=b"", iim=b"", exif=b"", extra=()):
    """The segments stand in the order of the arguments; `extra` holds ready segments."""
    segments = list(extra)
    if exif:
        segments.append(segment(0xE1, exif))
    if xmp:
        segments.append(segment(0xE1, XMP_IN_JPEG + xmp))
    if iim:
        segments.append(segment(0xED, b"Photoshop 3.0\0" + resource(0x0404, iim)))
    plain = saved("JPEG")
    return plain[:2] + b"".join(segments) + plain[2:]


def extended(xmp, *lengths):
    """Segments with the rest of a long packet, in pieces of `lengths`, the last one first."""
    places = [sum(lengths[:number]) for number in range(len(lengths) + 1)]
    ends = [*places[1:], len(xmp)]
    head = MORE_XMP_IN_JPEG + DIGEST.encode() + struct.pack(">I", len(xmp))
    pieces = [
        segment(0xE1, head + struct.pack(">I", start) + xmp[start:end])
        for start, end in zip(places, ends, strict=True)
    ]
    return pieces[::-1]


def raw_profile(name, raw, kind="zTXt"):
    """A PNG with `raw` as ImageMagick (its `name` is "iptc") and ExifTool ("IPTC profile") do."""
    lines = [raw.hex()[start : start + 72] for start in range(0, 2 * len(raw), 72)]
    text = "\n".join(["", name, f"{len(raw):8}", *lines, ""]).encode()
    packed = {"tEXt": text, "zTXt": b"\0" + zlib.compress(text)}
    packed["iTXt"] = b"\1\0\0\0" + zlib.compress(text)
    body = f"Raw profile type {name.split()[0].lower()}\0".encode() + packed[kind]
    return with_chunk(saved("PNG"), kind.encode(), body)


def with_chunk(png, kind, body):
    """`png` with one chunk more, behind its head."""
    checksum = struct.pack(">I", zlib.crc32(kind + body))
    return png[:33] + struct.pack(">I", len(body)) + kind + body + checksum + png[33:]


def png(*, xmp=b"", exif=b"", compressed=False, behind=False):
    """`behind` puts XMP after the pixels, as some programs do."""
    if not behind:
        info = PngImagePlugin.PngInfo()
        if xmp:
            info.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=compressed)
        return saved("PNG", pnginfo=info, **({"exif": exif} if exif else {}))
    body = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body
    chunk += struct.pack(">I", zlib.crc32(chunk[4:]))
    plain = saved("PNG")
    return plain[:-12] + chunk + plain[-12:]


def gif(xmp):
    trailer = b"\1" + bytes(range(255, -1, -1)) + b"\0"
    plain = saved("GIF")
    return plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + xmp + trailer + plain[-1:]


def in_format(kind, *, xmp=b"", exif=b""):
    """A file of `kind`, JPEG, PNG, WEBP or AVIF, with both."""
    if kind == "JPEG":
        return jpeg(xmp=xmp, exif=exif)
    return png(xmp=xmp, exif=exif) if kind == "PNG" else saved(kind, xmp=xmp, exif=exif)
