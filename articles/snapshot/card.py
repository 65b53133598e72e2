"""A story as lists show it. What its template prints is all texts: see ``rendering.stencil``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles import locales
from articles.body import Cut
from articles.pictures.crops import CARD


def of(*, published_at: datetime, picture: str, **words: Any) -> dict[str, Any]:
    """What ``render`` prints, in the active language. ``picture`` is HTML, or empty.

    ``words`` are url, headline, kicker, teaser, section (name and url), language and direction.
    """
    at = timezone.localtime(published_at, timezone.get_default_timezone())
    published = {"iso": at.isoformat(), "words": locales.day(at)}
    return {**words, "published": published, "picture": picture}


def render(card: Mapping[str, Any]) -> str:
    return render_to_string("articles/card.html", dict(card)).strip()


def picture(cuts: Mapping[str, Cut], alt: str) -> dict[str, Any]:
    """What ``render_picture`` prints of the cut for cards."""
    cut = cuts[CARD.name]
    return {
        "cut": {
            **{name: getattr(cut, name) for name in ("src", "srcset", "sizes")},
            "sources": [list(source) for source in cut.sources],
            "width": str(cut.width),
            "height": str(cut.height),
        },
        "alt": alt,
        "css_class": "card-picture",
    }


def render_picture(picture: Mapping[str, Any]) -> SafeString:
    return mark_safe(render_to_string("articles/picture.html", dict(picture)).strip())
