"""Which source counts where several have a field."""

import hashlib
import io
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.metadata import Metadata, read
from tests.factories.picture_metadata import (
    DIGEST,
    UTF_8,
    element,
    exif,
    extended,
    gif,
    iim,
    in_format,
    jpeg,
    packet,
    png,
    raw_profile,
    resource,
    segment,
)

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
IN_XMP = packet(
    element("dc:description", "سفينة في الميناء", of="Alt", language="x-default")
    + element("photoshop:Headline", "X headline")
    + element("Iptc4xmpCore:AltTextAccessibility", "X alt", of="Alt", language="x-default")
    + element("photoshop:Credit", "X credit")
    + element("dc:creator", "X creator", of="Seq")
    + element("photoshop:Source", "X source")
    + element("dc:rights", "X rights", of="Alt", language="x-default")
    + element("xmpRights:UsageTerms", "X terms", of="Alt", language="x-default")
    + element("dc:subject", "X keyword", of="Bag")
    + element("photoshop:DateCreated", "2021-01-01T01:00Z")
    + element("photoshop:Instructions", "X instructions")
    + element("Iptc4xmpExt:DigitalSourceType", AI)
    + element("xmpRights:WebStatement", "https://x.example/terms")
    + "<plus:Licensor><rdf:Seq><rdf:li plus:LicensorURL='https://x.example/buy'/></rdf:Seq>"
    "</plus:Licensor>"
)
FROM_XMP = Metadata(
    caption="سفينة في الميناء",
    headline="X headline",
    alt="X alt",
    credit="X credit",
    creator="X creator",
    source="X source",
    copyright_notice="X rights",
    usage_terms="X terms",
    keywords=("X keyword",),
    created_at=datetime(2021, 1, 1, 1, tzinfo=UTC),
    instructions="X instructions",
    digital_source_type=AI,
    license_url="https://x.example/terms",
    acquire_license_page="https://x.example/buy",
)
IN_IIM = iim(
    UTF_8,
    (2, 105, "I headline"),
    (2, 120, "Ein Schiff läuft ein"),
    (2, 110, "I credit"),
    (2, 80, "I creator"),
    (2, 115, "I source"),
    (2, 116, "I rights"),
    (2, 25, "I keyword"),
    (2, 40, "I instructions"),
    (2, 55, "20220202"),
    (2, 60, "020000+0000"),
)
FROM_IIM = Metadata(
    caption="Ein Schiff läuft ein",
    headline="I headline",
    credit="I credit",
    creator="I creator",
    source="I source",
    copyright_notice="I rights",
    keywords=("I keyword",),
    created_at=datetime(2022, 2, 2, 2, tzinfo=UTC),
    instructions="I instructions",
)
IN_EXIF = exif(
    {
        0x010E: "E caption",
        0x013B: "E creator",
        0x8298: "E rights",
        0x9C9B: "E headline\0".encode("utf-16-le"),
        0x9C9E: "E keyword\0".encode("utf-16-le"),
    },
    {0x9003: "2023:03:03 03:00:00", 0x9011: "+00:00"},
)
FROM_EXIF = Metadata(
    caption="E caption",
    headline="E headline",
    creator="E creator",
    copyright_notice="E rights",
    keywords=("E keyword",),
    created_at=datetime(2023, 3, 3, 3, tzinfo=UTC),
)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_one_source_or_two_in_every_format(kind):
    assert read(in_format(kind, xmp=IN_XMP)) == FROM_XMP
    assert read(in_format(kind, exif=IN_EXIF)) == FROM_EXIF
    assert read(in_format(kind, xmp=IN_XMP, exif=IN_EXIF)) == FROM_XMP
    assert read(in_format(kind)) == Metadata()


def test_gif():
    assert read(gif(IN_XMP)) == FROM_XMP


def test_the_order_is_xmp_iim_exif():
    assert read(jpeg(iim=IN_IIM)) == FROM_IIM
    assert read(jpeg(iim=IN_IIM, exif=IN_EXIF)) == FROM_IIM
    assert read(jpeg(xmp=IN_XMP, iim=IN_IIM)) == FROM_XMP
    assert read(jpeg(xmp=IN_XMP, iim=IN_IIM, exif=IN_EXIF)) == FROM_XMP


def test_what_an_old_program_has_changed_since_comes_first():
    xmp = packet(
        element("photoshop:Credit", "A credit line that is longer than 32 bytes")
        + element("photoshop:Source", "X source")
        + element("xmpRights:UsageTerms", "X terms")
    )
    old = iim((2, 110, "A credit line that is longer tha"), (2, 115, "I source"))
    digests = {hashlib.md5(old).digest(): "X source", b"another digest..": "I source"}
    for digest, source in digests.items():
        resources = resource(0x0425, digest) + resource(0x0404, old)
        file = jpeg(xmp=xmp, extra=[segment(0xED, b"Photoshop 3.0\0" + resources)])
        assert read(file) == Metadata(
            credit="A credit line that is longer than 32 bytes",
            source=source,
            usage_terms="X terms",
        )


def changed_since(xmp, old):
    """A file whose IIM a program that knows no XMP has changed."""
    resources = resource(0x0425, b"another digest..") + resource(0x0404, old)
    return jpeg(xmp=xmp, extra=[segment(0xED, b"Photoshop 3.0\0" + resources)])


@pytest.mark.parametrize(
    ("element_name", "number", "room", "field"),
    [
        ("dc:creator", 80, 32, "creator"),
        ("photoshop:Credit", 110, 32, "credit"),
        ("photoshop:Source", 115, 32, "source"),
        ("photoshop:Headline", 105, 256, "headline"),
        ("dc:rights", 116, 128, "copyright_notice"),
        ("photoshop:Instructions", 40, 256, "instructions"),
    ],
)
def test_only_what_had_no_room_for_more_is_the_beginning_of_the_whole(
    element_name, number, room, field
):
    of = {"dc:creator": "Seq", "dc:rights": "Alt"}.get(element_name, "")
    whole = "é" * 150
    xmp = packet(element(element_name, whole, of=of))
    shorter, another = whole[: room // 2 - 5], "é" * 5 + "e" * (room - 10)
    for text, expected in ((whole[: room // 2], whole), (shorter, shorter), (another, another)):
        file = changed_since(xmp, iim(UTF_8, (2, number, text)))
        assert read(file) == Metadata(**{field: expected})


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ("A credit line that is longer th€".encode()[:32], "A credit line that is longer th€an"),
        (b"A credit line that is longer th", "A credit line that is longer th€an"),
        (b"A credit line that is longer", "A credit line that is longer"),
    ],
)
def test_a_character_that_did_not_fit_was_left_out_or_cut(cut, expected):
    xmp = packet(element("photoshop:Credit", "A credit line that is longer th€an"))
    assert read(changed_since(xmp, iim(UTF_8, (2, 110, cut)))) == Metadata(credit=expected)


def test_what_it_has_emptied_is_as_what_it_never_knew():
    xmp = packet(element("photoshop:Credit", "X credit") + element("photoshop:Source", "X source"))
    old = iim((2, 110, ""), (2, 120, "I caption"))
    expected = Metadata(caption="I caption", credit="X credit", source="X source")
    assert read(changed_since(xmp, old)) == expected


def test_extended_xmp_adds_what_had_no_room():
    main = packet(
        element("photoshop:Credit", "X credit") + element("xmpNote:HasExtendedXMP", DIGEST)
    )
    rest = packet(element("photoshop:Credit", "No") + element("photoshop:Source", "X source"))
    file = jpeg(xmp=main, extra=extended(rest, 50))
    assert read(file) == Metadata(credit="X credit", source="X source")


def test_iim_in_a_png():
    assert read(raw_profile("IPTC profile", resource(0x0404, IN_IIM))) == FROM_IIM


def test_when_it_was_taken_comes_before_when_the_file_was_made():
    made = packet(element("xmp:CreateDate", "2024-01-01T00:00Z"))
    taken = packet(
        element("exif:DateTimeOriginal", "2023-03-03T03:00Z")
        + element("xmp:CreateDate", "2024-01-01T00:00Z")
    )
    day, later = datetime(2023, 3, 3, 3, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    for file in (
        jpeg(xmp=taken),
        jpeg(xmp=made, iim=iim((2, 55, "20230303"), (2, 60, "030000+0000"))),
        jpeg(xmp=made, exif=exif(camera={0x9003: "2023:03:03 03:00:00"})),
    ):
        assert read(file) == Metadata(created_at=day, digitised_at=later)
    assert read(jpeg(xmp=made)) == Metadata(digitised_at=later)


def test_it_goes_field_by_field():
    xmp = packet(element("photoshop:Credit", "X credit") + element("photoshop:Source", " "))
    assert read(jpeg(xmp=xmp, iim=iim((2, 115, "I source")), exif=IN_EXIF)) == Metadata(
        caption="E caption",
        headline="E headline",
        credit="X credit",
        creator="E creator",
        source="I source",
        copyright_notice="E rights",
        keywords=("E keyword",),
        created_at=datetime(2023, 3, 3, 3, tzinfo=UTC),
    )


def test_a_caption_of_a_camera_makes_way_for_one_of_a_person():
    junk = packet(element("dc:description", "OLYMPUS DIGITAL CAMERA", of="Alt"))
    assert read(jpeg(xmp=junk, iim=iim((2, 120, "A ship")))) == Metadata(caption="A ship")
    assert read(jpeg(xmp=junk)) == Metadata()


def test_broken_xmp_makes_way_too():
    assert read(jpeg(xmp=IN_XMP[:900], iim=IN_IIM)) == FROM_IIM
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">]>' + IN_XMP
    assert read(jpeg(xmp=laughs, iim=IN_IIM)) == FROM_IIM
    assert read(png(xmp=IN_XMP.replace(b"X credit", b"x" * 20_000_000))) == Metadata()


def test_where_a_date_gives_no_zone():
    berlin, india = ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=5.5))
    xmp = packet(element("photoshop:DateCreated", "2024-05-01T18:30:00"))
    taken = {0x9003: "2024:05:01 18:30:00"}
    for zone, file in (
        (UTC, read(jpeg(xmp=xmp))),
        (berlin, read(jpeg(xmp=xmp), zone=berlin)),
        (berlin, read(jpeg(xmp=xmp, exif=exif(camera=taken)), zone=berlin)),
        (berlin, read(jpeg(iim=iim((2, 55, "20240501"), (2, 60, "183000"))), zone=berlin)),
        (india, read(jpeg(xmp=xmp, exif=exif(camera=taken | {0x9011: "+05:30"})), zone=berlin)),
    ):
        expected = datetime(2024, 5, 1, 18, 30, tzinfo=zone)
        assert file == Metadata(created_at=expected)
        assert file.created_at.utcoffset() == expected.utcoffset()


def test_a_file_is_read_from_its_beginning_and_left_there():
    file = io.BytesIO(jpeg(xmp=IN_XMP))
    file.seek(100)
    assert read(file) == FROM_XMP
    assert file.tell() == 0


@given(st.binary() | st.binary().map(lambda raw: b"\xff\xd8\xff\xe1" + raw))
def test_no_file_raises(raw):
    assert read(raw) == Metadata()
