"""What readers get while a picture may be shown, and what while it may not."""

from datetime import timedelta

import pytest

from articles.actions import images
from articles.models import Image, Publication
from articles.queries import feeds, news_sitemap, pictures, published, related, rights
from tests.factories import (
    AT,
    make_contributor,
    make_image,
    make_live,
    make_section,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.django_db
HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)
START, END = AT + HOUR, AT + 2 * HOUR
MOMENTS = (AT, START - MOMENT, START, END - MOMENT, END, END + HOUR)


@pytest.fixture
def limit(django_capture_on_commit_callbacks):
    """A function that gives the rights of a picture their limits, and makes its stories again."""

    def limit(image, *, start=None, end=END):
        image.usable_from, image.usable_until = start, end
        with django_capture_on_commit_callbacks(execute=True):
            images.change(image, by=None, at=AT, fields=["usable_from", "usable_until"])

    return limit


def figure(*images):
    return "".join(f'<figure data-image="{image.pk}"></figure>' for image in images)


def files(image):
    """What every address of its files has in it."""
    return Image.objects.get(pk=image.pk).rendition_key


def lead_shown(article, at):
    """Whether each place that can show its lead picture at ``at`` does."""
    found = published.article(article.pk, at=at)
    return {
        "lead": found.page["lead"] is not None,
        "figure": "<img" in found.page["parts"]["figure"],
        "preload": "<link" in found.page["parts"]["preload"],
        "card": "<img" in published.newest("en", at=at).cards[0],
        "social": published.newest("en", at=at).social is not None,
        "feed": feeds.newest("en", at=at).stories[0].lead is not None,
        "sitemap": news_sitemap.newest(at=at).stories[0].lead is not None,
        "file": pictures.public(at).exists(),
    }


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (None, END, [True, True, True, True, False, False]),
        (START, None, [False, False, True, True, True, True]),
        (START, END, [False, False, True, True, False, False]),
        (None, None, [True] * 6),
    ],
)
def test_every_place_shows_a_lead_picture_at_the_same_moments(start, end, shown, limit):
    image = make_image()
    article = make_live(lead_image=image)
    limit(image, start=start, end=end)
    image.refresh_from_db()
    assert [image.is_usable(at) for at in MOMENTS] == shown
    assert [Image.objects.usable(at).exists() for at in MOMENTS] == shown
    for at, is_shown in zip(MOMENTS, shown, strict=True):
        assert set(lead_shown(article, at).values()) == {is_shown}, at


def test_a_picture_of_the_text_goes_alone(limit):
    image, other = make_image(), make_image()
    body = f"<p>One.</p>{figure(image)}<p>Two.</p>{figure(other)}<p>Three.</p>"
    article = make_live(body=body)
    limit(image)
    found = published.article(article.pk, at=END - MOMENT)
    before = "".join(map(str, found.pieces))
    assert (files(image) in before, files(other) in before) == (True, True)
    assert len(found.page["pictures"]) == 2
    found = published.article(article.pk, at=END)
    [told], after = found.page["pictures"], found.pieces
    assert files(other) in told["files"]["full"]["src"]
    assert all(isinstance(piece, str) for piece in after)
    text = "\n".join(after)
    assert (files(image) in text, files(other) in text) == (False, True)
    assert text.count("<figure>") == 1
    assert text.index("One.") < text.index("Two.") < text.index("Three.")


def test_pictures_without_limits_stay_one_string_with_the_text():
    image = make_image()
    article = make_live(body=f"<p>One.</p>{figure(image)}<p>Two.</p>")
    assert [type(one) for one in published.article(article.pk, at=AT).pieces] == [str]


@pytest.mark.parametrize(("count", "left"), [(3, 2), (2, 1), (1, 0)])
def test_a_gallery_is_left_with_the_others(count, left, limit):
    image, others = make_image(), [make_image() for _n in range(count - 1)]
    body = f'<p>x</p><section data-gallery="">{figure(image, *others)}</section>'
    article = make_live(body=body)
    limit(image)
    pieces = published.article(article.pk, at=END).pieces
    text = str(pieces)
    assert files(image) not in text
    assert [files(other) in text for other in others] == [True] * left
    assert files(image) in str(published.article(article.pk, at=AT).pieces)


def test_a_gallery_of_which_nothing_is_left_is_nothing(limit):
    one, two = make_image(), make_image(usable_until=END)
    gallery = f'<section data-gallery="">{figure(one, two)}</section>'
    article = make_live(body=f"<p>x</p>{gallery}")
    limit(one)
    assert published.article(article.pk, at=END).pieces == ["<p>x</p>"]


def test_every_list_shows_the_card_without_it_in_as_many_queries(limit, django_assert_num_queries):
    image = make_image()
    section, topic, tag, person = make_section(), make_topic(), make_tag(), make_contributor()
    where = {"section": section, "topics": [topic], "tags": [tag]}
    make_live(lead_image=image, credits=[(person, "writer")], **where)
    limit(image)
    beside = make_live(topics=[topic])
    key = files(image)

    def lists(at):
        return [
            published.newest("en", at=at).cards,
            published.in_section(section.pk, "en", at=at).cards,
            published.with_topic(topic.pk, "en", at=at).cards,
            published.with_tag(tag.pk, "en", at=at).cards,
            published.by_person(person.pk, "en", at=at).cards,
            [story.card for story in related.stories(beside.pk, [topic.pk], "en", at=at)],
            [story.card for story in published.article(beside.pk, at=at).related],
        ]

    with django_assert_num_queries(7):
        before = lists(END - MOMENT)
    with django_assert_num_queries(7):
        after = lists(END)
    assert [sum(key in card for card in cards) for cards in before] == [1] * 7
    assert [sum(key in card for card in cards) for cards in after] == [0] * 7
    assert [len(cards) for cards in after] == [len(cards) for cards in before]
    assert all("with-picture" not in card for cards in after for card in cards)


def test_an_article_is_one_query_with_and_without_it(limit, django_assert_num_queries):
    image = make_image()
    article = make_live(lead_image=image, body=figure(image) + "<p>x</p>")
    limit(image)
    for at in (AT, END):
        with django_assert_num_queries(1):
            published.article(article.pk, at=at)


def test_no_second_card_is_kept_where_none_is_needed():
    make_live(lead_image=make_image())
    make_live()
    found = Publication.objects.values_list("plain_card", "lead_from", "lead_until")
    assert list(found) == [("", None, None)] * 2


def test_what_was_made_before_there_were_renditions_waits_to_be_made_again():
    old = {"src": "/media/h.png", "width": 8, "height": 6, "alt": "", "caption": "", "credit": ""}
    page = {"lead": old, "parts": {"figure": "<img>", "preload": "", "header": "<h1>"}}
    assert rights.page(page, AT) == {
        "lead": None,
        "parts": {"figure": "", "preload": "", "header": "<h1>"},
        "pictures": [],
    }
    assert rights.lead(None, AT) is None
