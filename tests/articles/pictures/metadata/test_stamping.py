"""Published files say whose the picture is, and nothing that the original has said besides."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from articles.pictures.metadata import Metadata, containers, exif, iim, read, stamp_iim, stamped
from tests.factories import picture_metadata as make

SECRET = "SeCrEt"
SAYS = Metadata(
    credit="Ana Nović/AP",
    creator="Ana Nović, سارة علي",
    copyright_notice='© 2024 “AP” & <others> "x"',
    usage_terms="No sale, no archive",
    license_url="https://ap.example/terms?a=1&b=2",
    acquire_license_page="https://ap.example/buy",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
)
FORMATS = pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])


def talkative():
    """A JPEG that tells everything it should not."""
    tags = Image.Exif()
    tags.update({0x010F: f"{SECRET} maker", 0x010E: f"{SECRET} caption", 0x0131: f"{SECRET} soft"})
    tags.get_ifd(0x8769).update(
        {
            0xA431: f"{SECRET} serial",
            0xA435: f"{SECRET} lens serial",
            0xA430: f"{SECRET} owner",
            0x927C: f"{SECRET} maker note".encode(),
            0x9286: f"ASCII\0\0\0{SECRET} comment".encode(),
        }
    )
    tags.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 29: f"{SECRET} gps"})
    thumbnail = f"{SECRET} thumbnail".encode()
    body = _with_thumbnail(tags.tobytes(), thumbnail)
    xmp = make.packet(
        make.element("photoshop:Instructions", f"{SECRET} desk")
        + make.element("dc:description", f"{SECRET} caption", of="Alt")
    )
    return make.jpeg(
        exif=body,
        xmp=xmp,
        iim=make.iim((2, 40, f"{SECRET} instructions"), (2, 80, f"{SECRET} by-line")),
        extra=[
            make.segment(0xFE, f"{SECRET} comment".encode()),
            make.segment(0xE2, b"ICC_PROFILE\0\1\1" + _profile()),
            make.segment(0xEB, f"JP{SECRET} provenance".encode()),
        ],
    )


def _with_thumbnail(exif, thumbnail):
    """The second directory: where an EXIF thumbnail is, and the thumbnail."""
    tiff = bytearray(exif.removeprefix(b"Exif\0\0"))
    start = int.from_bytes(tiff[4:8])
    link = start + 2 + 12 * int.from_bytes(tiff[start : start + 2])
    place = len(tiff)
    tiff[link : link + 4] = place.to_bytes(4)
    directory = (2).to_bytes(2)
    directory += bytes.fromhex("0201 0004 00000001") + (place + 30).to_bytes(4)
    directory += bytes.fromhex("0202 0004 00000001") + len(thumbnail).to_bytes(4) + bytes(4)
    return b"Exif\0\0" + bytes(tiff) + directory + thumbnail


def _profile():
    """Not sRGB's name, so that it would be found."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile + f"{SECRET} profile".encode()


def published(kind, says=SAYS):
    """As a rendition is made, straight from the opened original."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(talkative())) as picture:
        picture.save(file, kind, **stamped(kind, says))
    return stamp_iim(file.getvalue(), says) if kind == "JPEG" else file.getvalue()


def test_the_original_has_all_of_it():
    raw = talkative()
    for what in ("serial", "owner", "maker note", "comment", "gps", "thumbnail", "desk", "profile"):
        assert f"{SECRET} {what}".encode() in raw
    with Image.open(io.BytesIO(raw)) as picture:
        assert {"exif", "xmp", "comment", "icc_profile", "photoshop"} <= set(picture.info)


@FORMATS
def test_a_published_file_says_whose_it_is_and_nothing_else(kind):
    raw = published(kind)
    assert read(raw) == SAYS
    assert SECRET.encode() not in raw
    with Image.open(io.BytesIO(raw)) as picture:
        picture.load()
        assert not {"comment", "icc_profile"} & set(picture.info)
        tags = picture.getexif()
        assert set(tags) == {0x013B, 0x8298}
        assert not tags.get_ifd(0x8825)
        assert not tags.get_ifd(0x8769)


@FORMATS
def test_a_published_file_of_which_nothing_is_known_says_nothing(kind):
    raw = published(kind, Metadata())
    assert containers.blocks(raw) == containers.Blocks()
    assert SECRET.encode() not in raw


@FORMATS
def test_older_programs_find_the_creator_and_the_rights_as_well(kind):
    found = containers.blocks(published(kind))
    rights = {"creator": SAYS.creator, "copyright_notice": SAYS.copyright_notice}
    assert exif.read(found.exif) == Metadata(**rights)
    expected = Metadata(credit=SAYS.credit, **rights) if kind == "JPEG" else Metadata()
    assert iim.read(found.iim) == expected


@FORMATS
def test_what_the_desk_knows_stays_there(kind):
    told = Metadata(
        caption=SECRET,
        headline=SECRET,
        alt=SECRET,
        source=SECRET,
        instructions=SECRET,
        keywords=(SECRET,),
        credit="AP",
    )
    raw = published(kind, told)
    assert read(raw) == Metadata(credit="AP")
    assert SECRET.encode() not in raw


@FORMATS
def test_the_longest_that_can_be_said(kind):
    longest = Metadata(
        **dict.fromkeys(("credit", "creator", "copyright_notice", "usage_terms"), "東" * 900),
        license_url="https://ap.example/" + "x" * 480,
        acquire_license_page="https://ap.example/" + "y" * 480,
    )
    assert read(published(kind, longest)) == longest


def test_names_of_formats_and_formats_without_a_name():
    assert stamped("jpeg", SAYS) == stamped("JPEG", SAYS)
    for kind in ("PNG", "GIF", ""):
        with pytest.raises(ValueError, match="No metadata can be written"):
            stamped(kind, SAYS)


def test_iim_stands_behind_the_first_segments_and_the_pixels_stay():
    raw = make.saved("JPEG", **stamped("JPEG", SAYS))
    with_iim = stamp_iim(raw, SAYS)
    markers = [marker for marker, _start, _end in containers.segments(with_iim)]
    assert markers[:4] == [0xE0, 0xE1, 0xE1, 0xED]
    start, end = next(
        (start, end) for marker, start, end in containers.segments(with_iim) if marker == 0xED
    )
    assert with_iim[:start] + with_iim[end:] == raw
    with Image.open(io.BytesIO(with_iim)) as picture:
        picture.load()
        assert 0x0404 in picture.info["photoshop"]


def test_iim_of_nothing_and_into_nothing():
    raw = make.saved("JPEG")
    assert stamp_iim(raw, Metadata(usage_terms="No sale")) == raw
    with pytest.raises(ValueError, match="not a JPEG"):
        stamp_iim(make.saved("PNG"), SAYS)


@given(st.text(max_size=250), st.text(max_size=350))
def test_whatever_is_said_is_read_again(credit, notice):
    says = Metadata(credit=credit, creator=credit, copyright_notice=notice, usage_terms=notice)
    raw = make.saved("JPEG", (2, 2), **stamped("JPEG", says))
    assert read(stamp_iim(raw, says)) == says
