"""The parts of a story's page that are known when it is published, as finished HTML."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

PARTS = ("header", "meta", "figure", "subjects")


def story_parts(
    page: Mapping, *, headline: str, teaser: str, published_at: datetime, updated_at: datetime
) -> dict[str, str]:
    """HTML by name, in the active language: ``templates/articles/story/<name>.html`` of ``page``.

    Headline and people above the text, sign-off and topics below it. What changes without a
    publication (read-mores, translations, related stories) stays out.
    """
    shown = {
        **page,
        "headline": headline,
        "teaser": teaser,
        "sign_off": mark_safe(page["sign_off"]),  # made by us of escaped words
        "published_at": published_at.astimezone(UTC),
        "updated_at": updated_at.astimezone(UTC),
        "was_updated": updated_at > published_at,
    }
    return {
        part: render_to_string(f"articles/story/{part}.html", {"page": shown}).strip()
        for part in PARTS
    }
