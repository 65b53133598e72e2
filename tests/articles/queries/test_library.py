"""What the library finds, by each thing that can be asked of it."""

from datetime import timedelta

import pytest

from articles.models import Image
from articles.queries import library
from articles.queries.library import Asked, Lacks, Rights, Since, Use
from tests.factories import AT, make_agency, make_image, make_live, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def found(at=AT, **asked):
    return [image.alt for image in library.found(Asked(**asked), at=at)]


def test_everything_is_found_the_newest_first():
    for alt in ("One", "Two"):
        make_image(alt=alt)
    assert found() == ["Two", "One"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("alt", "Fisherman’s Quay"), ("caption", "The quay"), ("keywords", "storm, QUAY")),
        *(("credit", "A. Quay/AP"), ("creator", "Ann Quay"), ("copyright_notice", "© Quay Ltd")),
        *(("original_name", "DSC_quay_0001.jpg"), ("captions", {"de": "Am Quay"})),
        ("alts", {"ar": "ميناء quay"}),
    ],
)
def test_a_word_is_found_wherever_it_stands(field, value):
    wanted = make_image(**{"alt": "Wanted", field: value})
    Image.objects.filter(pk=wanted.pk).update(**{field: value})
    make_image(alt="A harbour")
    rows = library.found(Asked(words=("quay",)), at=AT)
    assert [row.pk for row in rows] == [wanted.pk]


def test_each_word_must_be_there_and_none_is_a_pattern():
    make_image(alt="A quay at dawn", caption="In Port Ellis")
    make_image(alt="A quay at dusk")
    assert found(words=("quay", "ellis")) == ["A quay at dawn"]
    for word in ("%", "_", "\\", "'"):
        assert found(words=(word,)) == []


def test_what_is_written_around_texts_in_other_languages_is_none_of_them():
    make_image(alt="A quay", alts={"de": 'Am "alten" Kai', "ar": "رصيف \\"})
    assert (
        found(words=("alten",)) == found(words=('"alten"',)) == found(words=("\\",)) == ["A quay"]
    )
    for word in ("de", "uk", "{", ":", '": "'):
        assert found(words=(word,)) == [], word


def test_an_agency_is_found_by_its_name():
    make_image(alt="Theirs", agency=make_agency("AP", name="Associated Press"))
    make_image(alt="A map", credit="Own")
    assert found(words=("ap",)) == ["A map", "Theirs"]  # the first by a part of its own words
    assert found(words=("press",)) == ["Theirs"]


def test_by_person_agency_and_key():
    ann, agency = make_user("Reporter"), make_agency("AP")
    hers = make_image(alt="Hers", by=ann)
    wire = make_image(alt="Wire", agency=agency)
    assert found(by=ann.pk) == ["Hers"]
    assert found(agency=agency.pk) == ["Wire"]
    assert found(ids=(hers.pk, wire.pk, 10**17)) == ["Wire", "Hers"]
    assert found(ids=()) == []
    assert found(by=ann.pk, agency=agency.pk) == []


def test_by_use():
    make_live(lead_image=make_image(alt="Used"))
    make_image(alt="Unused")
    assert found(use=Use.USED) == ["Used"]
    assert found(use=Use.UNUSED) == ["Unused"]


def test_by_rights_at_a_moment():
    make_image(alt="Free")
    make_image(alt="Soon", usable_until=AT + 30 * DAY)
    make_image(alt="Late", usable_until=AT + 31 * DAY)
    make_image(alt="Ended", usable_until=AT)
    make_image(alt="Not yet", usable_from=AT + DAY)
    make_image(alt="Barred", do_not_use="Staged", usable_until=AT + DAY)
    assert found(rights=Rights.USABLE) == ["Late", "Soon", "Free"]
    assert found(rights=Rights.ENDING) == ["Soon"]
    assert found(rights=Rights.ENDED) == ["Ended"]
    assert found(rights=Rights.BARRED) == ["Barred"]
    assert found(at=AT + DAY, rights=Rights.USABLE) == ["Not yet", "Late", "Soon", "Free"]


def test_by_what_is_lacking():
    make_image(alt="Whole")
    make_image(alt="", caption="No alt")
    make_image(alt="", alts={"de": "Ein Hafen"}, caption="German alt")
    make_image(alt="", is_decorative=True, caption="Decorative")
    bare = make_image(alt="No credit")
    Image.objects.filter(pk=bare.pk).update(credit="")
    rows = library.found(Asked(lacks=Lacks.ALT), at=AT)
    assert [row.caption for row in rows] == ["No alt"]
    assert found(lacks=Lacks.CREDIT) == ["No credit"]


def test_by_when_it_came():
    make_image(alt="Old", at=AT - 8 * DAY)
    make_image(alt="New", at=AT - timedelta(hours=23))
    assert found(since=Since.DAY) == ["New"]
    assert found(since=Since.WEEK) == ["New"]
    assert found(since=Since.MONTH) == ["New", "Old"]


def test_facts_are_of_what_was_found_and_of_the_whole_library(django_assert_num_queries):
    ann = make_user("Reporter")
    make_user("Editor")
    make_agency("dpa")
    make_image(by=ann, agency=make_agency("AP"))
    make_image(alt="Another", by=ann)
    rows = library.found(Asked(words=("another",)), at=AT)
    with django_assert_num_queries(1):
        facts = library.facts(rows, by=ann, at=AT)
    assert facts.count == 1
    assert [row["username"] for row in facts.people] == [ann.username]
    assert [row["short_name"] for row in facts.agencies] == ["AP"]
    assert facts.waiting == {}


@pytest.mark.parametrize("text", ["", "x", "-1", "1.0", "²", "٣", "9" * 19, "\0"])
def test_what_is_no_key_is_left_out(text):
    assert library.keys([text, "7"]) == (7,)
