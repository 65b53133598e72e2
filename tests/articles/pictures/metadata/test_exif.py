"""EXIF: what photographers set in their cameras."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.metadata import Metadata
from articles.pictures.metadata.exif import LONGEST, read
from tests.factories.picture_metadata import exif

# Pillow warns of each thing that is broken.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

CAPTION, ARTIST, COPYRIGHT, COMMENT = 0x010E, 0x013B, 0x8298, 0x9286
TAKEN, OFFSET = 0x9003, 0x9011
XP_TITLE, XP_COMMENT, XP_AUTHOR, XP_KEYWORDS = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E
EVERYTHING = exif(
    {
        CAPTION: "Der Hafen – 東京".encode(),
        ARTIST: "Ana Nović; سارة علي".encode(),
        COPYRIGHT: "© 2024 Ana Nović".encode(),
        XP_TITLE: "Hafen\0".encode("utf-16-le"),
        XP_KEYWORDS: "harbour;cranes\0".encode("utf-16-le"),
        0x010F: "Maker",
    },
    {TAKEN: "2024:05:01 18:30:00", OFFSET: "+05:30", COMMENT: b"ASCII\0\0\0comment"},
)


@pytest.mark.parametrize("raw", [EVERYTHING, EVERYTHING.removeprefix(b"Exif\0\0")])
def test_every_field(raw):
    assert read(raw) == Metadata(
        caption="Der Hafen – 東京",
        headline="Hafen",
        creator="Ana Nović, سارة علي",
        copyright_notice="© 2024 Ana Nović",
        keywords=("harbour", "cranes"),
        created_at=datetime(2024, 5, 1, 18, 30, tzinfo=timezone(timedelta(hours=5.5))),
    )


@pytest.mark.parametrize(
    ("raw", "notice"),
    [
        (b"Photographer\0Editor", "Photographer, Editor"),
        (b" \0Editor", "Editor"),
        (b"Photographer\0", "Photographer"),
        ("© Müller".encode("latin-1"), "© Müller"),
    ],
)
def test_copyright_of_photographer_and_editor(raw, notice):
    assert read(exif({COPYRIGHT: raw})) == Metadata(copyright_notice=notice)


def test_what_windows_has_typed_stands_in_for_the_standard_s_own():
    author, comment = (text.encode("utf-16-le") for text in ("Jörg; سارة\0", "Der Hafen\0"))
    wide = {XP_AUTHOR: author, XP_COMMENT: comment}
    assert read(exif(wide)) == Metadata(creator="Jörg, سارة", caption="Der Hafen")
    own = {ARTIST: "Ana", CAPTION: "Harbour"}
    assert read(exif(wide | own)) == Metadata(creator="Ana", caption="Harbour")
    assert read(exif(wide | {CAPTION: "OLYMPUS DIGITAL CAMERA"})).caption == "Der Hafen"
    blank = dict.fromkeys((ARTIST, CAPTION), "     ")  # as cameras leave them
    assert read(exif(wide | blank)) == read(exif(wide))


def test_a_camera_without_a_zone_or_a_clock():
    zone = timezone(timedelta(hours=1))
    taken = {TAKEN: "2024:05:01 18:30:00"}
    expected = datetime(2024, 5, 1, 18, 30, tzinfo=zone)
    assert read(exif(camera=taken), zone) == Metadata(created_at=expected)
    assert read(exif(camera=taken | {OFFSET: "   :  "}), zone) == Metadata(created_at=expected)
    assert read(exif(camera={TAKEN: "0000:00:00 00:00:00"})) == Metadata()


@pytest.mark.parametrize("caption", ["OLYMPUS DIGITAL CAMERA", "DCIM\\100MEDIA\\DJI_0001.JPG"])
def test_what_cameras_write_is_no_caption(caption):
    assert read(exif({CAPTION: caption, ARTIST: "Ana"})) == Metadata(creator="Ana")


@pytest.mark.parametrize("raw", [b"", b"Exif\0\0", b"MM\0*\0\0\0\x08\xff\xff", b"x" * LONGEST])
def test_what_is_broken_is_nothing(raw):
    assert read(raw) == Metadata()


def test_a_tag_of_another_type_is_nothing():
    wrong = EVERYTHING.replace(bytes([0x01, 0x3B, 0, 2]), bytes([0x01, 0x3B, 0, 4]))
    assert wrong != EVERYTHING
    assert read(wrong).creator == ""
    assert read(wrong).headline == "Hafen"


def test_what_is_too_large_is_not_looked_at():
    assert read(EVERYTHING + b"\0" * LONGEST) == Metadata()


@given(st.binary(max_size=200).map(lambda raw: b"MM\0*\0\0\0\x08" + raw))
def test_nothing_raises(raw):
    assert isinstance(read(raw), Metadata)


@given(st.data())
def test_no_damage_raises(data):
    raw = bytearray(EVERYTHING)
    for _count in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read(bytes(raw)), Metadata)
