"""Posts and videos from other sites. Readers get a link to them; nothing is fetched from there."""

from dataclasses import dataclass
from typing import Any

from articles.body.blocks.text import Paragraph
from articles.body.inline import Link, escape_attribute
from articles.body.links import embed_service, embed_url, safe_href
from articles.body.registry import Block, Page, Reader, register
from articles.body.tree import Element


@register
@dataclass(frozen=True)
class Embed(Block):
    """ValueError where `url` is no address that may be embedded."""

    url: str

    name = "embed"
    markup = {"div": ("data-embed",)}
    tags = ("div",)

    def __post_init__(self) -> None:
        url = embed_url(self.url)
        if url is None:
            raise ValueError(f"Not an address that may be embedded: {self.url!r}")
        object.__setattr__(self, "url", url)

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block] | None:
        address = element.attrs.get("data-embed", "")
        if url := embed_url(address):
            return [cls(url), *read(element.children)]
        href = safe_href(address)
        if href and href.startswith("https://"):
            # A site that may not be embedded, or no longer: the address stays, as a link.
            return [Paragraph((Link(href, (href,)),)), *read(element.children)]
        return None

    def html(self) -> str:
        return f'<div data-embed="{escape_attribute(self.url)}"></div>'

    def context(self, page: Page) -> dict[str, Any]:
        service = embed_service(self.url)
        return {
            "url": self.url,
            "service": service,
            "host": self.url.split("/")[2].removeprefix("www."),
        }
