"""Cards made once, told their place on each page."""

import re
from itertools import islice

import pytest

from articles.models import Publication
from articles.rendering.card_places import BY_SIZE, LAYOUTS, in_place, stream
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


@pytest.mark.parametrize("kind", ["front", "section", "topic", "tag", "person"])
@pytest.mark.parametrize("is_first", [True, False])
def test_each_card_knows_its_place(card, kind, is_first):
    placed = in_place([card] * 20, kind, is_first=is_first)
    layout = LAYOUTS.get(kind, stream) if is_first else stream
    first, *others = islice(layout(), 20)
    assert [sizes(one) for one in placed] == [first, *(f"auto, {one}" for one in others)]


def test_the_first_picture_comes_at_once_and_the_others_wait(card):
    placed = in_place([card] * 3, "tag", is_first=True)
    assert ['loading="lazy"' in one for one in placed] == [False, True, True]
    assert ['fetchpriority="high"' in one for one in placed] == [True, False, False]
    # Decoded later, it would blink in after the words that are read first.
    assert ['decoding="async"' in one for one in placed] == [False, True, True]


@pytest.mark.parametrize(
    ("kind", "is_first", "crop"),
    [(kind, True, "16x9") for kind in ("front", "section", "topic")]
    + [("front", False, "3x2"), ("tag", True, "3x2"), ("person", True, "3x2")],
)
def test_where_the_first_is_shown_wide_it_has_the_crop_for_that(card, kind, is_first, crop):
    first, second = in_place([card] * 2, kind, is_first=is_first)
    assert set(re.findall(r"/(\w+)-\d+\.\w+", first)) == {crop}
    assert set(re.findall(r"/(\w+)-\d+\.\w+", second)) == {"3x2"}


def test_a_tiny_picture_keeps_the_only_file_that_it_has():
    card = card_of(make_live(lead_image=make_image(size=(310, 150))))
    [placed] = in_place([card], "front", is_first=True)
    assert set(re.findall(r"/(\w+)-(\d+)\.\w+", placed)) == {("3x2", "225")}


def test_words_stay_as_they_are_written():
    words = 'src="/x/3x2-320.jpg" loading="lazy" sizes="auto, 1px" /3x2-320.'
    article = make_live(headline=words, lead_image=make_image(size=(640, 360)))
    card = card_of(article)
    [placed] = in_place([card], "front", is_first=True)
    shown = re.compile('<h3 class="card-headline">.*?</h3>')
    assert shown.findall(placed) == shown.findall(card)


def test_a_card_without_a_picture_and_no_card_at_all():
    card = card_of(make_live())
    assert in_place([card], "front", is_first=True) == [card]
    assert in_place([], "front", is_first=True) == []


def test_what_staff_placed_is_as_wide_as_its_size_wherever_it_stands(card):
    placed = in_place([card] * 4, "front", is_first=True, sizes=["large", "lead", "normal", "lead"])
    shown = [sizes(one).removeprefix("auto, ") for one in placed]
    assert shown == [BY_SIZE[size] for size in ("large", "lead", "normal", "lead")]
    crops = [set(re.findall(r"/(\w+)-\d+\.\w+", one)) for one in placed]
    assert crops == [{"3x2"}, {"16x9"}, {"3x2"}, {"16x9"}]
    assert ['fetchpriority="high"' in one for one in placed] == [True, False, False, False]
