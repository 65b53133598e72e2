import zlib

from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.structure import png_rows
from articles.pictures.structure.png_rows import are_whole, passes_of


def test_rows_and_their_bytes():
    assert passes_of(10, 3, 24, is_interlaced=False) == [(3, 31)]
    assert passes_of(9, 2, 1, is_interlaced=False) == [(2, 3)]
    assert passes_of(8, 8, 8, is_interlaced=True) == [
        (1, 2),
        (1, 2),
        (1, 3),
        (2, 3),
        (2, 5),
        (4, 5),
        (4, 9),
    ]
    assert passes_of(1, 1, 8, is_interlaced=True) == [(1, 2)]


@given(
    sizes=st.lists(st.tuples(st.integers(1, 9), st.integers(2, 9)), min_size=1, max_size=4),
    got=st.integers(1, 30),
    fed=st.integers(1, 30),
    data=st.data(),
)
def test_all_rows_are_there_each_with_a_filter_that_exists(sizes, got, fed, data):
    rows = [bytearray(stride) for count, stride in sizes for _row in range(count)]
    for row in rows:
        row[0] = data.draw(st.integers(0, 4))
        row[1:] = b"\xff" * (len(row) - 1)
    bad = data.draw(st.booleans())
    if bad:
        data.draw(st.sampled_from(rows))[0] = 5
    whole = b"".join(rows)
    missing = data.draw(st.integers(0, 1))
    packed = memoryview(zlib.compress(whole[: len(whole) - missing]))
    cut = data.draw(st.integers(0, len(packed)))
    was = png_rows._FED, png_rows._GOT
    png_rows._FED, png_rows._GOT = fed, got
    try:
        assert are_whole([packed[:cut], packed[cut:]], sizes) is not (bad or bool(missing))
    finally:
        png_rows._FED, png_rows._GOT = was


def test_more_than_the_rows_is_no_harm():
    packed = zlib.compress(bytes(100))
    assert are_whole([memoryview(packed + b"more")], [(2, 10)]) is True
