"""Where each format keeps its metadata, and how files may be broken."""

import hashlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.metadata.containers import Blocks, blocks
from tests.factories import picture_metadata as make

XMP = make.packet(make.element("photoshop:Credit", "AP – 東京"))
IIM = make.iim((2, 110, "AP"))
EXIF = make.exif({0x013B: "Ana"})
FILES = {
    "JPEG": make.jpeg(xmp=XMP, iim=IIM, exif=EXIF),
    "PNG": make.png(xmp=XMP, exif=EXIF),
    "WEBP": make.in_format("WEBP", xmp=XMP, exif=EXIF),
    "AVIF": make.in_format("AVIF", xmp=XMP, exif=EXIF),
    "GIF": make.gif(XMP),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_and_exif(kind):
    found = blocks(FILES[kind])
    assert found.xmp == XMP
    assert found.exif.removeprefix(b"Exif\0\0") == EXIF.removeprefix(b"Exif\0\0")
    assert found.iim == (IIM if kind == "JPEG" else b"")


def test_gif():
    assert blocks(FILES["GIF"]) == Blocks(xmp=XMP)


@pytest.mark.parametrize("how", [{"compressed": True}, {"behind": True}])
def test_xmp_in_png_may_be_compressed_and_may_stand_behind_the_pixels(how):
    assert blocks(make.png(xmp=XMP, **how)) == Blocks(xmp=XMP)


def test_iim_among_other_resources_and_over_two_segments():
    resources = (
        make.resource(0x03ED, b"odd")
        + make.resource(0x0BB7, b"", name=b"named")
        + make.resource(0x040C, b"thumbnail", signature=b"PHUT")
        + make.resource(0x0404, IIM)
    )
    halves = resources[:30], resources[30:]
    extra = [make.segment(0xED, b"Photoshop 3.0\0" + half) for half in halves]
    assert blocks(make.jpeg(extra=extra)) == Blocks(iim=IIM)


def test_extended_xmp_is_put_together_whatever_its_order():
    main = make.packet(make.element("xmpNote:HasExtendedXMP", make.DIGEST))
    rest = make.packet(make.element("photoshop:Credit", "AP " * 100))
    found = blocks(make.jpeg(extra=make.extended(rest, 100, 300), xmp=main))
    assert found == Blocks(xmp=main, extended=rest)
    assert blocks(make.jpeg(extra=make.extended(rest, 100), xmp=XMP)) == Blocks(xmp=XMP)


@pytest.mark.parametrize("kind", ["tEXt", "zTXt", "iTXt"])
@pytest.mark.parametrize(
    ("name", "raw", "found"),
    [
        ("iptc", make.resource(0x0404, IIM), Blocks(iim=IIM)),
        ("IPTC profile", make.resource(0x0404, IIM), Blocks(iim=IIM)),
        ("iptc", IIM, Blocks(iim=IIM)),
        ("8bim", make.resource(0x0404, IIM), Blocks(iim=IIM)),
        ("xmp", XMP, Blocks(xmp=XMP)),
        ("xmp", b"\xef\xbb\xbf" + XMP, Blocks(xmp=XMP)),
        ("APP1", make.XMP_IN_JPEG + XMP, Blocks(xmp=XMP)),
        ("APP1", EXIF, Blocks(exif=EXIF)),
        ("exif", EXIF, Blocks(exif=EXIF)),
        ("icc", b"\0\0\2\x0cappl", Blocks()),
    ],
)
def test_raw_profiles_of_a_png(name, raw, found, kind):
    assert blocks(make.raw_profile(name, raw, kind)) == found


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"\niptc\n 4\n", b"\niptc\n 4\nzz", b"\niptc\n 4\n1c0", b"\xff" * 9]
)
def test_a_raw_profile_of_nothing(text):
    file = make.with_chunk(make.saved("PNG"), b"tEXt", b"Raw profile type iptc\0" + text)
    assert blocks(file) == Blocks()


def test_whether_a_program_that_knows_no_xmp_has_changed_the_iim():
    def found(digest):
        resources = make.resource(0x0404, IIM) + make.resource(0x0425, digest)
        return blocks(make.jpeg(extra=[make.segment(0xED, b"Photoshop 3.0\0" + resources)]))

    own = hashlib.md5(IIM).digest()
    assert found(own) == found(bytes(16)) == found(b"") == Blocks(iim=IIM)
    assert found(own[::-1]) == Blocks(iim=IIM, is_iim_newer=True)


def test_thirty_megabytes_of_resources_are_not_put_together_one_by_one():
    """Each joined to all before it, they took five seconds."""
    segments = [make.segment(0xED, b"Photoshop 3.0\0" + b"\0" * 5_900)] * 4_900
    assert blocks(make.jpeg(extra=segments)) == Blocks()


def test_the_first_of_several_counts_and_other_segments_do_not():
    extra = [
        make.segment(0xE1, make.XMP_IN_JPEG + XMP),
        make.segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"x" * 40),
        make.segment(0xFE, b"a comment"),
        b"\xff" + make.segment(0xED, b"Adobe_Photoshop2.5:" + make.resource(0x0404, IIM)),
    ]
    assert blocks(make.jpeg(extra=extra, xmp=b"<another/>")) == Blocks(xmp=XMP)


def test_nothing_is_taken_from_behind_the_beginning_of_the_pixels():
    plain = make.saved("JPEG")
    assert blocks(plain + make.segment(0xE1, make.XMP_IN_JPEG + XMP)) == Blocks()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_files_without_metadata(kind):
    assert blocks(make.saved(kind)) == Blocks()


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7"])
def test_files_of_nothing(data):
    assert blocks(data) == Blocks()


def test_a_compressed_packet_that_grows_without_end():
    body = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b" " * 50_000_000, 9)
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + b"\0\0\0\0"
    found = blocks(b"\x89PNG\r\n\x1a\n" + chunk)
    assert len(found.xmp) < 3_000_000


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\xff\xe0\0\2" * 2_000_000,
        b"\xff\xd8" + b"\xff" * 8_000_000,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt\0\0\0\0" * 700_000,
        b"RIFF\0\0\0\0WEBP" + b"JUNK\0\0\0\0" * 1_000_000,
        b"GIF89a\0\0\0\0\0\0\0" + b"\x21\xfe\0" * 2_000_000,
        make.jpeg(extra=[make.segment(0xED, b"Photoshop 3.0\0" + b"8BIM\0\0\0\0\0\0\0\0" * 5000)]),
    ],
    ids=["segments", "fill bytes", "chunks", "riff", "blocks", "resources"],
)
def test_files_of_nothing_but_heads(data):
    assert blocks(data) == Blocks()


@pytest.mark.parametrize("kind", FILES)
@given(data=st.data())
def test_no_damage_raises(kind, data):
    raw = bytearray(FILES[kind])
    for _count in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(blocks(bytes(raw[: data.draw(st.integers(0, len(raw)))])), Blocks)
