"""What a Version holds: the whole article as data, read from the working copy."""

from collections.abc import Mapping

from articles.body import parse, references
from articles.models import Article, Image

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
    """``article`` with everything that belongs to it, as JSON-ready data; four queries,
    and one more where it shows pictures.

    Keys are the names of the fields. ``topics`` and ``tags`` are ids in numerical order; in the
    editor's order come ``credits``, dicts with contributor, role, name and initials, and
    ``agencies``, dicts with agency and short name. ``pictures`` holds what the pictures of the text
    say about themselves (alt, caption, credit), by their ids as strings. Equal content freezes to
    equal data.
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
    data["pictures"] = _pictures(data)
    return data


def is_same(frozen: Mapping, data: Mapping) -> bool:
    """Whether ``data`` says what the version ``frozen`` says.

    Versions from before pictures were frozen are not asked about these.
    """
    return {"pictures": data["pictures"], **frozen} == data


def _pictures(data):
    shown = {data["lead_image_id"], *references(parse(data["body"])).images} - {None}
    code = data["language_id"]
    return {
        str(image.pk): {
            "alt": image.alt_in(code),
            "caption": image.caption_in(code),
            "credit": image.credit,
        }
        for image in (Image.objects.filter(pk__in=shown) if shown else ())
    }
