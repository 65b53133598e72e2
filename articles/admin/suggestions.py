"""What the editor's dialog offers before anything is typed: articles near to the text so far."""

from django.http import HttpRequest

from articles.body import parse, references
from articles.models import Language
from articles.queries import suggestions

MOST_TOPICS = 50


def near(request: HttpRequest, at) -> list[int]:
    """Ids for the text that was posted, or for none of it; what it points at is left out."""
    language = request.POST.get("language", "").replace("\0", "")
    if not Language.objects.filter(pk=language).exists():
        return []
    body = _text(request, "body")
    pointed = {block.article_id for block in references(parse(body)).read_more} - {None}
    draft = suggestions.Draft(
        language,
        headline=_text(request, "headline"),
        teaser=_text(request, "teaser"),
        body=body,
        topics=_numbers(request.POST.getlist("topics")),
    )
    itself = _numbers(request.POST.getlist("article"))
    return suggestions.nearest(draft, without=[*pointed, *itself], at=at)


def _text(request, name):
    return request.POST.get(name, "").replace("\0", "")[: suggestions.MOST_TEXT]


def _numbers(values):
    return [int(v) for v in values if v.isascii() and v.isdigit() and len(v) < 19][:MOST_TOPICS]
