"""Articles, brought where a test wants them by the same actions that staff use."""

from datetime import timedelta

from articles import actions
from articles.enums import ChangeKind
from articles.models import AgencyCredit, Article, Credit, Publication, Section

from .taxonomy import make_section
from .times import AT, FAR, number


def make_version(article, *, by=None, at=AT, related=None, **fields):
    """Set ``fields`` and save; return the new version, or None where nothing had changed."""
    for name, value in fields.items():
        setattr(article, name, value)
    return actions.save(article, by=by, at=at, related=related)


def make_article(*, by=None, at=AT, topics=(), tags=(), credits=(), agencies=(), **fields):
    """A draft with section, teaser and text. ``credits`` are (contributor, role) pairs."""
    n = number()
    defaults = {
        "headline": f"Story {n}",
        "teaser": f"Teaser {n}.",
        "body": f"<p>Text {n}.</p>",
        "language_id": "en",
    }
    if "section" not in fields:
        fields["section"] = Section.objects.first() or make_section()
    article = Article(**(defaults | fields))
    related = related_rows(article, topics=topics, tags=tags, credits=credits, agencies=agencies)
    actions.save(article, by=by, at=at, related=related)
    return article


def related_rows(article, *, topics=(), tags=(), credits=(), agencies=()):
    """What a form writes beside the article: a function for ``save(related=…)``."""

    def write():
        article.topics.set(topics)
        article.tags.set(tags)
        article.credits.all().delete()
        article.agency_credits.all().delete()
        for position, (contributor, role) in enumerate(credits):
            Credit.objects.create(
                article=article, contributor=contributor, role=role, position=position
            )
        for position, agency in enumerate(agencies):
            AgencyCredit.objects.create(article=article, agency=agency, position=position)

    return write


def approve(article, *, at=AT):
    return actions.approve(article, by=None, at=at)


def make_live(*, at=AT, **fields):
    """An article that readers have seen since ``at``."""
    article = make_article(at=at, **fields)
    approve(article, at=at)
    actions.publish(article, by=None, at=at)
    return Article.objects.get(pk=article.pk)


def make_scheduled(*, at=AT, publish_at=FAR, expires_at=None, **fields):
    article = make_article(at=at, **fields)
    approve(article, at=at)
    actions.schedule(article, by=None, at=at, publish_at=publish_at, expires_at=expires_at)
    return Article.objects.get(pk=article.pk)


def make_withdrawn(*, at=AT, why="Wrong in the main point.", **fields) -> Article:
    article = make_live(at=at, **fields)
    actions.withdraw(article, by=None, at=at, why=why)
    assert Publication.objects.get(pk=article.pk).withdrawn_at == at
    return article


def mend(article, *, hours=1, kind=ChangeKind.CORRECTION, words="It was Tuesday.", **fields):
    """Change a live article, ``hours`` after ``AT``, and tell readers; return it as stored."""
    at = AT + timedelta(hours=hours)
    make_version(article, at=at, **fields)
    actions.update_live(article, by=None, at=at, kind=kind, words=words)
    article.refresh_from_db()
    return article
