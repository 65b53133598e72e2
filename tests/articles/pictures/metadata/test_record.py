"""Metadata is clean and fits, whoever gives it."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, datetime

import pytest

from articles.models import Image
from articles.pictures.metadata import Metadata
from articles.pictures.metadata.record import LIMITS


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_every_text_is_one_clean_line_within_its_limit(name, limit):
    made = Metadata(**{name: "a\n\0b\u202e " + "x" * 600})
    assert getattr(made, name) == "a b " + "x" * (limit - 5) + "…"


def test_codes_addresses_and_keywords_are_clean_too():
    assert Metadata(
        digital_source_type="negativeFilm",
        license_url="javascript:x",
        acquire_license_page=" https://ap.example/ ",
        keywords=["a", "a", ""],
    ) == Metadata(
        digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/negativeFilm",
        acquire_license_page="https://ap.example/",
        keywords=("a",),
    )


def test_limits_are_those_of_the_library():
    limits = {name: Image._meta.get_field(name).max_length for name in ("alt", "caption", "credit")}
    assert limits == {name: LIMITS[name] for name in limits}


def test_it_does_not_change():
    with pytest.raises(FrozenInstanceError):
        Metadata().credit = "x"


def test_what_is_empty_is_taken_from_another():
    one = Metadata(credit="AP", keywords=("a",))
    other = Metadata(credit="dpa", source="dpa", created_at=datetime(2024, 5, 1, tzinfo=UTC))
    assert one.or_else(other) == replace(other, credit="AP", keywords=("a",))
    assert Metadata().or_else(one) == one.or_else(Metadata()) == one


def test_nothing_is_known_unless_it_is_given():
    assert not any(getattr(Metadata(), field.name) for field in fields(Metadata))
