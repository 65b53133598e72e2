"""A version of an article as readers would get it, without anything being published."""

from collections.abc import Mapping
from datetime import datetime

from articles.queries import preview, published, related
from articles.snapshot.page import make_ready
from articles.snapshot.story import story_parts


def as_published(
    data: Mapping,
    *,
    article_id: int,
    published_at: datetime | None,
    at: datetime,
    without_section: str,
) -> published.PublishedArticle | None:
    """What the version ``data`` would be as a publication, now; None on a site without sections.

    ``published_at`` is when readers first got the article, if they have. ``without_section`` is
    shown where a section is still to be chosen. Only what is live is pointed at.
    """
    section = preview.section_or_any(data["section_id"])
    if section is None:
        return None
    times = {"published_at": published_at or at, "updated_at": at}
    ready = make_ready({**data, "section_id": section}, article_id=article_id, **times)
    columns = ready.columns
    page = columns["page"]
    if section != data["section_id"]:
        page["section"] = {"name": without_section, "url": "#"}
        page["parts"] = story_parts(
            page, headline=columns["headline"], teaser=columns["teaser"], **times
        )
    language = columns["language_id"]
    return published.PublishedArticle(
        pk=article_id,
        language=language,
        slug=columns["slug"],
        headline=columns["headline"],
        teaser=columns["teaser"],
        **times,
        page=page,
        pieces=columns["pieces"],
        read_more=preview.read_more([row[0] for row in ready.read_more], at=at),
        translations=preview.translations(columns["translation_group"], article_id, at=at),
        related=related.cards(article_id, ready.topics, language, at=at),
    )
