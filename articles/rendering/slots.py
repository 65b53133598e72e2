"""The cards of a page that staff arranged, some of which have words of their own."""

import re
from collections.abc import MutableMapping
from itertools import zip_longest

from django.utils.safestring import SafeString

from articles import addresses
from articles.pictures.crops import CARD
from articles.queries.places import OwnCard, OwnPicture
from articles.queries.published import CardList
from articles.snapshot import card as made
from articles.snapshot.cuts import Address, cut

from . import stencil
from .article import ready

# Nothing that is written in a card can look so: it is escaped.
PICTURE = re.compile("<picture>.*?</picture>", re.DOTALL)
Kept = MutableMapping


def cards(
    found: CardList, *, kept: Kept, picture_address: Address = addresses.picture
) -> list[str]:
    """The cards as they are shown, in the active language; see ``stencil.render`` for ``kept``.

    ``picture_address`` says where the files of their own pictures are for whoever looks at them.
    """
    return [
        _own(place.own, card, kept, picture_address) if place and place.own else card
        for card, place in zip_longest(found.cards, found.places)
    ]


def _own(own: OwnCard, card: str, kept: Kept, address: Address) -> str:
    words = made.of(**own.words, picture=_picture(own, card, kept, address))
    return stencil.render(made.render, "card", words, kept=kept)


def _picture(own: OwnCard, card: str, kept: Kept, address: Address) -> SafeString:
    if own.picture:
        return _own_picture(own.picture, kept, address)
    found = PICTURE.search(card) if own.has_picture else None
    return ready(found[0] if found else "")


def _own_picture(picture: OwnPicture, kept: Kept, address: Address) -> SafeString:
    cut_for_cards = cut(picture.key, CARD.name, picture.renditions[CARD.name], address)
    words = made.picture({CARD.name: cut_for_cards}, picture.alt)
    return ready(stencil.render(made.render_picture, "picture of a card", words, kept=kept))
