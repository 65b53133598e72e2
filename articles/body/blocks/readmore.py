"""Read more: another article, by key, or by a headline that no article has yet."""

from dataclasses import dataclass

from articles.body.inline import escape_attribute
from articles.body.keys import require_key, safe_key
from articles.body.registry import Block, Reader, register
from articles.body.tree import Element
from articles.chars import line

MAX_HEADLINE = 300


@register
@dataclass(frozen=True)
class ReadMore(Block):
    """Exactly one of `article_id` and `wanted`; ValueError otherwise."""

    article_id: int | None = None
    wanted: str = ""

    name = "read_more"
    markup = {"aside": ("data-read-more", "data-wanted")}
    tags = ("aside",)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wanted", line(self.wanted))
        if (self.article_id is None) == (not self.wanted):
            raise ValueError("A read-more names an article, or a headline that is wanted")
        if self.article_id is not None:
            require_key(self.article_id)
        if len(self.wanted) > MAX_HEADLINE:
            raise ValueError(f"A wanted headline has at most {MAX_HEADLINE} characters")

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block] | None:
        article_id = safe_key(element.attrs.get("data-read-more", ""))
        wanted = line(element.attrs.get("data-wanted", ""))
        if article_id is not None:
            return [cls(article_id), *read(element.children)]
        if 0 < len(wanted) <= MAX_HEADLINE:
            return [cls(wanted=wanted), *read(element.children)]
        return read([wanted, *element.children]) if wanted else None

    def html(self) -> str:
        if self.article_id is not None:
            return f'<aside data-read-more="{self.article_id}"></aside>'
        return f'<aside data-wanted="{escape_attribute(self.wanted)}"></aside>'
