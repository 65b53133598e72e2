"""The files that readers get, read back."""

import io
import threading

import pytest
from PIL import Image

from articles.pictures import metadata
from articles.pictures.crops import CROPS
from articles.pictures.renditions import ENCODERS, made_of, make, names, rendition_name

SIZE = (1000, 800)
KINDS = {suffix: kind for suffix, (kind, _how) in ENCODERS.items()}


def quarters(size=SIZE, mode="RGB"):
    """Red, green, blue and white in the corners."""
    picture = Image.new(mode, size, "white")
    half = size[0] // 2, size[1] // 2
    picture.paste((255, 0, 0), (0, 0, *half))
    picture.paste((0, 255, 0), (half[0], 0, size[0], half[1]))
    picture.paste((0, 0, 255), (0, half[1], half[0], size[1]))
    return picture


def opened(files):
    return {name: Image.open(io.BytesIO(content)) for name, content in files.items()}


def test_each_file_is_what_its_name_says():
    made = made_of(SIZE)
    files = dict(make(quarters(), made))
    assert sorted(files) == sorted(names(made))
    assert len(files) == 3 * (5 + 5 + 5) + 3
    for crop, what in made.items():
        assert what["formats"] == list(CROPS[crop].formats)
        for width, height in what["sizes"]:
            for suffix in what["formats"]:
                picture = opened(files)[rendition_name(crop, width, suffix)]
                assert (picture.format, picture.size) == (KINDS[suffix], (width, height))
                assert picture.mode == "RGB"


def test_two_that_are_made_at_once_are_made_as_if_each_were_alone():
    """Each in its own quality, and with all that is said."""
    noise = Image.effect_noise(SIZE, 90).convert("RGB")
    alone = io.BytesIO()
    noise.save(alone, "JPEG", quality=80)
    says = metadata.Metadata(credit="A. Name/AP")
    files = dict(make(noise, made_of(SIZE), says=says))
    wanted = Image.open(alone).quantization
    for name, picture in opened(files).items():
        assert "xmp" in picture.info, name
        assert name.endswith(("avif", "webp")) or picture.quantization == wanted, name
    assert dict(make(noise, made_of(SIZE), says=says)) == files


def test_what_is_done_with_each_file_is_done_where_it_is_made():
    made, done = made_of((64, 48)), []

    def keep(name, content):
        done.append(threading.current_thread())
        return name, len(content)

    kept = dict(make(quarters((64, 48)), made, then=keep))
    assert kept == {name: len(content) for name, content in make(quarters((64, 48)), made)}
    assert threading.current_thread() not in done


def test_one_that_cannot_be_kept_ends_it():
    def keep(name, content):
        raise OSError(name)

    with pytest.raises(OSError, match=r"^full-64\.avif$"):
        list(make(quarters((64, 48)), made_of((64, 48)), then=keep))


def test_the_whole_picture_shows_all_of_it():
    for name, picture in opened(dict(make(quarters(), made_of(SIZE)))).items():
        if name.startswith("full-"):
            width, height = picture.size
            corners = [(3, 3), (width - 4, 3), (3, height - 4), (width - 4, height - 4)]
            colours = [
                tuple(round(part / 255) for part in picture.convert("RGB").getpixel(corner))
                for corner in corners
            ]
            assert colours == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)]


@pytest.mark.parametrize(("focus", "colour"), [((0.5, 0.0), (1, 0, 0)), ((0.5, 1.0), (0, 0, 1))])
def test_a_crop_is_cut_around_the_focal_point(focus, colour):
    tall = quarters((800, 2000))
    for name, picture in opened(dict(make(tall, made_of(tall.size), focus=focus))).items():
        if not name.startswith("full-"):
            found = picture.convert("RGB").getpixel((5, picture.height // 2))
            assert tuple(round(part / 255) for part in found) == colour


def test_what_shines_through_is_white_in_a_jpeg_and_stays_in_the_others():
    clear = Image.new("RGBA", (64, 48), (255, 0, 0, 0))
    files = opened(dict(make(clear, made_of((64, 48)))))
    assert files["full-64.jpg"].getpixel((9, 9)) == (255, 255, 255)
    for suffix in ("webp", "avif"):
        assert files[f"full-64.{suffix}"].convert("RGBA").getpixel((9, 9))[3] == 0


def test_files_say_whose_the_picture_is_and_nothing_else():
    says = metadata.Metadata(
        credit="A. Name/AP", creator="A. Name", copyright_notice="© AP", caption="Not repeated"
    )
    picture = quarters((64, 48))
    picture.info["comment"] = b"secret"
    for name, content in make(picture, made_of(picture.size), says=says):
        found = metadata.read(io.BytesIO(content))
        assert (found.credit, found.creator, found.copyright_notice) == (
            "A. Name/AP",
            "A. Name",
            "© AP",
        ), name
        assert found.caption == ""
        assert b"secret" not in content


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (319, 321), (40, 20_000)])
def test_however_odd_its_shape(size):
    made = made_of(size)
    assert sorted(dict(make(Image.new("RGB", size), made))) == sorted(names(made))
