"""Heads of AV1 data written bit by bit: Pillow writes none that say more than the least."""

import pytest

from articles.pictures.refusal import NotAPicture
from articles.pictures.structure import av1

REDUCED = "000 1 1 00000"
SIDES = f"{7:04b} {7:04b} {199:08b} {99:08b}"
# No timing, no delay, one operating point of level 8 with its tier.
FULL = "000 0 0 0 0 00000 000000000000 01000 0"
# Numbers of 3 and 4 bits for the frames; order hints; tools for screens as each frame chooses.
TOOLS = "1 0001 000 000 0000 1 00 1 1"


def unit(kind, bits):
    bits = bits.replace(" ", "")
    bits += "0" * (-len(bits) % 8)
    body = int(bits or "0", 2).to_bytes(len(bits) // 8, "big")
    return bytes([kind << 3 | 2, len(body)]) + body


def refused(content):
    with pytest.raises(NotAPicture) as refusal:
        av1.size(content)
    return refusal.value.code


def test_the_size_is_read_from_the_head():
    assert av1.size(unit(2, "") + unit(1, REDUCED + SIDES) + unit(6, "0" * 99)) == (200, 100)
    assert av1.size(unit(1, FULL + SIDES + TOOLS)) == (200, 100)


def test_times_and_operating_points_are_passed_over():
    intervals = "1" + "0" * 64 + "1 00101"  # equal, and a number of variable length
    model = "1 00011" + "0" * 37 + "00111"
    points = "1 00000" + "0" * 12 + "00111 1 0000 0000 1 1 0101"
    times = "000 0 0" + intervals + model + points
    assert av1.size(unit(1, times + SIDES + TOOLS)) == (200, 100)


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        ("0 00 1 0 0 0000 0", None),  # a key frame that is shown, of the sequence's size
        ("0 00 1 0 0 0000 1", "unusual"),
        ("0 00 1 0 1 1 0000 1", "unusual"),  # with tools for screens
        ("0 01 0 1 0 0 0 0000 1", "unusual"),  # not shown, not a key frame
        ("0 11 1 0 0 0000", "unusual"),  # a switch always has its own
        ("1 000", None),  # shown once more
    ],
)
def test_a_frame_of_its_own_size_is_refused(frame, wanted):
    content = unit(1, FULL + SIDES + TOOLS) + unit(6, frame + "0" * 9)
    assert (av1.size(content) if wanted is None else refused(content)) == (wanted or (200, 100))


def test_data_that_are_not_whole_are_refused():
    head = unit(1, REDUCED + SIDES)
    assert refused(b"") == "damaged"
    assert refused(unit(6, "0" * 9)) == "damaged"
    assert refused(head[:-1]) == "cut_off"
    assert refused(unit(1, REDUCED)) == "damaged"
    assert refused(b"\x92\0") == "damaged"
    assert refused(b"\x12" + b"\xff" * 9) == "damaged"
    assert refused(head + unit(1, REDUCED + SIDES.replace("0011", "0010"))) == "unusual"
