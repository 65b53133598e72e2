import re

from feedback.references import PATTERN, new_reference


def test_references_have_the_form_and_do_not_repeat():
    made = {new_reference() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(PATTERN, reference) for reference in made)
    assert {len(reference) for reference in made} == {19}
