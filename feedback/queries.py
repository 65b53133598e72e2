"""Reads. What a page of the reader needs costs one query at most."""

import re
from dataclasses import dataclass

from articles.models import Language, Publication
from feedback.models import Programme, Submission
from feedback.references import PATTERN

_ARTICLE = re.compile(r"/a-(\d{1,18})/")


@dataclass(frozen=True)
class AboutPage:
    """The page that feedback is about, as it was when the feedback came."""

    path: str
    title: str = ""
    article_id: int | None = None


def active_programme():
    """The programme that readers may join now, or None. One query."""
    return Programme.objects.filter(is_active=True).first()


def about_page(path, at):
    """What the page at ``path`` (checked before) is. Only what readers may see counts.

    A path that names no live article is a page without article or title, so that nobody can
    find out by feedback what exists.
    """
    match = _ARTICLE.search(path)
    if match is None:
        return AboutPage(path)
    live = Publication.objects.live(at).filter(article_id=int(match[1]))
    headline = live.values_list("headline", flat=True).first()
    if headline is None:
        return AboutPage(path)
    return AboutPage(path, title=headline, article_id=int(match[1]))


def submission_by_reference(reference):
    """What its sender may see of a submission by its reference, or None. Not the message."""
    reference = reference.upper()
    if not re.fullmatch(PATTERN, reference):
        return None
    return (
        Submission.objects.filter(reference=reference)
        .only("reference", "kind", "state", "language", "page_path", "page_title", "created_at")
        .first()
    )


def languages():
    """The languages that the newsroom publishes in, in its order."""
    return list(Language.objects.all())
