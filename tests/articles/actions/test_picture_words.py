"""From what a file says to the fields of a picture."""

import pytest

from articles.actions.picture_words import fill
from articles.models import Image
from articles.pictures.metadata import Metadata
from tests.factories import AT, make_agency

pytestmark = pytest.mark.django_db
EVERYTHING = Metadata(
    caption="The harbour",
    headline="Harbour",
    alt="Cranes",
    credit="Ana Nović/AP",
    creator="Ana Nović",
    source="AP",
    copyright_notice="© 2024 AP",
    usage_terms="No sale",
    keywords=("harbour", "cranes"),
    created_at=AT,
    instructions="Mandatory credit",
    digital_source_type="digitalArt",
    license_url="https://ap.example/terms",
    acquire_license_page="https://ap.example/buy",
)


def filled(found, **typed):
    image = Image(**typed)
    names = fill(image, found)
    return {name: getattr(image, name) for name in names}


def test_each_field_fills_its_own():
    agency = make_agency("AP")
    assert filled(EVERYTHING) == {
        "alt": "Cranes",
        "caption": "The harbour",
        "creator": "Ana Nović",
        "credit": "Ana Nović/AP",
        "copyright_notice": "© 2024 AP",
        "keywords": "harbour, cranes",
        "date_created": AT,
        "instructions": "Mandatory credit",
        "usage_terms": "No sale",
        "license_url": "https://ap.example/terms",
        "acquire_license_page": "https://ap.example/buy",
        "digital_source_type": "digitalCreation",
        "agency": agency,
    }


def test_what_is_typed_stays():
    typed = {"caption": "Typed", "credit": "B. Other", "alt": "Typed"}
    assert not {*typed} & {*filled(EVERYTHING, **typed)}
    assert filled(Metadata()) == {}


@pytest.mark.parametrize(
    ("creator", "credit", "source", "expected"),
    [
        ("", "", "", None),
        ("Ana Nović", "", "", "Ana Nović"),
        ("Ana Nović", "AP", "", "Ana Nović/AP"),
        ("Ana Nović", "", "AP", "Ana Nović/AP"),
        ("Ana Nović", "ANA NOVIĆ/AP", "AP", "ANA NOVIĆ/AP"),
        ("Ana Nović, Bo Li", "Ana Nović/AP", "", "Ana Nović/AP"),
        ("J. R.", "J. R./AP", "", "J. R./AP"),
        ("Li", "Lisa May/AP", "", "Li/Lisa May/AP"),
        ("", "AP", "Archive", "AP"),
        ("x" * 150, "y" * 150, "", "x" * 150 + "/" + "y" * 48 + "…"),
    ],
)
def test_a_credit_has_name_and_agency(creator, credit, source, expected):
    found = Metadata(creator=creator, credit=credit, source=source)
    assert filled(found).get("credit") == expected


@pytest.mark.parametrize(
    ("credit", "source", "is_found"),
    [
        *(("AP", "", True), ("", "ap", True), ("Ana/AP", "AP", True), ("AP", "X03696", True)),
        *(("ASSOCIATED PRESS", "", True), ("Ana/ AP", "", True)),
        *(("AP/Ana", "", False), ("Snap", "", False), ("", "", False), ("/", "/", False)),
    ],
)
def test_an_agency_is_known_by_either_name(credit, source, is_found):
    agency = make_agency("AP", name="Associated Press")
    found = filled(Metadata(credit=credit, source=source))
    assert found.get("agency") == (agency if is_found else None)


def test_of_several_agencies_it_is_the_one_of_the_source():
    agencies = {name: make_agency(name) for name in ("AP", "dpa", "Reuters")}
    for source, credit, expected in (
        ("Reuters", "dpa", "Reuters"),
        ("dpa", "Ana Nović/AP", "dpa"),
        ("X03696", "dpa", "dpa"),
        ("", "dpa/AP", "AP"),
    ):
        found = filled(Metadata(source=source, credit=credit))
        assert found["agency"] == agencies[expected]


def test_a_date_of_the_file_stands_in_for_when_it_was_taken():
    assert filled(Metadata(digitised_at=AT)) == {"date_created": AT}


def test_what_nobody_could_type_is_left_out():
    """Else the form could not be saved until somebody finds out why."""
    assert filled(Metadata(license_url="http://intranet/terms", caption="Storm")) == {
        "caption": "Storm"
    }


def test_keywords_are_whole_ones():
    long = tuple(f"{number:02}" + "x" * 60 for number in range(50))
    assert filled(Metadata(keywords=long))["keywords"] == ", ".join(long[:15])
