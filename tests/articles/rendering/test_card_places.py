"""Cards made once, told their place on each page."""

import re

import pytest

from articles.models import Publication
from articles.rendering.card_places import BY_SIZE, STREAM, in_place, top
from tests.factories import make_image, make_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def card():
    return card_of(make_live(lead_image=make_image(size=(640, 360))))


def card_of(article):
    return Publication.objects.get(pk=article.pk).card


def sizes(card):
    """What the card's picture says of its width, once."""
    [found] = set(re.findall('sizes="([^"]*)"', card))
    return found


@pytest.mark.parametrize(
    ("kind", "placed", "expected"),
    [
        ("front", [], ["lead", "large", "normal", "large", "large", "large"]),
        ("section", [], ["lead", "large", "normal"]),
        ("topic", [], ["lead"]),
        ("tag", [], []),
        ("person", [], []),
        ("section", ["normal"], ["normal", "large", "normal"]),
        ("topic", ["large", "large"], ["large", "large"]),
    ],
)
def test_what_staff_chose_stands_on_top_and_the_rest_of_it_as_ever(kind, placed, expected):
    assert top(kind, placed, is_first=True) == expected


def test_later_pages_have_no_top():
    assert top("front", [], is_first=False) == []


def test_a_picture_is_told_how_wide_it_is_shown(card):
    placed = in_place([card] * 5, ["large", "lead", "normal"])
    shown = [BY_SIZE["large"], BY_SIZE["lead"], BY_SIZE["normal"], STREAM, STREAM]
    assert [sizes(one) for one in placed] == [shown[0], *(f"auto, {one}" for one in shown[1:])]


def test_the_first_picture_comes_at_once_and_the_others_wait(card):
    placed = in_place([card] * 3, ["lead"])
    assert ['loading="lazy"' in one for one in placed] == [False, True, True]
    assert ['fetchpriority="high"' in one for one in placed] == [True, False, False]
    # Decoded later, it would blink in after the words that are read first.
    assert ['decoding="async"' in one for one in placed] == [False, True, True]


def test_the_first_that_is_shown_on_every_screen_comes_at_once(card):
    bare = card_of(make_live())
    placed = in_place([card, bare, card, card], ["normal", "lead", "large", "lead"])
    assert ['fetchpriority="high"' in one for one in placed] == [False, False, True, False]


def test_in_a_stream_which_has_none_on_a_phone_every_picture_waits(card):
    assert all('loading="lazy"' in one for one in in_place([card] * 3, []))


def test_a_lead_has_the_crop_for_leads(card):
    placed = in_place([card] * 4, ["large", "lead", "normal"])
    crops = [set(re.findall(r"/(\w+)-\d+\.\w+", one)) for one in placed]
    assert crops == [{"3x2"}, {"16x9"}, {"3x2"}, {"3x2"}]


def test_a_tiny_picture_keeps_the_only_file_that_it_has():
    card = card_of(make_live(lead_image=make_image(size=(310, 150))))
    [placed] = in_place([card], ["lead"])
    assert set(re.findall(r"/(\w+)-(\d+)\.\w+", placed)) == {("3x2", "225")}


def test_words_stay_as_they_are_written():
    words = 'src="/x/3x2-320.jpg" loading="lazy" sizes="auto, 1px" /3x2-320.'
    article = make_live(headline=words, lead_image=make_image(size=(640, 360)))
    card = card_of(article)
    [placed] = in_place([card], ["lead"])
    shown = re.compile('<h3 class="card-headline">.*?</h3>')
    assert shown.findall(placed) == shown.findall(card)


def test_a_card_without_a_picture_and_no_card_at_all():
    card = card_of(make_live())
    assert in_place([card], ["lead"]) == [card]
    assert in_place([], ["lead"]) == []
