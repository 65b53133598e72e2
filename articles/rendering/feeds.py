"""From live stories and corrections to feeds, whatever form they are then written in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles import addresses, chars
from articles.enums import ChangeKind
from articles.queries.corrections import Entry, Remark
from articles.queries.feeds import Story
from articles.queries.site import Furniture

from .corrections import headline_alone, labelled, told
from .feed_text import whole_text
from .logo import File, for_machines


@dataclass(frozen=True)
class Author:
    name: str
    url: str


@dataclass(frozen=True)
class Picture:
    """A JPEG of 16 to 9; sizes are in pixels. ``alt``, ``caption`` and ``credit`` may be empty."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    is_generated: bool = False


@dataclass(frozen=True)
class Item:
    """``title`` and ``summary`` are plain text, ``content`` is HTML; addresses are full ones.

    ``updated_at`` moves with what readers are told of, and not with minor changes. Without
    ``authors`` it is by the publisher of the feed.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    published_at: datetime
    updated_at: datetime
    categories: list[str]
    authors: Sequence[Author] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Feed:
    """``url`` is the page that shows the same, ``path`` where that is on any host of ours.

    ``hub_url`` is of the WebSub hub that is told when this changes; "" without one.
    """

    id: str
    url: str
    path: str
    title: str
    description: str
    language: str
    publisher: Author
    items: list[Item]
    hub_url: str = ""
    # Of the publisher, with full addresses; the icon is a square.
    logo: File | None = None
    icon: File | None = None

    def address(self, form: str) -> str:
        """Where this feed is, written in this form: the one address that the hub is told of."""
        return settings.SITE_URL + addresses.feed(self.path, form)


def story_feed(
    stories: Sequence[Story],
    furniture: Furniture,
    absolute: Callable[[str], str],
    *,
    url: str,
    name: Sequence[str | int],
    title: str = "",
    description: str = "",
) -> Feed:
    """The stories of the page ``url``, in the active language, which is theirs.

    ``name`` says what the feed is of, whatever that is called. ``absolute`` makes a full address
    of a path.
    """
    items = [_story_item(story, furniture, absolute) for story in stories]
    return _feed(items, furniture, absolute, url, name, title, description)


def corrections_feed(
    entries: Sequence[Entry], furniture: Furniture, absolute: Callable[[str], str]
) -> Feed:
    """In the active language, which is that of the stories."""
    return _feed(
        [_correction_item(entry, furniture, absolute) for entry in entries],
        furniture,
        absolute,
        furniture.site.corrections_url,
        ("corrections",),
        _("Corrections"),
        _("When we get something wrong, we say so here and in the story."),
    )


def _feed(items, furniture, absolute, url, name, title, description):
    site, language = furniture.site, furniture.language.code
    return Feed(
        id=permanent_id(*name, language),
        url=absolute(url),
        path=url,
        title=chars.collapse(f"{title} – {site.name}" if title else site.name),
        description=chars.collapse(description),
        language=language,
        publisher=Author(chars.collapse(site.name), absolute(site.front_url)),
        items=items,
        hub_url=site.hub_url,
        logo=_full(for_machines(site), absolute),
        icon=_full(for_machines(site, is_square=True), absolute),
    )


def _full(file, absolute):
    return file and replace(file, src=absolute(file.src))


def _story_item(story, furniture, absolute):
    picture = _picture(story.lead, absolute)
    remarks = [
        Remark(ChangeKind(entry["kind"]), entry["words"], datetime.fromisoformat(entry["at"]))
        for entry in story.corrections or []
    ]
    retractions = [remark for remark in remarks if remark.kind == ChangeKind.RETRACTION]
    content = {
        "teaser": story.teaser,
        "picture": picture,
        "text": story.text and whole_text(story.text, absolute, kept=furniture.site.kept),
        "retractions": [told(remark) for remark in retractions],
        "corrections": [told(remark) for remark in remarks if remark not in retractions],
    }
    return Item(
        id=permanent_id("article", story.pk),
        url=absolute(story.url),
        title=chars.collapse(headline_alone(story.headline, story.corrections)),
        summary=chars.collapse(story.teaser),
        content=_content("story", furniture, content),
        published_at=story.published_at,
        updated_at=story.updated_at,
        categories=[chars.collapse(part["name"]) for part in (story.section, *story.topics)],
        authors=[
            Author(chars.collapse(person["name"]), absolute(person["url"]))
            for person in story.byline
        ],
        picture=picture,
    )


def _correction_item(entry, furniture, absolute):
    url, said = absolute(entry.url), told(entry)
    content = {"told": said, "headline": entry.headline, "url": url}
    return Item(
        id=permanent_id("correction", entry.pk),
        url=url,
        title=chars.collapse(labelled(entry.kind, entry.headline)),
        summary=chars.collapse(entry.words),
        content=_content("correction", furniture, content),
        published_at=entry.at,
        updated_at=entry.at,
        categories=[str(said.label)],
    )


def _content(template, furniture, context):
    """HTML that stands by itself, wherever it is shown."""
    context = {"language": furniture.language, **context}
    return chars.collapse(render_to_string(f"articles/feed/{template}.html", context)).strip()


def permanent_id(*parts: str | int) -> str:
    """A tag URI (RFC 4151) that no renaming, moving or correcting changes."""
    return f"tag:{settings.FEED_AUTHORITY}:{'/'.join(map(str, parts))}"


def _picture(lead, absolute):
    if lead is None:
        return None
    file = lead["files"]["16x9"]
    return Picture(
        url=absolute(file["src"]),
        width=file["width"],
        height=file["height"],
        alt=chars.collapse(lead["alt"]),
        caption=chars.collapse(lead["caption"]),
        credit=chars.collapse(lead["credit"]),
        is_generated=lead["is_generated"],
    )
