"""Whatever happens to a file on its way: it is a picture, or is refused in words."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.pictures.checking import Checked, NotAPicture, check
from tests.factories.pictures import GOOD

CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 4),  # how many bytes are taken away
        st.binary(max_size=6),  # and what is put in their place
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("name", GOOD)
@settings(max_examples=80, deadline=None)
@given(changes=CHANGES)
def test_a_changed_file_is_a_picture_or_is_refused(name, changes):
    content, _format = GOOD[name]
    for where, taken, put in changes:
        at = int(where * len(content))
        content = content[:at] + put + content[at + taken :]
    with suppress(NotAPicture):
        assert isinstance(check(BytesIO(content), name=name), Checked)


@settings(max_examples=200, deadline=None)
@given(
    start=st.sampled_from(sorted({content[:12] for content, _kind in GOOD.values()})),
    rest=st.binary(max_size=300),
)
def test_a_file_of_noise_is_refused(start, rest):
    with pytest.raises(NotAPicture):
        check(BytesIO(start + rest), name="x")
