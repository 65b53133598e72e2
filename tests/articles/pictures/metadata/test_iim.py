"""IPTC-IIM, byte by byte."""

import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.metadata import Metadata, iim
from tests.factories.picture_metadata import UTF_8
from tests.factories.picture_metadata import iim as made

EVERYTHING = (
    UTF_8,
    (2, 0, b"\0\4"),
    (2, 5, "HAFEN1"),
    (2, 105, "Hafen"),
    (2, 120, "Der Hafen\r\nvon 東京"),
    (2, 110, "Ana Nović/AP"),
    (2, 80, "Ana Nović"),
    (2, 80, "سارة علي"),
    (2, 115, "AP"),
    (2, 116, "© 2024 AP"),
    (2, 25, "harbour"),
    (2, 25, "cranes"),
    (2, 40, "Mandatory credit"),
    (2, 55, "20240501"),
    (2, 60, "183000+0200"),
)
ALL = Metadata(
    caption="Der Hafen von 東京",
    headline="Hafen",
    credit="Ana Nović/AP",
    creator="Ana Nović, سارة علي",
    source="AP",
    copyright_notice="© 2024 AP",
    keywords=("harbour", "cranes"),
    created_at=datetime(2024, 5, 1, 18, 30, tzinfo=timezone(timedelta(hours=2))),
    instructions="Mandatory credit",
)


def test_every_field():
    assert iim.read(made(*EVERYTHING)) == ALL


@pytest.mark.parametrize(
    ("datasets", "credit"),
    [
        ([(2, 110, "Müller")], "Müller"),
        ([(2, 110, "Müller".encode("cp1252"))], "Müller"),
        ([UTF_8, (2, 110, "Müller".encode("cp1252"))], "Müller"),
        ([UTF_8, (2, 110, "Nović".encode()[:-1])], "Novi"),
        ([(2, 110, "Nov\xe9".encode("latin-1"))], "Nové"),
        ([(2, 110, b"AP\0\0")], "AP"),
        ([(2, 110, b" \0"), (2, 110, b"AP")], "AP"),
    ],
    ids=["utf-8", "western", "said to be utf-8", "cut in a letter", "not cut", "zeros", "blank"],
)
def test_characters(datasets, credit):
    assert iim.read(made(*datasets)) == Metadata(credit=credit)


@pytest.mark.parametrize("page", ["utf-8", "cp1252", "mac_roman"])
def test_old_code_pages(page):
    said = {120: "Le maire de Zürich à côté du café", 80: "Jörg Müller", 116: "© Müller"}
    datasets = [(2, number, text.encode(page)) for number, text in said.items()]
    binary = (2, 202, b"\x8e\x9f" * 2000)
    assert iim.read(made(*datasets, binary)) == Metadata(
        caption=said[120], creator=said[80], copyright_notice=said[116]
    )


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        ("20240501", None, datetime(2024, 5, 1, tzinfo=UTC)),
        ("20240501", "183000", datetime(2024, 5, 1, 18, 30, tzinfo=UTC)),
        ("20240501", "rubbish", datetime(2024, 5, 1, tzinfo=UTC)),
        ("00000000", "183000", None),
        (None, "183000", None),
    ],
)
def test_dates(date, time, expected):
    datasets = [(2, number, value) for number, value in ((55, date), (60, time)) if value]
    assert iim.read(made(*datasets)) == Metadata(created_at=expected)


def test_an_object_name_stands_in_for_a_headline_unless_a_file_is_called_so():
    assert iim.read(made((2, 5, "Harbour"))) == Metadata(headline="Harbour")
    assert iim.read(made((2, 5, "DSC_0042.JPG"))) == Metadata()


@pytest.mark.parametrize("width", [1, 2, 4])
def test_extended_datasets(width):
    caption = "Harbour. " * 20
    extended = b"\x1c\x02\x78" + struct.pack(">H", 0x8000 | width)
    extended += len(caption).to_bytes(width) + caption.encode()
    read = iim.read(extended + made((2, 110, "AP")))
    assert read == Metadata(caption=caption.strip(), credit="AP")


@pytest.mark.parametrize(
    "tail",
    [
        b"\x1c\x02\x50\x00\x09short",
        b"\x1c\x02\x50\x80\x05\0\0\0\0\1x",
        b"\x1c\x02\x50\xff\xff",
        b"\x1c\x02\x50\x80\x04\xff\xff\xff\xffx",
        b"\x1d\x02\x50\x00\x01x",
        b"\x1c",
    ],
)
def test_it_is_followed_as_long_as_it_makes_sense(tail):
    assert iim.read(made((2, 110, "AP")) + tail) == Metadata(credit="AP")


def test_a_million_datasets_are_not_all_read():
    assert iim.read(made(*[(2, 25, "same")] * 100_000, (2, 110, "AP"))) == Metadata(
        keywords=("same",)
    )


@given(st.binary() | st.binary().map(lambda raw: made(*EVERYTHING) + raw))
def test_nothing_raises(raw):
    assert isinstance(iim.read(raw), Metadata)


@given(st.data())
def test_no_damage_raises(data):
    raw = bytearray(made(*EVERYTHING))
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(iim.read(bytes(raw)), Metadata)
