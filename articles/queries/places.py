"""What a page of cards says of those that staff placed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class OwnPicture:
    """A picture of a place instead of the story's own: its renditions and alternative text."""

    key: str
    renditions: dict
    alt: str


@dataclass(frozen=True)
class OwnCard:
    """What the card of a story says in its place.

    ``picture`` takes the place of the story's own; without it that is shown, if ``has_picture``.
    """

    url: str
    headline: str
    kicker: str
    teaser: str
    section: dict[str, str]
    language: str
    direction: str
    published_at: datetime
    picture: OwnPicture | None
    has_picture: bool

    @property
    def words(self) -> dict[str, Any]:
        """What any card is made of, see ``snapshot.card``."""
        names = ("url", "headline", "kicker", "teaser", "section", "language", "direction")
        return {name: getattr(self, name) for name in (*names, "published_at")}


@dataclass(frozen=True)
class Place:
    """A card that stands where staff put it; ``size`` is a ``SlotSize``, ``story`` the key of its
    publication.

    ``own`` is None where the story's ready card is shown.
    """

    size: str
    own: OwnCard | None = None
    story: int = 0
