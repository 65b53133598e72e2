"""Addresses of reader pages. Every one carries an id, so that no rename can break it."""

from urllib.parse import quote

from django.utils.text import slugify

ARTICLE, SECTION, TOPIC, TAG, PERSON, POLICY = "a", "s", "t", "k", "p", "i"
# What lists are about, and in what forms each has a feed.
LETTERS = {"section": SECTION, "topic": TOPIC, "tag": TAG, "person": PERSON}
FEED_FORMS = ("rss", "atom", "json")


def address(kind: str, language: str, slug: str, pk: int) -> str:
    """The path ``/<language>/<slug>/<kind>-<id>/``, percent-encoded."""
    return f"/{language}/{quote(slug)}/{kind}-{pk}/"


def of_publication(publication) -> str:
    """Where readers find a published article."""
    return address(ARTICLE, publication.language_id, publication.slug, publication.pk)


def policy(language: str, title: str, pk: int) -> str:
    """A page in which the newsroom says how it works."""
    return address(POLICY, language, policy_slug(title), pk)


def policy_slug(title: str) -> str:
    return slugify(title, allow_unicode=True) or "page"


def corrections(language: str) -> str:
    return f"/{language}/corrections/"


def search(language: str) -> str:
    return f"/{language}/search/"


def topics(language: str) -> str:
    """The index of topics."""
    return f"/{language}/topics/"


def front(language: str) -> str:
    return f"/{language}/"


def as_text(url: str) -> str:
    """The page ``url`` with its words alone."""
    return f"{url}&text" if "?" in url else f"{url}?text"


def feed(url: str, form: str) -> str:
    """The feed of the page ``url``; ``form`` is one of FEED_FORMS."""
    return f"{url}feed.{form}"


def picture(key: str, name: str) -> str:
    """A rendition that readers get; see ``articles.pictures.renditions``."""
    return f"/media/pictures/{key}/{name}"


def previewed_picture(link: str, key: str, name: str) -> str:
    """The same for whoever has the preview link at the path ``link``."""
    return f"{link}pictures/{key}/{name}"
