"""Which addresses a body may link to, and which it may embed."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

MAX_LENGTH = 2000
_FORBIDDEN = re.compile(
    '[\x00-\x20\x7f-\xa0"<>\\\\^`{|}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069]'
)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|\[[0-9a-f:.]+\]")
_EMBED = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")


class Service(NamedTuple):
    """A site whose posts may stand in a body. `kind` is "video" or "post"."""

    name: str
    kind: str


EMBED_HOSTS = {
    "www.youtube.com": Service("YouTube", "video"),
    "youtube.com": Service("YouTube", "video"),
    "m.youtube.com": Service("YouTube", "video"),
    "youtu.be": Service("YouTube", "video"),
    "vimeo.com": Service("Vimeo", "video"),
    "x.com": Service("X", "post"),
    "twitter.com": Service("X", "post"),
    "bsky.app": Service("Bluesky", "post"),
    "mastodon.social": Service("Mastodon", "post"),
    "t.me": Service("Telegram", "post"),
    "www.instagram.com": Service("Instagram", "post"),
    "www.facebook.com": Service("Facebook", "post"),
    "www.tiktok.com": Service("TikTok", "video"),
}


def safe_href(value: str) -> str | None:
    """The address to write into a link, or None where `value` is no address a body may link to.

    http and https without credentials, mailto, this site's own paths, and fragments. A space
    inside is written %20, as browsers do; anything else out of place refuses the address.
    """
    href = value.strip().replace(" ", "%20")
    if not href or len(href) > MAX_LENGTH or _FORBIDDEN.search(href):
        return None
    if href.startswith("#") or (href.startswith("/") and not href.startswith("//")):
        return href
    scheme, colon, rest = href.partition(":")
    href = f"{scheme.lower()}{colon}{rest}"
    if href.startswith("mailto:"):
        return href if re.fullmatch(r"[^@/?]+@[^@/?]+(\?.*)?", rest) else None
    return href if _is_web(href) else None


def _is_web(href: str) -> bool:
    try:
        parts = urlsplit(href)
        port = parts.port
    except ValueError:
        return False
    host = parts.netloc if port is None else parts.netloc.rpartition(":")[0]
    return (
        href.startswith(("http://", "https://"))
        and port != 0
        and bool(_HOST.fullmatch(host.lower()))
    )


def embed_url(value: str) -> str | None:
    """The address to embed, or None: https, one of EMBED_HOSTS, no credentials, no port."""
    value = value.strip()
    if len(value) > MAX_LENGTH or not _EMBED.fullmatch(value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    host = parts.netloc.lower()
    if parts.scheme != "https" or host not in EMBED_HOSTS or parts.path in ("", "/"):
        return None
    return f"https://{host}{value[len('https://') + len(host) :]}"


def embed_service(url: str) -> Service:
    """The service behind an embed's address."""
    return EMBED_HOSTS[urlsplit(url).netloc]
