"""How a person is introduced in each language."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Contributor


def test_a_person_is_introduced_in_the_language_or_in_the_default_one():
    person = Contributor(
        name="Rosa Lind",
        job_title="Reporter",
        job_titles={"de": "Reporterin"},
        bio="Writes.",
        bios={"ar": "تكتب."},
    )
    codes = ("en", "de", "ar")
    assert [person.job_title_in(code) for code in codes] == ["Reporter", "Reporterin", "Reporter"]
    assert [person.bio_in(code) for code in codes] == ["Writes.", "Writes.", "تكتب."]


@pytest.mark.parametrize("field", ["job_titles", "bios"])
@pytest.mark.parametrize("texts", [["Kai"], {"de": " "}, {"de": 1}, {"DE": "Kai"}, {"de": "a\0"}])
def test_words_that_are_not_texts_by_language_are_refused(field, texts):
    with pytest.raises(ValidationError) as refusal:
        Contributor(name="Rosa Lind", **{field: texts}).clean_fields()
    assert set(refusal.value.message_dict) == {field}
