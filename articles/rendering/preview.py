"""A version of an article as readers would get it, without anything being published."""

from collections.abc import Mapping
from datetime import datetime

from articles.queries import preview, published, recent, related, rights
from articles.snapshot.page import make_ready
from articles.snapshot.pictures import Address


def as_published(
    data: Mapping,
    *,
    article_id: int,
    published_at: datetime | None,
    at: datetime,
    without_section: str,
    picture_address: Address,
) -> published.PublishedArticle | None:
    """What the version ``data`` would be as a publication, now; None on a site without sections.

    ``published_at`` is when readers first got the article, if they have. ``without_section`` is
    shown where a section is still to be chosen; ``picture_address`` says where whoever looks at it
    gets the files of its pictures. Only what is live is pointed at, and pictures that may not be
    shown now are left out.
    """
    section = preview.section_or_any(data["section_id"])
    if section is None:
        return None
    times = {"published_at": published_at or at, "updated_at": at}
    is_chosen = section == data["section_id"]
    ready = make_ready(
        {**data, "section_id": section},
        article_id=article_id,
        **times,
        picture_address=picture_address,
        section_link=None if is_chosen else {"name": without_section, "url": "#"},
    )
    columns = ready.columns
    language = columns["language_id"]
    beside = related.stories(article_id, ready.topics, language, at=at)
    newest = recent.stories(article_id, language, at=at)
    return published.PublishedArticle(
        pk=article_id,
        language=language,
        slug=columns["slug"],
        headline=columns["headline"],
        teaser=columns["teaser"],
        **times,
        page=rights.page(columns["page"], at),
        pieces=rights.pieces(columns["pieces"], at),
        read_more=preview.read_more([row[0] for row in ready.read_more], at=at),
        translations=preview.translations(columns["translation_group"], article_id, at=at),
        related=beside,
        recent=recent.listed(newest, beside={story.pk for story in beside}),
    )
