"""What a Version holds: the whole article as data, read from the working copy."""

from articles.models import Article

# Fields that are copied as they are. Stage and times are not content: events tell of them.
PLAIN = (
    "kicker",
    "headline",
    "headline_is_working",
    "teaser",
    "body",
    "slug",
    "place",
    "dateline",
    "seo_title",
    "seo_description",
    "note",
)
REFERENCES = ("language_id", "section_id", "lead_image_id", "translation_of_id")


def freeze(article: Article) -> dict:
    """``article`` with everything that belongs to it, as JSON-ready data; four queries.

    Keys are the names of the fields. ``topics`` and ``tags`` are ids in numerical order; in the
    editor's order come ``credits``, dicts with contributor, role, name and initials, and
    ``agencies``, dicts with agency and short name. Equal content freezes to equal data.
    """
    data = {name: getattr(article, name) for name in PLAIN + REFERENCES}
    data["topics"] = sorted(article.topics.values_list("pk", flat=True))
    data["tags"] = sorted(article.tags.values_list("pk", flat=True))
    data["credits"] = list(
        article.credits.order_by("position", "pk").values(
            "contributor_id", "role", "name", "initials"
        )
    )
    data["agencies"] = [
        {"agency_id": pk, "short_name": short_name}
        for pk, short_name in article.agency_credits.order_by("position", "pk").values_list(
            "agency_id", "agency__short_name"
        )
    ]
    return data
