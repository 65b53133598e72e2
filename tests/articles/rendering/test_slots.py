"""The cards of a page that staff arranged."""

from articles.queries.places import OwnCard, OwnPicture, Place
from articles.queries.published import CardList
from articles.rendering import slots
from tests.factories import AT

CARD = '<div class="card with-picture"><h3>Ready</h3><picture><img alt="Its own"></picture></div>'
RENDITIONS = {"3x2": {"sizes": [[480, 320], [960, 640]], "formats": ["avif", "jpg"]}}


def own(**fields):
    words = {
        "url": "/en/x/a-1/",
        "headline": "Own & new",
        "kicker": "",
        "teaser": "",
        "language": "en",
    }
    section = {"name": "World", "url": "/en/world/s-1/"}
    rest = {"section": section, "direction": "ltr", "published_at": AT}
    return OwnCard(**words | rest | {"picture": None, "has_picture": True} | fields)


def shown(place, **options):
    [card] = slots.cards(CardList([CARD], places=[place]), kept={}, **options)
    return card


def test_a_card_without_words_of_its_own_is_the_ready_one():
    assert shown(Place("lead")) == CARD
    assert slots.cards(CardList(["a", "b"]), kept={}) == ["a", "b"]


def test_its_words_and_the_picture_of_the_story():
    card = shown(Place("lead", own()))
    assert '<a href="/en/x/a-1/">Own &amp; new</a>' in card
    assert '<p class="kicker card-section"><a href="/en/world/s-1/">World</a></p>' in card
    assert '<picture><img alt="Its own"></picture>' in card


def test_no_picture_and_another():
    assert "<picture>" not in shown(Place("lead", own(has_picture=False)))
    picture = OwnPicture("key", RENDITIONS, 'A "quay"')
    card = shown(Place("lead", own(picture=picture)), picture_address="/{}/{}".format)
    assert 'alt="A &quot;quay&quot;"' in card
    assert 'src="/key/3x2-480.jpg"' in card
    assert "Its own" not in card


def test_cards_of_one_shape_are_rendered_once():
    kept = {}
    for headline in ("One", "Two"):
        place = Place("lead", own(headline=headline))
        [card] = slots.cards(CardList([CARD], places=[place]), kept=kept)
        assert f">{headline}</a>" in card
    assert len(kept) == 1
