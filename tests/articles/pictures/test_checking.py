from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image as Picture

from articles.pictures import limits
from articles.pictures.checking import FORMATS, Checked, NotAPicture, check
from articles.pictures.refusal import WORDS
from tests.factories.hostile import HOSTILE, disguises
from tests.factories.hostile.disguises import HTML
from tests.factories.pictures import GOOD, SIZE, drawn, png


def code(content, name="harbour.jpg"):
    """Why ``content`` is refused; None where it is not."""
    try:
        check(BytesIO(content), name=name)
    except NotAPicture as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize("name", GOOD)
def test_each_format_is_taken_for_what_it_is(name):
    content, kind = GOOD[name]
    with Picture.open(BytesIO(content), formats=FORMATS) as picture:
        assert check(BytesIO(content), name="x") == Checked(kind, *picture.size)


def test_the_content_decides_not_the_name():
    for name in ("x", "x.html", "x.svg", "x.png", "photo.jpg.exe", "…", ""):
        assert check(BytesIO(drawn("JPEG")), name=name) == Checked("JPEG", *SIZE)
    for make, wanted in disguises.HOSTILE.values():
        assert code(make(), "x.jpg") == wanted


def test_the_file_is_left_at_its_beginning():
    for content in (drawn("PNG"), drawn("PNG")[:50]):
        file = BytesIO(content)
        file.seek(9)
        with suppress(NotAPicture):
            check(file, name="x")
        assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../etc/passwd.jpg", "name_path"),
        ("a\\b.jpg", "name_path"),
        ("/x.jpg", "name_path"),
        ("..", "name_path"),
        ("x\0.jpg", "name_characters"),
        ("x\n.jpg", "name_characters"),
        ("x\u2028.jpg", "name_characters"),
        ("harbour\u202egpj.exe", "name_characters"),
        ("harbour\u2067gpj.exe\u2069", "name_characters"),
        ("x\ud800.jpg", "name_characters"),
        ("x" * 256, "name_length"),
        ("x" * 255, None),
        ("ميناء\u200f (1).jpg", None),
        ("港の写真.jpg", None),
        ("Bildschirmfoto 2026‑11‑22 um 10.04.11\u202fAM.png", None),
    ],
)
def test_names_that_mislead_are_refused(name, wanted):
    assert code(drawn("JPEG"), name) == wanted


def test_the_limits_themselves_are_within_them():
    assert code(png(limits.SIDE, 1, rows=bytes(3 * limits.SIDE + 1))) is None
    assert code(png(limits.SIDE + 1, 1, rows=bytes(3 * limits.SIDE + 4))) == "too_long"
    wide, high = 10_000, limits.PIXELS // 10_000
    assert code(png(wide, high, depth=1, colour=0, rows=bytes((wide // 8 + 1) * high))) is None
    assert code(png(wide, high + 1, depth=1, colour=0)) == "too_many_pixels"
    full = drawn("JPEG").ljust(limits.BYTES, b"\0")
    assert (code(full), code(full + b"\0")) == (None, "too_large")


def test_what_cameras_call_50_megapixels_is_within_them():
    for wide, high in ((8160, 6144), (8256, 6192), (8192, 6144)):
        rows = bytes((wide // 8 + 1) * high)
        assert code(png(wide, high, depth=1, colour=0, rows=rows)) is None


def test_a_picture_that_is_something_else_besides_is_taken_as_a_picture():
    """It is encoded anew for readers, and nobody is ever sent the original."""
    jpeg = drawn("JPEG", comment=HTML)
    assert (HTML in jpeg, code(jpeg)) == (True, None)
    gif = drawn("GIF", comment=b"*/=1;alert(1);/*")
    assert (b"alert" in gif, code(gif)) == (True, None)
    assert code(drawn("JPEG") + b"PK\x03\x04") is None
    assert code(drawn("PNG") + HTML) is None
    assert code(drawn("WEBP") + HTML) is None


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_is_cut_off_anywhere_is_refused(kind):
    content = drawn(kind)
    assert [at for at in range(len(content)) if code(content[:at]) is None] == []


def test_every_refusal_has_words():
    wanted = {code for _make, code in HOSTILE.values()} - {"decoding"}
    assert wanted <= WORDS.keys()
    values = {"most": 20_000, "what": "a PDF document"}
    for key in WORDS:
        said = str(NotAPicture(key, **values))
        assert said.endswith(".")
        assert "%" not in said


def test_the_words_tell_what_to_do():
    def said(content, name="x"):
        with pytest.raises(NotAPicture) as refusal:
            check(BytesIO(content), name=name)
        return str(refusal.value)

    assert said(b"%PDF-1.7") == (
        "The file holds a PDF document. Only JPEG, PNG, WebP, AVIF and still GIF pictures can be "
        "used."
    )
    assert said(png(30_000, 1)) == (
        "The picture is wider or higher than 20000 pixels. Make it smaller first."
    )
    assert said(drawn("PNG")[:-1]) == "The end of the file is missing. Copy or download it again."
    assert said(drawn("PNG"), "x" * 300) == (
        "The name of the file is longer than 255 characters. Rename the file."
    )
