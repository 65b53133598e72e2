"""The text of a working copy for those who may not change it now."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.body import parse, references, render_pieces
from articles.models import Article, Image
from articles.queries import desk
from articles.rendering.article import body
from articles.snapshot.pictures import image_data

from . import marks


@dataclass(frozen=True)
class DeskTarget:
    """What a read-more points at, and where the desk finds it."""

    headline: str
    url: str


def body_as_read(article: Article, *, by, at) -> SafeString:
    """The body as readers would see it, with every read-more: wanted and unpublished ones, too.

    Headlines of articles that ``by`` may not know of are left out. Two queries.
    """
    blocks = parse(article.body)
    found = references(blocks)
    images = Image.objects.in_bulk(found.images)
    code = article.language_id
    shown = {
        pk: picture
        for pk, image in images.items()
        if (picture := image_data(image, code, address=marks.picture_address))
    }
    pieces = render_pieces(blocks, shown, code)
    ids = [block.article_id for block in found.read_more if block.article_id]
    headlines = dict(desk.visible_to(by, at=at).filter(pk__in=ids).values_list("pk", "headline"))
    targets = {}
    for position, block in enumerate(found.read_more):
        if block.wanted:
            targets[position] = DeskTarget(block.wanted, "#")
        elif headline := headlines.get(block.article_id):
            url = reverse("admin:articles_article_change", args=[block.article_id])
            targets[position] = DeskTarget(headline, url)
    return body(pieces, targets, kept={})
