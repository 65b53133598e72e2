"""From a published article to what its page's template prints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from articles import locales
from articles.body import render_gallery, render_read_more
from articles.queries.published import PublishedArticle, Target
from articles.queries.recent import Recent
from articles.queries.site import Furniture

from . import sharing, stencil, structured_data
from .corrections import headline_alone


@dataclass(frozen=True)
class Translation:
    code: str
    language_name: str
    headline: str
    url: str


@dataclass(frozen=True)
class RelatedCard:
    """``topics`` says why it stands there: what both stories are about."""

    card: SafeString
    topics: str


@dataclass(frozen=True)
class ArticlePage:
    """Texts that are not marked safe are escaped where they are printed."""

    title: str
    description: str
    language: str
    dir: str
    # What was finished at publication: see ``snapshot.story``.
    parts: dict[str, SafeString]
    body: SafeString
    has_gallery: bool
    related: list[RelatedCard]
    recent: list[dict[str, str]]
    translations: list[Translation]
    canonical_url: str
    sharing: SafeString
    json_ld: SafeString


def article_page(
    article: PublishedArticle,
    furniture: Furniture,
    absolute: Callable[[str], str],
) -> ArticlePage:
    """``absolute`` makes a full address of a path."""
    page = article.page
    return ArticlePage(
        title=title(article),
        description=page["seo_description"] or article.teaser,
        language=article.language,
        dir=page["direction"],
        parts={name: ready(html) for name, html in page["parts"].items()},
        body=body(article.pieces, article.read_more, kept=furniture.site.kept),
        has_gallery=any(is_gallery(piece) for piece in article.pieces),
        related=related_cards(article),
        recent=[recent(story) for story in article.recent],
        translations=translations(article.translations, furniture),
        canonical_url=absolute(article.url),
        sharing=sharing.of_article(article, furniture, absolute),
        json_ld=structured_data.of_story(article, furniture.site, absolute),
    )


def title(article: PublishedArticle) -> str:
    """What a search engine or a tab shows of a story, alone."""
    page = article.page
    return headline_alone(page["seo_title"] or article.headline, page.get("corrections"))


def body(pieces: list, read_more: Mapping[int | None, Target], *, kept: dict) -> SafeString:
    """The pieces made at publication, with each read-more whose target is live in its place.

    ``kept`` is for what can be used again in the same language (see ``stencil``).
    """
    parts = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif "gallery" in piece:
            parts.append(_gallery(piece, kept))
        elif "html" in piece:
            parts.append(piece["html"])
        elif target := read_more.get(piece["read_more"]):
            words = {"headline": target.headline, "url": target.url}
            parts.append(stencil.render(render_read_more, "read more", words, kept=kept))
    return mark_safe("\n".join(parts))


def is_gallery(piece: str | dict) -> bool:
    """Whether a piece of a body shows several pictures for readers to leaf through."""
    return isinstance(piece, dict) and len(piece.get("gallery", ())) > 1


def _gallery(piece: dict, kept: dict) -> str:
    own = {"figures": [ready(picture["html"]) for picture in piece["gallery"]]}
    return stencil.render(
        lambda context: render_gallery(context["figures"]), "gallery", own, kept=kept
    )


def related_cards(article: PublishedArticle) -> list[RelatedCard]:
    page = article.page
    links = zip(page["topic_ids"], page["topics"], strict=True)
    names = {pk: link["name"] for pk, link in links}
    return [
        RelatedCard(ready(story.card), ", ".join(names[pk] for pk in story.topics if pk in names))
        for story in article.related
    ]


def recent(story: Recent) -> dict[str, str]:
    at = story.published_at
    headline = headline_alone(story.headline, story.corrections)
    return {"headline": headline, "url": story.url, "iso": at.isoformat(), "day": locales.day(at)}


def cards(ready_made: list[str]) -> list[SafeString]:
    return [ready(card) for card in ready_made]


def ready(html: str) -> SafeString:
    """HTML that our own templates made when the article was published."""
    return mark_safe(html)


def translations(targets: list[Target], furniture: Furniture) -> list[Translation]:
    """In the order of the site's languages."""
    by_language = {target.language: target for target in targets}
    return [
        Translation(
            code=language.code,
            language_name=language.name,
            headline=by_language[language.code].headline,
            url=by_language[language.code].url,
        )
        for language in furniture.site.languages
        if language.code in by_language
    ]
