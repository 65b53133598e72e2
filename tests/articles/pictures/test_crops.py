import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.crops import CARD, CROPS, FULL, LEAD, WIDTHS

SIDES = st.integers(1, 20_000)
SHARES = st.floats(0, 1)


@given(SIDES, SIDES, SHARES, SHARES, st.sampled_from(list(CROPS.values())))
def test_a_crop_lies_inside_and_is_the_largest_in_its_ratio(width, height, x, y, crop):
    left, upper, right, lower = crop.box(width, height, (x, y))
    assert 0 <= left < right <= width
    assert 0 <= upper < lower <= height
    assert right - left == width or lower - upper == height
    if crop.ratio:
        across, down = crop.ratio
        wanted = min(width * down / across, height), min(width, height * across / down)
        assert abs(lower - upper - wanted[0]) <= 1
        assert abs(right - left - wanted[1]) <= 1


@given(SIDES, SIDES, SHARES, SHARES)
def test_the_focal_point_is_inside_and_in_the_middle_where_there_is_room(width, height, x, y):
    left, upper, right, lower = LEAD.box(width, height, (x, y))
    assert left <= x * width <= right or abs(x * width - left) <= 1
    middle = (left + right) / 2, (upper + lower) / 2
    if left > 0 and right < width:
        assert abs(middle[0] - x * width) <= 1
    if upper > 0 and lower < height:
        assert abs(middle[1] - y * height) <= 1


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((0.5, 0.5), (0, 1219, 2000, 2344)),
        ((0.5, 0.0), (0, 0, 2000, 1125)),
        ((0.5, 1.0), (0, 2438, 2000, 3563)),
        ((0.0, 0.3), (0, 506, 2000, 1631)),
    ],
)
def test_a_face_in_a_portrait_stays_in_the_crop(focus, box):
    assert LEAD.box(2000, 3563, focus) == box


def test_every_width_is_made_of_a_large_picture_and_each_in_its_ratio():
    assert [width for width, _height in FULL.sizes(6000, 4000)] == list(WIDTHS)
    assert [width for width, _height in LEAD.sizes(6000, 4000)] == list(WIDTHS)
    assert (1920, 1080) in LEAD.sizes(6000, 4000)
    assert (960, 640) in CARD.sizes(4000, 6000)
    assert [crop.sizes(6000, 4000) for crop in CROPS.values()][3:] == [
        [(1200, 900)],
        [(1200, 1200)],
        [(1200, 630)],
    ]


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((1920, 1280), list(WIDTHS)),
        ((1000, 500), [320, 480, 640, 960, 1000]),
        ((320, 200), [320]),
        ((319, 200), [319]),
        ((1, 1), [1]),
        ((1000, 20_000), [320, 480, 500]),
        ((1, 20_000), [1]),
    ],
)
def test_nothing_is_made_larger_than_it_is(size, sizes):
    made = FULL.sizes(*size)
    assert [width for width, _height in made] == sizes
    assert all(height <= size[1] for _width, height in made)


@given(SIDES, SIDES, st.sampled_from(list(CROPS.values())))
def test_sizes_are_positive_rising_and_not_larger_than_the_crop(width, height, crop):
    left, upper, right, lower = crop.box(width, height)
    sizes = crop.sizes(width, height)
    assert sizes == sorted(set(sizes))
    assert sizes
    for wide, high in sizes:
        assert 1 <= wide <= right - left
        assert 1 <= high <= min(lower - upper, 10_000)
