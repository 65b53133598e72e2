"""What stands in a file becomes what may stand in a database and on a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import chars
from articles.pictures.metadata import clean

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Müller 東京".encode(), "Müller 東京"),
        ("Müller".encode("latin-1"), "Müller"),
        ("“AP”".encode("cp1252"), "“AP”"),
        (b"a\x81b\xe9", "a\x81bé"),  # 0x81 is not in cp1252
    ],
)
def test_bytes_are_utf_8_or_western(raw, text):
    assert clean.decoded(raw) == text


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        ("as it is", 8, "as it is"),
        ("  a\n\t b\0\u202e ", 10, "a b"),
        ("too long for it", 9, "too long…"),
        ("too long for it", 10, "too long…"),
        ("\u200b\u2060", 10, ""),
        ("cafe\u0301s and", 5, "caf…"),
        ("ab👩\u200d👩\u200d👧cdef", 6, "ab…"),
        ("ab👍\U0001f3fdcdef", 4, "ab…"),
        ("a🇩🇪🇦🇪bcdef", 5, "a🇩🇪…"),
        ("a🇩🇪🇦🇪bcdef", 4, "a🇩🇪…"),
        ("ab\u2067שלום עולם\u2069cdef", 7, "abשלו…"),
        ("\u0301" * 20, 5, "\u0301\u0301\u0301\u0301…"),
    ],
)
def test_a_text_is_one_line_and_is_cut_between_characters(value, limit, expected):
    assert clean.text(value, limit) == expected


@given(st.text(), st.integers(2, 30))
def test_a_text_is_clean_fits_and_stays_as_it_is(value, limit):
    text = clean.text(value, limit)
    assert chars.is_clean(text)
    assert len(text) <= limit
    assert clean.text(text, limit) == text


def test_keywords_are_each_there_once_and_not_too_many():
    assert clean.keywords(["harbour", " harbour\n", "", "\0", "x" * 65, "Hafen"]) == (
        "harbour",
        "x" * 63 + "…",
        "Hafen",
    )
    assert clean.keywords(str(number) for number in range(60)) == tuple(map(str, range(50)))


@pytest.mark.parametrize(
    "value",
    [
        "OLYMPUS DIGITAL CAMERA",
        "olympus digital camera         ",
        "KONICA MINOLTA DIGITAL CAMERA",
        "SAMSUNG DIGITAL CAMERA",
        "NIKON DIGITAL CAMERA",
        "dav",
        "hdrpl",
        "Digital Camera",
        "KODAK Digital Still Camera",
        "SONY DSC\0\0",
        "DCIM\\100MEDIA\\DJI_0042.JPG",
        "DCIM/101NCD90",
        "Exif_JPEG_PICTURE",
        "<KENOX S730  / Samsung S730>",
        "IMG_1234",
        "DSC_0042.JPG",
        "_DSC0042.NEF",
        "PXL_20240501_183000123",
        "20240501 183000",
        "harbour-final.jpg",
        "default",
        "Untitled-1",
        "Image 12",
        "Screenshot",
        "Processed with VSCO with a6 preset",
        "Created with GIMP",
    ],
)
def test_what_cameras_and_programs_write_is_no_caption(value):
    assert clean.caption(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        "Olympus digital camera makers meet in Cologne",
        "Sony DSC cameras at a fair",
        "Processed with care: fish on a conveyor belt",
        "IMG chief Jane Roe speaks",
        "24 people were rescued",
        "Digital cameras",
        "Default judgement read out in court",
        "DSC_0042.JPG: the harbour at night",
        "مرفأ",
    ],
)
def test_what_people_write_is_one(value):
    assert clean.caption(value) == value


@pytest.mark.parametrize(
    "value",
    [
        AI,
        "trainedAlgorithmicMedia",
        "TrainedAlgorithmicMedia",
        "digsrctype:trainedAlgorithmicMedia",
        AI.replace("http:", "https:"),
        f" {AI}/\n",
        f"{AI}?lang=en",
        f"{AI}#",
        AI.upper(),
    ],
)
def test_a_digital_source_type_is_the_uri_of_its_code(value):
    assert clean.digital_source_type(value) == AI


@pytest.mark.parametrize(
    "value",
    [
        "",
        "http://cv.iptc.org/newscodes/digitalsourcetype/",
        "http://cv.iptc.org/newscodes/digitalsourcetype/notACode",
        "http://elsewhere.example/digitalsourcetype/trainedAlgorithmicMedia",
        "a photograph",
        f"javascript:{AI}",
    ],
)
def test_what_is_no_such_code_is_nothing(value):
    assert clean.digital_source_type(value) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" https://ap.example/licence?a=1&b=2 ", "https://ap.example/licence?a=1&b=2"),
        ("http://ap.example", "http://ap.example"),
        ("https://müller.example/ü", "https://müller.example/ü"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//ap.example/", ""),
        ("ap.example/licence", ""),
        ("https://", ""),
        ("https://user:word@ap.example/", ""),
        ("https://ap.example:99999/", ""),
        ("https://[ap.example/", ""),
        ('https://ap.example/"onclick="x', ""),
        ("https://ap.example/a b", ""),
        ("https://ap.example/\u202egnp", ""),
        ("https://ap.example/" + "x" * 500, ""),
    ],
)
def test_an_address_is_one_that_a_page_may_link_to(value, expected):
    assert clean.web_address(value) == expected
