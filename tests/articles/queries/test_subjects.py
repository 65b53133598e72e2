"""What lists are about."""

import pytest

from articles.queries import subjects
from tests.factories import make_contributor, make_section, make_tag, make_topic

pytestmark = pytest.mark.django_db


def test_sections_topics_and_tags_have_names_and_addresses_in_the_language():
    section = make_section("World", names={"de": "Die Welt"}, descriptions={"de": "Alles"})
    topic = make_topic("Sea", slug="sea", description="Water")
    found = subjects.section(section.pk, "de")
    assert (found.name, found.slug, found.description) == ("Die Welt", "die-welt", "Alles")
    found = subjects.topic(topic.pk, "de")
    assert (found.name, found.slug, found.description) == ("Sea", "sea", "Water")
    tag = make_tag("harbour town")
    found = subjects.tag(tag.pk)
    assert (found.name, found.slug) == ("harbour town", "harbour-town")


def test_a_person_has_a_page_once_complete():
    done, known = make_contributor("A B", bio="Bio"), make_contributor("c", is_complete=False)
    found = subjects.person(done.pk, "en")
    assert (found.name, found.slug, found.description) == ("A B", "a-b", "Bio")
    assert subjects.person(known.pk, "en") is None


def test_a_person_is_introduced_in_the_language_or_in_the_default_one():
    person = make_contributor(
        "A B",
        "ab",
        job_title="Reporter",
        job_titles={"de": "Reporterin"},
        bio="Writes.",
        bios={"de": "Schreibt.", "ar": "تكتب."},
    )
    found = {code: subjects.person(person.pk, code) for code in ("en", "de", "ar")}
    assert {code: (of.description, of.details) for code, of in found.items()} == {
        "en": ("Writes.", {"initials": "ab", "job_title": "Reporter"}),
        "de": ("Schreibt.", {"initials": "ab", "job_title": "Reporterin"}),
        "ar": ("تكتب.", {"initials": "ab", "job_title": "Reporter"}),
    }


def test_unknown_ids_are_nothing():
    pk = 10**17
    assert subjects.section(pk, "en") is None
    assert subjects.topic(pk, "en") is None
    assert subjects.tag(pk) is None
    assert subjects.person(pk, "en") is None
