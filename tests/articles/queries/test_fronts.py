"""What readers see of a page that staff arranged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Publication
from articles.queries import fronts, published, site
from tests.factories import (
    AT,
    make_article,
    make_front,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_topic,
    make_withdrawn,
    mend,
    say,
)

from .test_paging import explain, make_row_copies

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)


def live(count, **fields):
    """So many live stories, the newest first."""
    made = [make_live(at=AT + timedelta(minutes=n), **fields) for n in range(count)]
    return made[::-1]


def stories(found):
    """The articles of the cards that were found, in their order."""
    by_card = dict(Publication.objects.values_list("card", "article"))
    by_plain = dict(Publication.objects.values_list("plain_card", "article"))
    return [by_card.get(card) or by_plain[card] for card in found.cards]


def home(at=NOW):
    return fronts.home("en", at=at)


def keys(*articles):
    return [article.pk for article in articles]


def test_without_a_front_a_page_fills_itself():
    made = live(3)
    assert stories(home()) == keys(*made)
    assert home().places == []


def test_the_placed_come_first_then_the_newest_and_none_twice():
    new, middle, old = live(3)
    make_front(old, new, sizes=["lead", "large"])
    found = home()
    assert stories(found) == keys(old, new, middle)
    assert [place.size for place in found.places] == ["lead", "large"]


def test_a_draft_changes_nothing():
    new, old = live(2)
    make_front(old, launched=False)
    assert stories(home()) == keys(new, old)
    assert stories(fronts.draft("front", "en", at=NOW)) == keys(old, new)


@pytest.mark.parametrize("make", [make_withdrawn, make_scheduled, make_article])
def test_a_story_that_is_not_live_leaves_its_place_and_the_newest_fills_it(make):
    new, middle, old = live(3)
    front = make_front(old, middle)
    gone = make(headline="LEAK")
    front.live.slots.filter(position=0).update(article=gone, headline="LEAK")
    found = home()
    assert stories(found) == keys(new, middle, old)
    assert not any("LEAK" in card for card in found.cards)
    assert [place.own for place in found.places] == [None, None]


def test_a_story_is_shown_in_its_place_from_its_moment_to_its_end():
    new, old = live(2)
    front = make_front(old)
    say(front, old, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    moments = [NOW - timedelta(seconds=1), NOW, NOW + timedelta(hours=1)]
    found = [stories(home(at)) for at in moments]
    assert found == [keys(new, old), keys(old, new), keys(new, old)]


def test_a_place_is_filled_with_the_newest_of_its_own_section_or_topic():
    sport, world, sea = make_section("Sport"), make_section("World"), make_topic("Sea")
    of_sport = live(2, section=sport)
    of_sea = live(2, section=world, topics=[sea])
    others = live(3, section=world)
    front = make_front(None, None, None)
    front.live.slots.filter(position=0).update(section=sport)
    front.live.slots.filter(position=1).update(topic=sea)
    found = stories(home())
    assert found[:3] == keys(of_sport[0], of_sea[0], others[0])
    assert sorted(found) == sorted(keys(*of_sport, *of_sea, *others))


def test_places_with_one_rule_take_turns():
    sport = make_section("Sport")
    of_sport = live(4, section=sport)
    live(2, section=make_section("World"))
    front = make_front(of_sport[1], None, None, None)
    front.live.slots.filter(article=None).update(section=sport)
    assert stories(home())[:4] == keys(of_sport[1], of_sport[0], of_sport[2], of_sport[3])


def test_a_story_that_two_rules_have_is_shown_once():
    sport, sea = make_section("Sport"), make_topic("Sea")
    both = live(3, section=sport, topics=[sea])
    front = make_front(None, None, None)
    front.live.slots.filter(position__lt=2).update(section=sport)
    front.live.slots.filter(position=2).update(topic=sea)
    assert stories(home()) == keys(*both)


def test_a_rule_that_has_nothing_is_the_pages():
    made = live(2, section=make_section("World"))
    front = make_front(None)
    front.live.slots.update(section=make_section("Sport"))
    assert stories(home()) == keys(*made)


def test_a_page_with_more_places_than_stories_has_no_gaps():
    made = live(2)
    make_front(None, None, None, sizes=["lead", "large", "normal"])
    found = home()
    assert stories(found) == keys(*made)
    assert [place.size for place in found.places] == ["lead", "large"]


def test_a_front_shows_stories_of_its_own_language_alone():
    make_language("de")
    german = make_live(language_id="de", headline="LEAK")
    english = make_live()
    front = make_front(english)
    front.live.slots.update(article=german)
    assert stories(home()) == keys(english)
    assert stories(fronts.home("de", at=NOW)) == keys(german)


def test_sections_and_topics_have_fronts_of_their_own():
    sport, sea = make_section("Sport"), make_topic("Sea")
    elsewhere = make_live(section=make_section("World"))
    of_both = live(2, section=sport, topics=[sea])
    make_front(elsewhere, section=sport)
    make_front(of_both[1], topic=sea)
    assert stories(fronts.in_section(sport.pk, "en", at=NOW)) == keys(elsewhere, *of_both)
    assert stories(fronts.with_topic(sea.pk, "en", at=NOW)) == keys(of_both[1], of_both[0])
    assert stories(home()) == keys(*of_both, elsewhere)


def test_a_section_without_stories_shows_what_was_placed():
    sport = make_section("Sport")
    elsewhere = make_live(section=make_section("World"))
    make_front(elsewhere, section=sport)
    found = fronts.in_section(sport.pk, "en", at=NOW)
    assert stories(found) == keys(elsewhere)
    assert found.site_revision is not None


class TestPaging:
    @pytest.mark.parametrize("placed", [0, 1, 12, 20])
    def test_the_pages_together_have_each_story_once(self, placed):
        made = live(45)
        make_front(*made[20 : 20 + placed])
        first = home()
        assert len(first.cards) == 20
        seen, after = stories(first), first.following
        while after:
            page = fronts.home("en", at=NOW, after=after)
            seen += stories(page)
            after = page.following
        assert sorted(seen) == sorted(keys(*made))

    def test_the_next_page_goes_on_after_the_last_that_fills(self):
        made = live(30)
        make_front(made[29], made[25])
        first = home()
        assert stories(first) == keys(made[29], made[25], *made[:18])
        second = fronts.home("en", at=NOW, after=first.following)
        assert stories(second) == keys(*made[18:25], *made[26:29])

    def test_after_a_page_of_placed_stories_alone_the_next_begins_with_the_newest(self):
        made = live(25)
        make_front(*made[5:])
        second = fronts.home("en", at=NOW, after=home().following)
        assert stories(second) == keys(*made[:5])

    def test_sections_and_topics_likewise(self):
        sport, sea = make_section("Sport"), make_topic("Sea")
        made = live(25, section=sport, topics=[sea])
        make_front(made[24], section=sport)
        make_front(made[23], topic=sea)
        for read, placed in ((fronts.in_section, made[24]), (fronts.with_topic, made[23])):
            of = sport.pk if read is fronts.in_section else sea.pk
            first = read(of, "en", at=NOW)
            second = read(of, "en", at=NOW, after=first.following)
            assert stories(first) == keys(placed, *made[:19])
            assert stories(second) == keys(*[one for one in made[19:] if one != placed])

    def test_a_draft_takes_no_story_from_later_pages(self):
        made = live(25)
        make_front(made[24], launched=False)
        assert stories(fronts.home("en", at=NOW, after=home().following)) == keys(*made[20:])

    def test_a_story_that_is_newly_placed_by_its_time_is_on_a_later_page_before(self):
        made = live(25)
        front = make_front(made[24])
        say(front, made[24], starts_at=NOW)
        before = NOW - timedelta(seconds=1)
        second = fronts.home("en", at=before, after=home(before).following)
        assert stories(second) == keys(*made[20:])

    def test_what_fills_a_place_by_its_rule_is_on_no_later_page(self):
        sport = make_section("Sport")
        of_sport = live(1, section=sport)
        made = live(25, section=make_section("World"))
        Publication.objects.filter(pk=of_sport[0].pk).update(
            published_at=AT + timedelta(minutes=4, seconds=30)
        )  # the last but five
        front = make_front(None)
        front.live.slots.update(section=sport)
        first = home()
        assert stories(first) == keys(*of_sport, *made[:19])
        second = fronts.home("en", at=NOW, after=first.following)
        assert stories(second) == keys(*made[19:])

    def test_a_later_page_takes_two_queries_and_one_where_nothing_is_arranged(
        self, django_assert_num_queries
    ):
        made = live(25)
        site.furniture("en")
        after = home().following
        with django_assert_num_queries(1):
            fronts.home("en", at=NOW, after=after)
        make_front(made[24])
        home()
        site.furniture("en")
        with django_assert_num_queries(2):
            assert len(fronts.home("en", at=NOW, after=after).cards) == 4

    @pytest.mark.parametrize("count", [0, 1, 19, 20])
    def test_a_list_that_fits_has_no_next_page(self, count):
        made = live(count)
        make_front(*made[:12])
        assert home().following is None

    def test_without_a_front_it_is_the_page_that_the_list_has(self):
        live(25)
        first, plain = home(), published.newest("en", at=NOW)
        assert (first.cards, first.following) == (plain.cards, plain.following)
        assert (first.times, first.social) == (plain.times, plain.social)


@pytest.mark.parametrize("placed", [0, 12])
def test_one_query(placed, django_assert_num_queries):
    sport, sea, image = make_section("Sport"), make_topic("Sea"), make_image()
    made = live(15, section=sport, topics=[sea])
    for of in ({}, {"section": sport}, {"topic": sea}):
        front = make_front(*made[:placed], **of) if placed else None
        if front:
            front.live.slots.update(image=image, headline="Own")
            front.live.slots.filter(position__gt=8).update(article=None, section=sport)
    site.furniture("en")
    for read in (
        home,
        lambda: fronts.in_section(sport.pk, "en", at=NOW),
        lambda: fronts.with_topic(sea.pk, "en", at=NOW),
    ):
        with django_assert_num_queries(1):
            assert len(read().cards) == 15


class TestOwnWords:
    def test_what_a_place_does_not_say_the_story_says(self):
        story = make_live(headline="Story", kicker="Sea", teaser="Teaser.")
        front = make_front(story)
        say(front, story, headline="Own")
        [place] = home().places
        assert (place.own.headline, place.own.kicker, place.own.teaser) == ("Own", "Sea", "Teaser.")
        assert place.own.url == f"/en/story/a-{story.pk}/"
        assert (place.own.picture, place.own.has_picture) == (None, True)

    def test_a_newer_text_of_the_story_is_taken_over(self):
        story = make_live(headline="Story")
        front = make_front(story)
        say(front, story, kicker="Own")
        mend(story, headline="Newer")
        [place] = home().places
        assert (place.own.headline, place.own.kicker) == ("Newer", "Own")

    def test_a_picture_is_shown_while_it_may_be(self):
        story, image = make_live(), make_image(alt="Own picture", usable_until=NOW)
        front = make_front(story)
        say(front, story, image=image)
        [before] = home(NOW - timedelta(seconds=1)).places
        [after] = home(NOW).places
        assert before.own.picture.alt == "Own picture"
        assert after.own.picture is None

    def test_a_picture_says_what_it_shows_in_the_language_of_the_page(self):
        make_language("de")
        story = make_live(language_id="de")
        front = make_front(story, language="de")
        say(front, story, image=make_image(alt="A quay", alts={"de": "Ein Kai"}))
        [place] = fronts.home("de", at=NOW).places
        assert place.own.picture.alt == "Ein Kai"


def test_a_page_is_read_from_its_index_however_much_is_published():
    """Places with rules too, whose sections and topics have thousands of stories."""
    sport, sea = make_section("Sport"), make_topic("Sea")
    story = make_live(section=sport, topics=[sea])
    make_row_copies(story, 5_000)
    front = make_front(story, *[None] * 8)
    front.live.slots.filter(position__in=[1, 2, 3]).update(section=sport)
    front.live.slots.filter(position__in=[4, 5, 6]).update(topic=sea)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as captured:
        found = home()
    assert len(found.cards) == len(set(found.cards)) == 20
    nodes = explain(captured[0]["sql"])
    big = [
        node for node in nodes if node.get("Relation Name", "").startswith("articles_publication")
    ]
    assert {node["Node Type"] for node in big} <= {"Index Scan", "Index Only Scan"}
    assert max(node["Actual Rows"] * node["Actual Loops"] for node in nodes) < 500


class TestTheFrameKnowsWhatIsArranged:
    def test_a_page_that_nobody_arranged_asks_for_its_list_alone(self):
        make_live()
        site.furniture("en")
        with CaptureQueriesContext(connection) as captured:
            home()
        [asked] = captured.captured_queries
        with CaptureQueriesContext(connection) as captured:
            published.newest("en", at=NOW)
        [plain] = captured.captured_queries
        assert asked["sql"] == plain["sql"]

    def test_the_first_launch_is_seen_at_once(self):
        new, old = live(2)
        site.furniture("en")
        assert stories(home()) == keys(new, old)
        make_front(old)
        assert stories(home()) == keys(old, new)

    def test_each_page_and_language_by_itself(self):
        make_language("de")
        sport, sea = make_section("Sport"), make_topic("Sea")
        make_front(make_live(), section=sport)
        make_front(make_live(language_id="de"), language="de", topic=sea)
        make_front(make_live(), launched=False)
        for code in ("en", "de"):
            site.furniture(code)
        assert site.arranged("en") == {("section", sport.pk)}
        assert site.arranged("de") == {("topic", sea.pk)}
        assert site.arranged("fr") is None
