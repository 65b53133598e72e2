"""What a vocabulary makes of the topics, and what it leaves to the newsroom."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.actions.errors import NotAllowed
from articles.actions.media_topics import Concept, load
from articles.models import Publication, SiteSettings, Topic
from tests.factories import make_language, make_live, make_topic, make_user

pytestmark = pytest.mark.django_db
TRADE = Concept(
    "medtop:04000000",
    names={"en": "trade", "de": "Handel", "zh-hans": "贸易"},
    descriptions={"en": "Markets.", "de": "Märkte."},
)
FAIRS = Concept("medtop:20000385", names={"en": "trade", "sv": "mässor"}, parent="medtop:04000000")
WAR = Concept(
    "medtop:20000064",
    names={"en": "war crime action"},
    parent="medtop:20000385",
    retired_at=datetime(2016, 4, 5, 12, tzinfo=UTC),
)
ALL = [TRADE, FAIRS, WAR]


def counts(loaded):
    return loaded.created, loaded.changed, loaded.unchanged, loaded.retired


def topic(concept):
    return Topic.objects.get(qcode=concept.qcode)


def tree():
    return dict(Topic.objects.values_list("qcode", "parent__qcode"))


def test_each_concept_is_a_topic():
    loaded = load([WAR, FAIRS, TRADE], by=None)  # a child before its parent, too
    assert (counts(loaded), loaded.remarks) == ((3, 0, 0, 1), [])
    found = Topic.objects.order_by("pk").values_list(
        "qcode", "slug", "name", "names", "parent__qcode"
    )
    assert list(found) == [
        (WAR.qcode, "war-crime-action", "war crime action", {}, FAIRS.qcode),
        (FAIRS.qcode, "trade", "trade", {"sv": "mässor"}, TRADE.qcode),
        (TRADE.qcode, "trade-2", "trade", {"de": "Handel", "zh-hans": "贸易"}, None),
    ]
    made = topic(TRADE)
    assert (made.description, made.descriptions) == ("Markets.", {"de": "Märkte."})
    assert (made.retired_at, topic(WAR).retired_at) == (None, WAR.retired_at)


def test_again_it_changes_nothing(django_assert_max_num_queries):
    load(ALL, by=None)
    before = list(Topic.objects.order_by("pk").values())
    with django_assert_max_num_queries(12):
        assert counts(load(ALL, by=None)) == (0, 0, 3, 1)
    assert list(Topic.objects.order_by("pk").values()) == before


def test_what_iptc_changes_is_taken():
    load(ALL, by=None)
    newer = [
        replace(TRADE, names={"en": "trade and markets", "fr": "commerce"}, descriptions={}),
        replace(FAIRS, parent=None, retired_at=WAR.retired_at),
        replace(WAR, parent=TRADE.qcode, retired_at=None),
    ]
    assert counts(load(newer, by=None)) == (0, 3, 0, 1)
    made = topic(TRADE)
    assert (made.slug, made.name, made.names) == ("trade", "trade and markets", {"fr": "commerce"})
    assert (made.description, made.descriptions) == ("", {})
    assert tree() == {TRADE.qcode: None, FAIRS.qcode: None, WAR.qcode: TRADE.qcode}
    assert [topic(FAIRS).retired_at, topic(WAR).retired_at] == [WAR.retired_at, None]


def test_what_the_newsroom_has_changed_stays():
    own = make_topic("Harbour", slug="harbour")
    load(ALL, by=None)
    made = topic(TRADE)
    made.name, made.names = "Commerce", {"zh-hans": "贸易"}  # a name changed, one taken away
    made.descriptions["de"] = "Alles vom Handel."
    made.save()
    Topic.objects.filter(qcode=FAIRS.qcode).update(parent=own)
    newer = replace(
        TRADE,
        names={"en": "trade!", "de": "Handel!", "zh-hans": "贸易!", "fr": "commerce"},
        descriptions={"en": "Markets!", "de": "Märkte!"},
    )
    load([newer, FAIRS, WAR], by=None)
    made = topic(TRADE)
    assert (made.name, made.names) == ("Commerce", {"zh-hans": "贸易!", "fr": "commerce"})
    assert (made.description, made.descriptions) == ("Markets!", {"de": "Alles vom Handel."})
    assert topic(FAIRS).parent == own


def test_a_topic_that_had_the_code_keeps_its_words_and_gets_those_it_lacks():
    parent = make_topic("Money")
    had = make_topic("Commerce", slug="commerce", qcode=TRADE.qcode, names={"de": "Kommerz"})
    moved = make_topic("Fairs", qcode=FAIRS.qcode, parent=parent)
    assert counts(load(ALL, by=None)) == (1, 2, 0, 1)
    had.refresh_from_db()
    assert (had.slug, had.name, had.description) == ("commerce", "Commerce", "Markets.")
    assert had.names == {"de": "Kommerz", "zh-hans": "贸易"}
    moved.refresh_from_db()
    assert moved.parent == parent


def test_a_site_gets_the_nearest_language():
    for code in ("en-gb", "zh", "zh-hant", "de-at"):
        make_language(code)
    SiteSettings.objects.update(default_language="zh-hant")
    load([TRADE], by=None)
    made = topic(TRADE)
    assert made.name == "trade"  # Chinese in another script is no name for these readers
    assert {code: made.names.get(code) for code in ("en", "en-gb", "zh", "de-at")} == {
        "en": "trade",
        "en-gb": "trade",
        "zh": "贸易",
        "de-at": "Handel",
    }
    assert made.description == ""


def test_words_follow_another_default_language():
    make_language("de")
    load(ALL, by=None)
    before = [topic(TRADE).name_in(code) for code in ("en", "de")]
    SiteSettings.objects.update(default_language="de")
    assert counts(load(ALL, by=None)) == (0, 3, 0, 1)
    made = topic(TRADE)
    assert (made.name, made.names) == ("Handel", {"en": "trade", "zh-hans": "贸易"})
    assert (made.description, made.descriptions) == ("Märkte.", {"en": "Markets."})
    assert [made.name_in(code) for code in ("en", "de")] == before
    # There is no German name of these: readers of German get the English one.
    assert [(topic(one).name, topic(one).names) for one in (FAIRS, WAR)] == [
        ("trade", {"en": "trade", "sv": "mässor"}),
        ("war crime action", {"en": "war crime action"}),
    ]
    assert counts(load(ALL, by=None)) == (0, 0, 3, 1)
    SiteSettings.objects.update(default_language="en")
    load(ALL, by=None)
    assert [topic(one).names for one in ALL] == [
        {"de": "Handel", "zh-hans": "贸易"},
        {"sv": "mässor"},
        {},
    ]
    assert (topic(TRADE).name, topic(FAIRS).name) == ("trade", "trade")


def test_words_of_the_newsroom_stay_when_the_default_language_is_another():
    make_language("de")
    load(ALL, by=None)
    Topic.objects.filter(qcode=TRADE.qcode).update(name="Commerce", description="")
    SiteSettings.objects.update(default_language="de")
    load(ALL, by=None)
    made = topic(TRADE)
    assert (made.name, made.names["en"]) == ("Handel", "Commerce")
    assert (made.description, made.descriptions) == ("Märkte.", {})
    # In their form since: each language in its own field.
    SiteSettings.objects.update(default_language="en")
    names = {"de": "Kommerz", "zh-hans": "贸易"}
    Topic.objects.filter(qcode=TRADE.qcode).update(name="Business", names=names)
    load(ALL, by=None)
    made = topic(TRADE)
    assert (made.name, made.names) == ("Business", names)


def test_a_parent_that_would_make_a_circle_is_left_and_told_of():
    load(ALL, by=None)
    Topic.objects.filter(qcode=WAR.qcode).update(parent=topic(TRADE))
    newer = [replace(TRADE, parent=WAR.qcode), FAIRS, replace(WAR, parent=None)]
    for _time in range(2):
        assert load(newer, by=None).remarks == [
            "medtop:04000000 stays where it is: its parent in the vocabulary lies under it in this "
            "newsroom."
        ]
        assert tree() == {TRADE.qcode: None, FAIRS.qcode: TRADE.qcode, WAR.qcode: TRADE.qcode}


def test_two_that_change_places_do_so():
    load(ALL, by=None)
    load([replace(TRADE, parent=FAIRS.qcode), replace(FAIRS, parent=None), WAR], by=None)
    assert tree() == {TRADE.qcode: FAIRS.qcode, FAIRS.qcode: None, WAR.qcode: FAIRS.qcode}


def test_pages_that_show_another_name_are_made_again():
    load(ALL, by=None)
    shown, other = make_live(topics=[topic(TRADE)]), make_live(topics=[topic(FAIRS)])
    load([replace(TRADE, names={"en": "commerce"}), *ALL[1:]], by=None)
    stale = Publication.objects.filter(is_stale=True).values_list("pk", flat=True)
    assert list(stale) == [shown.pk]
    assert other.pk not in stale


def test_slugs_fit_and_are_there_even_for_signs():
    names = ["x" * 80, "x" * 80, "!", "!"]
    load(
        [Concept(f"medtop:0000000{n}", names={"en": name}) for n, name in enumerate(names)], by=None
    )
    assert sorted(Topic.objects.values_list("slug", flat=True)) == [
        "topic",
        "topic-2",
        "x" * 78 + "-2",
        "x" * 80,
    ]


def test_it_is_for_those_who_may_write_topics():
    with pytest.raises(NotAllowed):
        load(ALL, by=make_user("Reporter"))
    assert not Topic.objects.exists()
    assert load(ALL, by=make_user("Editor")).created == 3
