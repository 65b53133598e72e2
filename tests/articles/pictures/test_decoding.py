"""What comes out of a file: upright, in sRGB, in eight bits, without a word of its own."""

import io

import pytest
from PIL import Image, ImageCms

from articles.pictures.checking import FORMATS
from articles.pictures.decoding import decode
from tests.factories.pictures import png, png_chunk

RED, BLUE = (254, 0, 0), (0, 0, 254)


def stored(picture, kind, **how):
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file


def near(colour, wanted, most=6):
    return all(abs(a - b) <= most for a, b in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_format_is_read(kind):
    picture, size = decode(stored(Image.new("RGB", (64, 48), RED), kind), formats=FORMATS)
    assert (picture.size, size, picture.mode, picture.info) == ((64, 48), (64, 48), "RGB", {})
    assert near(picture.getpixel((30, 20)), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_says_how_it_was_held_stands_upright(orientation):
    """Red is above, blue below, and the left half of the blue is green: whichever way it lies."""
    upright = Image.new("RGB", (120, 80), RED)
    upright.paste(BLUE, (0, 40, 120, 80))
    upright.paste((0, 200, 0), (0, 40, 60, 80))
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = upright.transpose(turn[orientation]) if orientation in turn else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture, size = decode(stored(lying, "JPEG", exif=exif, quality=95), formats=FORMATS)
    assert (picture.size, size) == ((120, 80), (120, 80))
    assert near(picture.getpixel((60, 20)), RED)
    assert near(picture.getpixel((90, 60)), BLUE)
    assert near(picture.getpixel((30, 60)), (0, 200, 0))


def test_an_orientation_that_makes_no_sense_is_none():
    exif = Image.Exif()
    exif[0x0112] = 77
    picture, size = decode(stored(Image.new("RGB", (64, 48)), "JPEG", exif=exif), formats=FORMATS)
    assert (picture.size, size) == ((64, 48), (64, 48))


@pytest.mark.parametrize("place", ["before the rows", "behind the rows"])
@pytest.mark.parametrize("exif", [b"no EXIF at all", b"II+\0\x08\0\0\0", b"MM\0*\0\0", b""])
def test_exif_that_cannot_be_read_is_as_good_as_none(exif, place):
    chunk = {place.split()[0]: png_chunk(b"eXIf", exif)}
    content = png(64, 48, rows=(b"\0" + bytes(RED) * 64) * 48, **chunk)
    picture, size = decode(io.BytesIO(content), formats=FORMATS)
    assert (picture.size, size, picture.getpixel((3, 3))) == ((64, 48), (64, 48), RED)


def test_how_it_was_held_may_stand_behind_the_rows_of_a_png():
    exif = Image.Exif()
    exif[0x0112] = 6
    chunk = png_chunk(b"eXIf", exif.tobytes().removeprefix(b"Exif\0\0"))
    content = png(64, 48, rows=bytes((64 * 3 + 1) * 48), behind=chunk)
    assert decode(io.BytesIO(content), formats=FORMATS)[1] == (48, 64)


def test_what_xmp_says_of_how_it_was_held_counts_as_little_as_in_a_browser():
    """Programs that turn a picture and drop its EXIF leave it there."""
    xmp = b'<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/>'
    for kind in ("JPEG", "WEBP", "AVIF"):
        file = stored(Image.new("RGB", (64, 48)), kind, xmp=xmp)
        assert decode(file, formats=FORMATS)[1] == (64, 48)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_to_store_colours_becomes_one(mode):
    picture, _size = decode(stored(Image.new(mode, (9, 7)), "PNG"), formats=FORMATS)
    assert picture.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_sixteen_bits_keep_their_brightness():
    picture, _size = decode(stored(Image.new("I;16", (9, 7), 0x8000), "PNG"), formats=FORMATS)
    assert near(picture.getpixel((3, 3)), (128, 128, 128))


def test_what_shines_through_stays_and_what_only_could_goes():
    half = Image.new("RGBA", (9, 7), (255, 0, 0, 128))
    solid = Image.new("RGBA", (9, 7), (255, 0, 0, 255))
    key = Image.new("P", (9, 7))
    assert decode(stored(half, "PNG"), formats=FORMATS)[0].getpixel((1, 1)) == (255, 0, 0, 128)
    assert decode(stored(solid, "PNG"), formats=FORMATS)[0].mode == "RGB"
    assert decode(stored(key, "PNG", transparency=0), formats=FORMATS)[0].mode == "RGBA"


def test_inks_become_light():
    inks = Image.new("CMYK", (64, 48), (0, 255, 255, 0))
    picture, _size = decode(stored(inks, "JPEG", quality=95), formats=FORMATS)
    assert near(picture.getpixel((9, 9)), (255, 0, 0), 8)


def test_colours_of_another_profile_become_those_of_srgb():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # In the profile's table of tags: what it calls red is blue, and the other way round.
    swapped = srgb.replace(b"rXYZ", b"____").replace(b"bXYZ", b"rXYZ").replace(b"____", b"bXYZ")
    red = Image.new("RGB", (64, 48), RED)
    file = stored(red, "JPEG", icc_profile=swapped, quality=95)
    assert near(decode(file, formats=FORMATS)[0].getpixel((3, 3)), BLUE)
    # One that does not fit, and one that is none, change nothing.
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (lab, b"no profile at all", srgb):
        file = stored(red, "JPEG", icc_profile=profile, quality=95)
        assert near(decode(file, formats=FORMATS)[0].getpixel((3, 3)), RED)


@pytest.mark.parametrize(
    ("size", "least"), [((8000, 6000), 2880), ((3000, 8000), 2880), ((2000, 1500), 2000)]
)
def test_of_a_large_picture_no_more_is_kept_than_is_needed(size, least):
    for kind in ("JPEG", "PNG"):
        picture, found = decode(stored(Image.new("L", size, 90), kind), formats=FORMATS)
        assert found == size
        assert least <= picture.width <= max(least * 2, 2000)
        assert abs(picture.width / picture.height - size[0] / size[1]) < 0.01


def test_other_formats_and_damaged_files_are_refused():
    whole = stored(Image.effect_noise((200, 200), 50), "JPEG").getvalue()
    for data in (whole[:900], stored(Image.new("RGB", (9, 9)), "BMP").getvalue(), b""):
        with pytest.raises(Exception):  # noqa: B017 - Pillow raises many kinds
            decode(io.BytesIO(data), formats=FORMATS)
