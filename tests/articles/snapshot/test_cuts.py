"""Which files of a picture are named, and how large they are shown."""

import pytest

from articles.pictures.crops import CROPS
from articles.pictures.renditions import made_of, names
from articles.snapshot.cuts import CARD_SIZES, cut


def cuts(width, height):
    made = made_of((width, height))
    return {
        crop: cut("KEY", crop, what, lambda key, name: f"/{key}/{name}")
        for crop, what in made.items()
    }


def widths(srcset):
    return [int(part.split(" ")[1].removesuffix("w")) for part in srcset.split(", ")]


def test_the_lead_offers_every_width_in_every_format():
    lead = cuts(4000, 3000)["16x9"]
    assert lead.src == "/KEY/16x9-960.jpg"
    assert [kind for kind, _srcset in lead.sources] == ["image/avif", "image/webp"]
    for srcset in (lead.srcset, *(srcset for _kind, srcset in lead.sources)):
        assert widths(srcset) == [320, 480, 640, 960, 1280, 1600, 1920]
    assert lead.srcset.startswith("/KEY/16x9-320.jpg 320w, /KEY/16x9-480.jpg 480w, ")
    assert lead.sources[0][1].endswith("/KEY/16x9-1920.avif 1920w")
    assert lead.largest == ("/KEY/16x9-1920.jpg", 1920, 1080)


def test_a_card_offers_fewer_and_a_small_jpeg_to_those_who_know_no_better():
    card = cuts(4000, 3000)["3x2"]
    assert (card.src, card.srcset, card.sizes) == ("/KEY/3x2-480.jpg", "", CARD_SIZES)
    assert [widths(srcset) for _kind, srcset in card.sources] == [[320, 480, 640, 960, 1280]] * 2


def test_what_machines_get_has_one_size():
    made = cuts(4000, 3000)
    assert {crop: made[crop].largest for crop in ("4x3", "1x1", "social")} == {
        "4x3": ("/KEY/4x3-1200.jpg", 1200, 900),
        "1x1": ("/KEY/1x1-1200.jpg", 1200, 1200),
        "social": ("/KEY/social-1200.jpg", 1200, 630),
    }
    assert {made[crop].sources for crop in ("4x3", "1x1", "social")} == {()}


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((300, 200), (375, 250)),  # hardly larger than its pixels
        ((640, 480), (800, 600)),  # more than a column is wide
        ((1000, 2000), (400, 800)),  # no higher than a screen
        ((8000, 800), (2400, 240)),
        ((1, 1), (1, 1)),
    ],
)
def test_a_picture_in_the_text_is_no_larger_than_looks_right(size, shown):
    full = cuts(*size)["full"]
    assert (full.width, full.height) == shown
    assert full.sizes == f"min(44rem, 92vw, {shown[0]}px)"


@pytest.mark.parametrize(
    ("size", "framed"),
    [
        ((2400, 1600), "min(44rem, 92vw, 1200px)"),
        ((3000, 1000), "min(44rem, 92vw, 2400px)"),
        ((2000, 3000), "min(19.54rem, 40.86vw, 533px)"),
        ((300, 300), "min(29.33rem, 61.33vw, 375px)"),
    ],
)
def test_in_the_frame_of_a_gallery_a_narrow_picture_says_that_it_is_narrower(size, framed):
    assert cuts(*size)["full"].framed == framed


def test_a_small_lead_says_that_it_is_small():
    lead = cuts(300, 200)["16x9"]
    assert (lead.width, lead.height) == (375, 211)
    assert lead.sizes == "(min-width: 64rem) min(58rem, 88vw - 13rem, 375px), min(92vw, 375px)"


@pytest.mark.parametrize(
    "size", [(1, 1), (8, 6), (300, 200), (321, 4000), (500, 500), (1919, 700), (4000, 800)]
)
def test_every_file_that_is_named_was_made(size):
    made, there = cuts(*size), names(made_of(size))
    assert set(made) == set(CROPS)
    named = {address.removeprefix("/KEY/") for one in made.values() for address in addresses(one)}
    assert named - set(there) == set()


@pytest.mark.parametrize(
    "size", [(320, 213), (321, 4000), (500, 500), (1919, 700), (4000, 800), (700, 4000)]
)
def test_what_is_named_of_the_card_is_there_of_the_lead(size):
    """A page may show it in its place."""
    named = {address.removeprefix("/KEY/") for address in addresses(cuts(*size)["3x2"])}
    named.discard(cuts(*size)["3x2"].largest[0].removeprefix("/KEY/"))
    as_lead = {name.replace("3x2-", "16x9-") for name in named}
    assert "16x9-320.avif" in as_lead
    assert as_lead - set(names(made_of(size))) == set()


def addresses(one):
    yield one.src
    yield one.largest[0]
    for srcset in (one.srcset, *(srcset for _kind, srcset in one.sources)):
        if srcset:
            yield from (part.split(" ")[0] for part in srcset.split(", "))
