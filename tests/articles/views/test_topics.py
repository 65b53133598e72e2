"""A topic's page: its lead, then what came before it by day, and the topics around it."""

import re
from datetime import timedelta

import pytest

from articles.models import Topic
from tests.factories import AT, make_language, make_live, make_topic

from .conftest import feed_titles, get

pytestmark = pytest.mark.django_db
HEADLINE = r'<h3 class="card-headline"><a href="[^"]*">([^<]*)</a>'
NEAR = re.compile(r'<ul class="topics"[^>]*>(.*?)</ul>', re.DOTALL)


@pytest.fixture
def sea():
    return make_topic("Sea", slug="sea", description="All about water.")


def url_of(topic, language="en"):
    return f"/{language}/{topic.slug_in(language)}/t-{topic.pk}/"


def parts(client, url):
    """The headlines above the days, and by day."""
    page = get(client, url).content.decode()
    above, *days = page.split('<section class="day">')
    return re.findall(HEADLINE, above), [
        (re.search('<time datetime="([^"]*)"', day)[1], re.findall(HEADLINE, day)) for day in days
    ]


def near(client, url):
    page = get(client, url).content.decode()
    return [re.findall(">([^<]*)</a>", items) for items in NEAR.findall(page)]


def test_the_newest_leads_and_the_others_stand_under_their_days(client, sea):
    for number, hours in enumerate((0, 1, 24, 25, 72)):
        make_live(headline=f"story {number}", topics=[sea], at=AT - timedelta(hours=hours))
    assert parts(client, url_of(sea)) == (
        ["story 0"],
        [
            ("2024-05-01", ["story 1"]),
            ("2024-04-30", ["story 2", "story 3"]),
            ("2024-04-28", ["story 4"]),
        ],
    )


def test_one_story_is_the_lead_alone(client, sea):
    make_live(headline="alone", topics=[sea])
    assert parts(client, url_of(sea)) == (["alone"], [])


def test_later_pages_go_on_by_day(client, sea):
    for number in range(23):
        make_live(headline=f"story {number}", topics=[sea], at=AT - timedelta(hours=number))
    page = get(client, url_of(sea)).content.decode()
    assert len(re.findall(HEADLINE, page)) == 20
    [following] = re.findall(r'<a [^>]*rel="next" href="([^"]*)"', page)
    assert parts(client, following) == ([], [("2024-04-30", ["story 20", "story 21", "story 22"])])


def test_topics_above_below_and_beside_it_are_named(client, sea):
    top, below = make_topic("Earth & sky"), make_topic("Tides", parent=sea)
    sea.parent = top
    sea.save()
    beside = make_topic("<b>Ships</b>")
    make_live(topics=[sea, beside])
    assert near(client, url_of(sea)) == [["&lt;b&gt;Ships&lt;/b&gt;"]]
    for topic in (top, below):
        make_live(topics=[topic])
    assert near(client, url_of(sea)) == [
        ["Earth &amp; sky"],
        ["Tides"],
        ["&lt;b&gt;Ships&lt;/b&gt;"],
    ]
    assert near(client, url_of(below)) == [["Sea"]]


def test_days_are_named_in_the_language_of_the_page(client, sea):
    make_language("de", "Deutsch")
    for _story in range(2):
        make_live(topics=[sea], language_id="de")
    page = get(client, url_of(sea, "de")).content.decode()
    assert '<time datetime="2024-05-01">Mittwoch, 1.\u00a0Mai\u00a02024</time>' in page


def test_a_topic_that_was_retired_keeps_its_page_and_feed(client, sea):
    make_live(headline="kept", topics=[sea])
    Topic.objects.update(retired_at=AT)
    page = get(client, url_of(sea)).content.decode()
    assert "All about water." in page
    for form in ("rss", "atom", "json"):
        assert f'href="{url_of(sea)}feed.{form}"' in page
        assert feed_titles(client, url_of(sea), form) == ["kept"]


@pytest.mark.parametrize("count", [1, 15])
def test_a_page_takes_few_queries_however_much_is_around(
    client, sea, count, django_assert_max_num_queries
):
    for number in range(count):
        make_live(topics=[sea, make_topic()], at=AT - timedelta(days=number))
        make_live(topics=[make_topic(parent=sea)])
    get(client, url_of(sea))
    with django_assert_max_num_queries(4):
        get(client, url_of(sea))
