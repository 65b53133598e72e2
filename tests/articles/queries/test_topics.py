"""The topics around one: only those that have a page."""

from datetime import timedelta

import pytest

from articles.queries import topics
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_topic,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)


def around(topic, language="en"):
    found = topics.around(topic.pk, language, at=NOW)
    return [[link.name for link in links] for links in (found.above, found.below, found.related)]


def test_above_and_below_are_those_with_a_live_story(django_assert_num_queries):
    top = make_topic("Economy")
    trade = make_topic("Trade", parent=top)
    fairs, ports, tolls, ships = (make_topic(name, parent=trade) for name in "CABD")
    make_live(topics=[trade])
    assert around(trade) == [[], [], []]
    make_live(topics=[top])
    for topic in (fairs, ports):
        make_live(topics=[topic])
    make_article(topics=[tolls])
    make_scheduled(topics=[tolls])
    make_withdrawn(topics=[ships])
    with django_assert_num_queries(1):
        assert around(trade) == [["Economy"], ["A", "C"], []]


def test_a_language_has_its_own():
    make_language("de")
    trade = make_topic("Trade", names={"de": "Handel"}, slug="trade")
    fairs = make_topic("Fairs", names={"de": "Große Messen"}, parent=trade)
    make_live(topics=[trade, fairs])
    assert around(trade, "de") == [[], [], []]
    make_live(topics=[fairs], language_id="de")
    found = topics.around(trade.pk, "de", at=NOW)
    assert [(link.name, link.url) for link in found.below] == [
        ("Große Messen", f"/de/gro%C3%9Fe-messen/t-{fairs.pk}/")
    ]


def test_related_are_what_staff_chose_then_what_stands_beside_it_most():
    trade, chosen, hidden = make_topic("Trade"), make_topic("Zoo"), make_topic("Hidden")
    often, seldom, below = make_topic("Often"), make_topic("A"), make_topic("Below", parent=trade)
    trade.related.set([trade, chosen, hidden])
    make_live(topics=[chosen])
    make_article(topics=[hidden, trade])
    make_withdrawn(topics=[trade, hidden])
    for also in ([often], [often, seldom], [below], [below]):
        make_live(topics=[trade, *also])
    assert around(trade) == [[], ["Below"], ["Zoo", "Often", "A"]]
    assert around(chosen) == [[], [], ["Trade"]]


def test_all_that_are_below_and_no_more_related_than_fit():
    trade = make_topic("Trade")
    make_live(topics=[trade, *(make_topic(f"B{n:02}") for n in range(12))])
    make_live(topics=[make_topic(f"C{n:02}", parent=trade) for n in range(60)])
    _above, below, related = around(trade)
    assert below == [f"C{n:02}" for n in range(60)]
    assert related == [f"B{n:02}" for n in range(8)]


def test_they_stand_in_the_order_of_the_language():
    make_language("de")
    trade = make_topic("Trade")
    in_german = {"A": "Zölle", "B": "Äpfel", "C": "Zoll", "D": "Birnen"}
    below = [make_topic(name, names={"de": de}, parent=trade) for name, de in in_german.items()]
    chosen = [make_topic(f"{n:02}", names={"de": f"{99 - n}"}) for n in range(10)]
    trade.related.set(chosen)
    for language in ("en", "de"):
        make_live(topics=[*below, *chosen], language_id=language)
    assert around(trade) == [[], ["A", "B", "C", "D"], [f"{n:02}" for n in range(8)]]
    german = [[], ["Äpfel", "Birnen", "Zoll", "Zölle"], [f"{n}" for n in range(90, 98)]]
    assert around(trade, "de") == german


def test_only_the_newest_stories_tell_what_goes_with_it():
    trade, old = make_topic("Trade"), make_topic("Old")
    make_live(topics=[trade, old], at=AT - timedelta(days=9))
    for n in range(topics.DEPTH - 1):
        make_live(topics=[trade], at=AT - timedelta(minutes=n))
    assert around(trade) == [[], [], ["Old"]]
    make_live(topics=[trade])
    assert around(trade) == [[], [], []]


def test_around_a_topic_that_is_gone_there_is_nothing():
    assert topics.around(10**9, "en", at=NOW) == topics.Around([], [], [])
