"""Home, sections and topics as staff arranged them, over HTTP."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions, addresses
from articles.actions import images, search_words
from articles.pictures.renditions import names
from tests.factories import (
    AT,
    make_front,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_topic,
    say,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & </picture> {{ x }} \ue000"


def shown(client, path="/en/"):
    """Size and headline of each card."""
    page = client.get(path).content.decode()
    items = re.findall(r"<li(?: class=\"is-(\w+)\")?><div class=\"card.*?</li>", page, re.DOTALL)
    headlines = re.findall(r'<h3 class="card-headline"><a href="[^"]*">([^<]*)</a>', page)
    return list(zip(items, headlines, strict=True))


def card(client, path="/en/"):
    """The first card."""
    page = client.get(path).content.decode()
    return re.search(r'<div class="card.*?</div>', page, re.DOTALL)[0]


def test_what_staff_placed_takes_the_first_places(client):
    make_live(headline="new", at=AT + timedelta(hours=1))
    old = make_live(headline="old")
    assert shown(client) == [("lead", "new"), ("large", "old")]
    make_front(old, sizes=["normal"])
    assert shown(client) == [("normal", "old"), ("large", "new")]


def test_what_follows_the_top_is_a_stream_of_the_most_recent(client):
    for n in range(8):
        make_live(headline=f"Story {n}", at=AT - timedelta(hours=n))
    sizes = ["lead", "large", "normal", "large", "large", "large", "", ""]
    assert [size for size, _headline in shown(client)] == sizes
    page = client.get("/en/").content.decode()
    top, stream = page.split('<ul class="cards stream" role="list">')
    assert '<h2 class="stream-heading">Most recent</h2>' in top
    assert ("Story 5" in top, "Story 6" in top, "Story 6" in stream) == (True, False, True)


def test_a_withdrawn_story_leaves_its_place_at_once(client):
    new, old = make_live(headline="new", at=AT + timedelta(hours=1)), make_live(headline="old")
    make_front(old, sizes=["lead"])
    actions.withdraw(old, by=None, at=timezone.now(), why="Wrong.")
    assert shown(client) == [("lead", "new")]
    assert new


def test_a_card_in_its_own_words(client):
    story = make_live(headline="Story", kicker="", teaser="Teaser.")
    ready = card(client)
    front = make_front(story)
    assert card(client) == ready
    say(front, story, kicker="Sea", headline="Own & new", teaser="Own teaser.")
    own = card(client)
    assert '<p class="kicker">Sea</p>' in own
    assert f'<a href="/en/story/a-{story.pk}/">Own &amp; new</a>' in own
    assert '<p class="card-teaser">Own teaser.</p>' in own
    time = re.compile("<time .*?</time>")
    assert time.findall(own) == time.findall(ready)


def test_a_card_without_its_picture_and_with_another(client):
    story = make_live(lead_image=make_image(alt="Of the story", size=(640, 360)))
    front = make_front(story)
    say(front, story, shows_picture=False)
    assert "<picture>" not in card(client)
    assert 'class="card"' in card(client)
    image = make_image(alt="Of the place", size=(640, 360))
    say(front, story, shows_picture=True, image=image)
    assert re.findall('alt="([^"]*)"', card(client)) == ["Of the place"]
    file = re.search(r'src="(/media/[^"]*)"', card(client))[1]
    assert image.rendition_key in file
    assert client.get(file).status_code == 200


def test_a_picture_that_may_not_be_used_any_more_gives_way_to_the_storys_own(client):
    story = make_live(lead_image=make_image(alt="Of the story", size=(640, 360)))
    image = make_image(alt="Of the place", size=(640, 360))
    front = make_front(story)
    say(front, story, image=image)
    file = re.search(r'src="(/media/[^"]*)"', card(client))[1]
    image.do_not_use = "Privacy"
    images.change(image, by=None, at=timezone.now(), fields=["do_not_use"])
    assert re.findall('alt="([^"]*)"', card(client)) == ["Of the story"]
    assert client.get(file).status_code == 404


def test_a_picture_of_a_draft_is_not_public(client):
    story, image = make_live(), make_image(size=(640, 360))
    front = make_front(story)
    say(front, story, image=image, launched=False)
    assert client.get(f"/media/pictures/{image.rendition_key}/3x2-320.jpg").status_code == 404


@pytest.mark.parametrize("state", ["scheduled", "withdrawn", "expired"])
def test_nothing_tells_of_a_placed_story_that_readers_do_not_have(client, state):
    """Neither a page nor a feed nor search, by its words, those of its place, or its pictures."""
    section, topic = make_section("World"), make_topic("Sea")
    filed = {"section": section, "topics": [topic], "headline": "LEAK abdication", "teaser": "LEAK"}
    own, lead = make_image(alt="LEAK"), make_image(alt="LEAK")
    make_live(section=section, topics=[topic], headline="Shown", at=AT - timedelta(days=1))
    if state == "scheduled":
        story = make_scheduled(
            publish_at=timezone.now() + timedelta(days=1), lead_image=lead, **filed
        )
    else:
        story = make_live(lead_image=lead, **filed)
    search_words.learn("LEAK abdication", "en")
    for of in ({}, {"section": section}, {"topic": topic}):
        front = make_front(story, **of)
        say(front, story, headline="LEAK own", kicker="LEAK", teaser="LEAK", image=own)
    if state == "withdrawn":
        actions.withdraw(story, by=None, at=AT, why="LEAK")
    if state == "expired":
        actions.set_expiry(story, by=None, at=AT, expires_at=AT + timedelta(hours=1))
    pages = ["/en/", f"/en/world/s-{section.pk}/", f"/en/sea/t-{topic.pk}/"]
    paths = [f"{page}{end}" for page in pages for end in ("", "?text", "feed.rss", "feed.json")]
    paths += [
        "/en/search/?q=shown",
        "/en/search/?q=abdication",
        "/en/search/",
        "/en/nothing/",
        "/sitemap.xml",
    ]
    for path in paths:
        assert "LEAK" not in client.get(path).content.decode(), path
    for query in ("abdicatoin", "shown -abdicatoin"):
        assert "abdication" not in client.get("/en/search/", {"q": query}).content.decode().lower()
    for image in (own, lead):
        for name in names(image.renditions):
            path = addresses.picture(image.rendition_key, name)
            assert client.get(path).status_code == 404, path


def test_words_stay_words(client):
    story = make_live(lead_image=make_image(alt=HOSTILE, size=(640, 360)), slug="x")
    front = make_front(story)
    say(front, story, kicker=HOSTILE, headline=HOSTILE, teaser=HOSTILE)
    page = client.get("/en/").content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;/picture&gt;") >= 4


def test_words_of_a_right_to_left_page(client):
    make_language("ar", "العربية", "rtl")
    story = make_live(headline="الميناء", language_id="ar")
    front = make_front(story, language="ar")
    say(front, story, headline="البحر")
    own = card(client, "/ar/")
    assert 'lang="ar" dir="rtl"' in own
    assert "البحر" in own


def test_a_section_and_a_topic_that_staff_arranged(client):
    section, topic = make_section("World"), make_topic("Sea")
    fields = {"section": section, "topics": [topic]}
    old = make_live(headline="old", **fields)
    make_live(headline="new", at=AT + timedelta(hours=1), **fields)
    make_front(old, section=section, sizes=["large"])
    make_front(old, topic=topic, sizes=["lead"])
    of_section = shown(client, f"/en/{section.slug}/s-{section.pk}/")
    assert of_section == [("large", "old"), ("large", "new")]
    of_topic = shown(client, f"/en/{topic.slug}/t-{topic.pk}/")
    assert of_topic[0] == ("lead", "old")


def test_no_more_queries_than_without_a_front(client, django_assert_num_queries):
    image = make_image(size=(640, 360))
    made = [make_live(headline=f"Story {n}", lead_image=image) for n in range(12)]
    client.get("/en/")
    with django_assert_num_queries(1):
        client.get("/en/")
    front = make_front(*made)
    for story in made[:6]:
        say(front, story, headline="Own", image=image)
    client.get("/en/")
    with django_assert_num_queries(1):
        assert [headline for _size, headline in shown(client)][:6] == ["Own"] * 6
