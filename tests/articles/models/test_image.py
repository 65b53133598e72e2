"""A picture's words in each language."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Image


def test_words_are_in_the_language_or_in_the_default_one():
    image = Image(alt="A quay", alts={"de": "Ein Kai"}, caption="At dusk", captions={"ar": "مساء"})
    assert [image.alt_in(code) for code in ("en", "de", "ar")] == ["A quay", "Ein Kai", "A quay"]
    assert [image.caption_in(code) for code in ("en", "de", "ar")] == ["At dusk", "At dusk", "مساء"]


def test_a_picture_need_have_no_words():
    assert (Image().alt_in("de"), Image().caption_in("de")) == ("", "")
    assert (Image().alts, Image().captions) == ({}, {})


@pytest.mark.parametrize("field", ["alts", "captions"])
@pytest.mark.parametrize("texts", [["Kai"], {"de": " "}, {"de": 1}, {"DE": "Kai"}, {"de": "a\0"}])
def test_words_that_are_not_texts_by_language_are_refused(field, texts):
    with pytest.raises(ValidationError) as refusal:
        Image(**{field: texts}).clean_fields(exclude=["file"])
    assert set(refusal.value.message_dict) == {field}
