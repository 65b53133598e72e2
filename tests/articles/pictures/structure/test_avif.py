"""An AVIF put together from several coded parts, as cameras and converters write large ones."""

import struct
from io import BytesIO

import pytest

from articles.pictures.checking import Checked, NotAPicture, check
from articles.pictures.structure import avif
from articles.pictures.structure.av1 import units
from tests.factories.pictures import drawn

WORD = struct.Struct(">I")


def box(kind, body):
    return WORD.pack(len(body) + 8) + kind + body


def full(kind, body, *, version=0, flags=0):
    return box(kind, WORD.pack(version << 24 | flags) + body)


def tile():
    """The coded data of 64 × 64 pixels, and how they are coded."""
    content = drawn("AVIF", size=(64, 64))
    how = content.index(b"av1C") - 4
    length = WORD.unpack(content[how : how + 4])[0]
    at = content.index(b"mdat") + 4
    assert next(kind for kind, _body in units(content[at:])) in (1, 2)
    return content[at:], content[how : how + length]


def grid(*, says=(128, 64), size=(128, 64), tiles=2, ftyp=b"avif"):
    """Item 1 is put together from items 2 and 3, which are one and the same data."""
    data, coded = tile()
    plan = struct.pack(">BBBBHH", 0, 0, 0, tiles - 1, *says)
    keys = range(2, 2 + tiles)
    entries = full(b"infe", struct.pack(">HH4sB", 1, 0, b"grid", 0), version=2)
    for key in keys:
        entries += full(b"infe", struct.pack(">HH4sB", key, 0, b"av01", 0), version=2)
    sizes = box(
        b"ipco",
        full(b"ispe", struct.pack(">II", *size))
        + full(b"ispe", struct.pack(">II", 64, 64))
        + coded,
    )
    said = struct.pack(">HBB", 1, 1, 1)
    said += b"".join(struct.pack(">HBBB", key, 2, 2, 0x83) for key in keys)
    parts = struct.pack(f">HH{tiles}H", 1, tiles, *keys)
    start = 0
    for _twice in range(2):
        places = b"\x44\0" + struct.pack(">H", 1 + tiles)
        places += struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(plan))
        for key in keys:
            places += struct.pack(">HHHHII", key, 0, 0, 1, start, len(data))
        meta = full(
            b"meta",
            full(b"hdlr", bytes(4) + b"pict" + bytes(13))
            + full(b"pitm", struct.pack(">H", 1))
            + full(b"iinf", struct.pack(">H", 1 + tiles) + entries)
            + full(b"iloc", places, version=1)
            + box(b"iprp", sizes + full(b"ipma", WORD.pack(1 + tiles) + said))
            + full(b"iref", box(b"dimg", parts))
            + box(b"idat", plan),
        )
        head = box(b"ftyp", ftyp + bytes(4) + b"mif1avif") + meta
        start = len(head) + 8
    return head + box(b"mdat", data)


def refused(content):
    with pytest.raises(NotAPicture) as refusal:
        avif.read(content)
    return refusal.value.code


def test_a_picture_in_tiles_is_as_large_as_it_says():
    for brand in (b"avif", b"mif1"):
        content = grid(ftyp=brand)
        assert avif.is_one(content)
        assert check(BytesIO(content), name="x") == Checked("AVIF", 128, 64)


def test_tiles_that_do_not_fit_are_refused():
    assert refused(grid(says=(20_000, 20_000))) == "damaged"
    assert refused(grid(size=(20_000, 20_000))) == "too_many_pixels"
    assert refused(grid(size=(30_000, 64))) == "too_long"
    assert refused(grid()[:-1]) == "cut_off"


def test_what_holds_another_kind_of_picture_is_not_one():
    assert avif.is_one(grid(ftyp=b"heic").replace(b"mif1avif", b"mif1heic")) is False
    assert avif.is_one(b"") is False
