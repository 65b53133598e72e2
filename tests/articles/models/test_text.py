"""Words are clean whoever stores them, and for the database the fields are Django's own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from articles.models import Article, Section
from articles.models.text import LineField, NameField, ParagraphsField
from tests.factories import make_article, make_section, make_tag

HIDDEN = "\u202e\u200b"


@pytest.mark.django_db
def test_it_is_cleaned_whoever_saves_it():
    article = make_article(
        headline=" Port\u202e  opens\x07", teaser="One\r\ntwo\u2067", note=HIDDEN
    )
    stored = Article.objects.get()
    assert (stored.headline, stored.teaser, stored.note) == ("Port opens", "One\ntwo", "")
    assert (article.headline, article.versions.get().data["headline"]) == ("Port opens",) * 2
    section = make_section(f"World{HIDDEN}")
    assert Section.objects.get(pk=section.pk).name == "World\u200b"
    assert make_tag("bird\u200bies").name == "birdies"


@pytest.mark.parametrize(("field", "value"), [("headline", HIDDEN), ("headline", "\u200b")])
def test_what_nobody_sees_fills_no_required_field(field, value):
    with pytest.raises(ValidationError) as refusal:
        Article(**{field: value}).clean_fields(exclude=["language", "stage"])
    assert refusal.value.message_dict[field] == ["This field cannot be blank."]


def test_expressions_and_nothing_are_left_alone():
    for field in (LineField(null=True), NameField(), ParagraphsField()):
        assert field.to_python(None) is None


@pytest.mark.parametrize(
    ("field", "django"),
    [
        (LineField(max_length=5), models.CharField(max_length=5)),
        (NameField(max_length=5), models.CharField(max_length=5)),
        (ParagraphsField(), models.TextField()),
    ],
)
def test_migrations_see_djangos_own(field, django):
    assert field.deconstruct() == django.deconstruct()
    assert field.get_internal_type() == django.get_internal_type()
