"""Each picture has its words, a fit size, something to see, and comes out the same each time."""

import pytest

from newsroom.demo.pictures import PICTURES, draw

SIZES = {(1920, 1280), (1600, 1280), (1280, 1600)}


def test_there_are_22_of_stories_and_two_portraits():
    assert len(PICTURES) == 24


@pytest.mark.parametrize("key", PICTURES)
def test_words(key):
    picture = PICTURES[key]
    assert 40 <= len(picture.alt) <= 180
    assert not picture.alt.endswith(".")
    assert picture.caption.endswith(".")
    assert picture.credit.startswith("Marhaven Courier/")
    assert picture.alt != picture.caption


def test_alt_texts_and_captions_are_each_their_own():
    words = [text for picture in PICTURES.values() for text in (picture.alt, picture.caption)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("key", PICTURES)
def test_drawing(key):
    image = draw(key)
    assert image.mode == "RGB"
    assert image.size in SIZES
    assert all(high - low > 120 for low, high in image.getextrema())


@pytest.mark.parametrize("key", ["pitch", "harbour-dusk", "basin-map"])
def test_drawing_twice_gives_the_same_pixels(key):
    assert draw(key).tobytes() == draw(key).tobytes()


def test_unknown_key():
    with pytest.raises(KeyError):
        draw("no-such-picture")
