"""What a Version holds: the whole article as data, read from the working copy."""

from collections.abc import Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from articles.body import parse, references
from articles.models import Article, Image, TaggedArticle

from .tags import standing

# Fields that are copied as they are. Stage and times are not content: events tell of
# them (for the times see ``times``).
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
    """``article`` with everything that belongs to it, as JSON-ready data; one query, and one more
    where it shows pictures.

    Keys are the names of the fields. ``topics`` and ``tags`` are ids in numerical order; in the
    editor's order come ``credits``, dicts with contributor, role, name and initials, and
    ``agencies``, dicts with agency and short name. ``pictures`` holds what the pictures of the text
    say about themselves (alt, caption, credit), by their ids as strings. Equal content freezes to
    equal data.
    """
    data = {name: getattr(article, name) for name in PLAIN + REFERENCES}
    topics, tags, credits, agencies = _beside(article)
    data |= {"topics": sorted(topics), "tags": sorted(tags)}
    data |= {"credits": credits, "agencies": agencies}
    data["pictures"] = _pictures(data)
    return data


def _beside(article):
    """Topics, tags, credits and agencies of ``article``, in one row."""
    credits = article.credits.order_by("position", "pk")
    agencies = article.agency_credits.order_by("position", "pk")
    topics = Article.topics.through.objects.filter(article=article.pk)
    tags = TaggedArticle.objects.filter(content_object=article.pk)
    person = {name: name for name in ("contributor_id", "role", "name", "initials")}
    agency = {"agency_id": "agency_id", "short_name": "agency__short_name"}
    row = Article.objects.filter(pk=article.pk).values_list(
        ArraySubquery(topics.values("topic_id")),
        ArraySubquery(tags.values("tag_id")),
        ArraySubquery(credits.values(json=JSONObject(**person))),
        ArraySubquery(agencies.values(json=JSONObject(**agency))),
    )
    return row.get()


def is_same(frozen: Mapping, data: Mapping) -> bool:
    """Whether ``data`` says what the version ``frozen`` says.

    Versions from before pictures were frozen are not asked about these. A tag that was merged since
    is the one that it was merged into.
    """
    if not isinstance(frozen, dict):
        return False
    said = {"pictures": data["pictures"], **frozen}
    return said == data or {**said, "tags": data["tags"]} == data == {**data, "tags": _stand(said)}


def _stand(said):
    """The tags of a version by number, as they stand now; a query."""
    return sorted(tag.pk for tag in standing(said.get("tags") or ()))


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
