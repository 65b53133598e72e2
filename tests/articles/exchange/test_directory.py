import pytest
from django.core.exceptions import ValidationError

from articles.actions.tags import merge
from articles.exchange.directory import Directory
from articles.exchange.problems import ImportProblem
from articles.models import Agency, Contributor, Tag
from tests.factories import (
    AT,
    make_agency,
    make_contributor,
    make_language,
    make_section,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["de", "DE", "de-AT", "de_at", "Deutsch", " deutsch "])
def test_language(name):
    make_language("de", "Deutsch")
    assert Directory().language(name) == "de"


def test_a_closer_language_is_preferred():
    make_language("pt")
    make_language("pt-br")
    directory = Directory()
    assert (directory.language("pt-BR"), directory.language("pt-pt")) == ("pt-br", "pt")


def test_an_unknown_language():
    with pytest.raises(ImportProblem, match=r"^there is no language “tlh”; there are: en$"):
        Directory().language("tlh")


@pytest.mark.parametrize("name", ["world", "World", "WELT", "welt", "العالم"])
def test_section_by_slug_or_any_name(name):
    world = make_section("World", slug="world", names={"de": "Welt", "ar": "العالم"})
    assert Directory().section(name) == world


def test_an_unknown_section():
    with pytest.raises(ImportProblem, match=r"^there is no section “Moon”; there are: none yet$"):
        Directory().section("Moon")
    make_section("World", slug="world", names={"de": "Welt"})
    make_section("Science", slug="science")
    with pytest.raises(ImportProblem, match=r"“Moon”; there are: science, world$"):
        Directory().section("Moon")


def test_topic_by_slug_code_or_name():
    topic = make_topic("Trade", slug="trade", qcode="medtop:20000385", names={"de": "Handel"})
    directory = Directory()
    for name in ("trade", "TRADE", "Handel", "medtop:20000385"):
        assert directory.topic(name) == topic
    assert directory.topic("Fishing") is None


def test_a_topic_in_use_is_found_before_one_that_was_retired():
    retired = make_topic("Trade", qcode="medtop:20000001", retired_at=AT)
    topic = make_topic("Trade")
    directory = Directory()
    assert (directory.topic("trade"), directory.topic("medtop:20000001")) == (topic, retired)


def test_a_tag_that_was_merged_is_the_other_one():
    ice, snow = make_tag("Ice"), make_tag("Snow")
    merge(ice, snow, by=None, at=AT)
    assert Directory().tag("ICE") == snow


def test_people_agencies_and_tags_are_found_in_any_case():
    person = make_contributor("Tara Jones", initials="tj")
    agency, tag = make_agency("Reuters", name="Thomson Reuters"), make_tag("Ice")
    directory = Directory()
    assert directory.person_by_initials("TJ") == person
    assert directory.person_by_name("tara jones") == person
    assert directory.agency("REUTERS") == directory.agency("thomson reuters") == agency
    assert directory.tag("ice") == tag


def test_who_is_unknown_is_made_once():
    directory = Directory()
    person = directory.person_by_initials("tj")
    assert (person.name, person.initials, person.is_complete) == ("tj", "tj", False)
    assert directory.person_by_initials("TJ") is person
    directory.tag("Ice"), directory.tag("ICE")
    directory.agency("AP"), directory.agency("ap")
    assert [model.objects.count() for model in (Contributor, Tag, Agency)] == [1, 1, 1]


def test_known_names_cost_no_query(django_assert_num_queries):
    directory = Directory()
    directory.person_by_initials("tj"), directory.tag("Ice"), directory.agency("AP")
    with django_assert_num_queries(0):
        directory.person_by_initials("tj"), directory.tag("ice"), directory.agency("AP")
        directory.language("en"), directory.topic("x"), directory.default_language()


def test_forget_finds_rows_again_that_were_rolled_back():
    directory = Directory()
    directory.tag("Ice").delete()
    directory.forget()
    assert directory.tag("Ice") == Tag.objects.get()


def test_a_name_that_is_too_long_is_refused():
    with pytest.raises(ValidationError, match="at most 100 characters"):
        Directory().tag("x" * 101)
