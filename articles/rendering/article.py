"""From a published article to what its page's template prints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from articles.body import render_read_more
from articles.queries.published import PublishedArticle, Target
from articles.queries.site import Furniture

from .structured_data import news_article


@dataclass(frozen=True)
class Translation:
    code: str
    language_name: str
    headline: str
    url: str


@dataclass(frozen=True)
class ArticlePage:
    headline: str
    kicker: str
    teaser: str
    title: str
    description: str
    language: str
    dir: str
    section: dict
    byline: list[dict]
    sign_off: SafeString
    dateline: str
    place: str
    published_at: datetime
    updated_at: datetime
    was_updated: bool
    lead: dict | None
    # What was finished at publication: see ``snapshot.story``.
    parts: dict[str, SafeString]
    body: SafeString
    topics: list[dict]
    tags: list[dict]
    related: list[SafeString]
    translations: list[Translation]
    reading_minutes: int
    word_count: int
    canonical_url: str
    json_ld: SafeString


def article_page(
    article: PublishedArticle,
    furniture: Furniture,
    absolute: Callable[[str], str],
) -> ArticlePage:
    """``absolute`` makes a full address of a path."""
    page = article.page
    return ArticlePage(
        headline=article.headline,
        kicker=page["kicker"],
        teaser=article.teaser,
        title=page["seo_title"] or article.headline,
        description=page["seo_description"] or article.teaser,
        language=article.language,
        dir=page["direction"],
        section=page["section"],
        byline=page["byline"],
        sign_off=ready(page["sign_off"]),
        dateline=page["dateline"],
        place=page["place"],
        published_at=article.published_at,
        updated_at=article.updated_at,
        was_updated=article.updated_at > article.published_at,
        lead=page["lead"],
        parts={name: ready(html) for name, html in page["parts"].items()},
        body=body(article.pieces, article.read_more),
        topics=page["topics"],
        tags=page["tags"],
        related=cards(article.related),
        translations=translations(article.translations, furniture),
        reading_minutes=page["reading_minutes"],
        word_count=page["word_count"],
        canonical_url=absolute(article.url),
        json_ld=news_article(article, furniture.site, absolute),
    )


def body(pieces: list, read_more: Mapping[int | None, Target]) -> SafeString:
    """The pieces made at publication, with each read-more whose target is live in its place."""
    parts = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif target := read_more.get(piece["read_more"]):
            parts.append(render_read_more(target.headline, target.url))
    return mark_safe("\n".join(parts))


def cards(ready_made: list[str]) -> list[SafeString]:
    return [ready(card) for card in ready_made]


def ready(html: str) -> SafeString:
    """HTML that our own templates made when the article was published."""
    return mark_safe(html)


def translations(targets: list[Target], furniture: Furniture) -> list[Translation]:
    names = {language.code: language.name for language in furniture.site.languages}
    return [
        Translation(
            code=target.language,
            language_name=names.get(target.language, target.language),
            headline=target.headline,
            url=target.url,
        )
        for target in targets
    ]
