"""The parts of a story's page that are known when it is published, as finished HTML."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.body import ImageData

PARTS = (
    "preload",
    "header",
    "retraction",
    "meta",
    "figure",
    "sign_off",
    "corrections",
    "subjects",
)


def story_parts(
    page: Mapping,
    *,
    lead: ImageData | None,
    headline: str,
    teaser: str,
    published_at: datetime,
    updated_at: datetime,
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
        "corrections": [
            {**entry, "at": datetime.fromisoformat(entry["at"]).astimezone(UTC)}
            for entry in page["corrections"]
        ],
    }
    context = {"page": shown, "lead": lead}
    return {
        part: render_to_string(f"articles/story/{part}.html", context).strip() for part in PARTS
    }
