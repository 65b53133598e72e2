"""What an action wrote, and that a refused one wrote nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from articles.models import (
    AgencyCredit,
    Article,
    Credit,
    Event,
    ImageReference,
    Note,
    Notification,
    PreviewLink,
    Publication,
    PublicationImage,
    PublicationPerson,
    PublicationReadMore,
    PublicationTag,
    PublicationTopic,
    ReadMoreReference,
    TaggedArticle,
    Version,
)
from articles.signals import publication_changed


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows that an action on an article may touch, by the names of their models."""
    models = (
        Article,
        Article.topics.through,
        TaggedArticle,
        Credit,
        AgencyCredit,
        ReadMoreReference,
        ImageReference,
        Version,
        Event,
        Note,
        Notification,
        PreviewLink,
        Publication,
        PublicationTopic,
        PublicationTag,
        PublicationPerson,
        PublicationImage,
        PublicationReadMore,
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def refused(error: type[Exception], act: Callable[[], object]) -> list[str]:
    """The problems that ``act`` is refused for, once it is sure that nothing has changed."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return getattr(caught.value, "problems", [str(caught.value)])


@pytest.fixture
def heard() -> Iterator[list[tuple[int, Any]]]:
    """What ``publication_changed`` has told so far: the article's id and the moment."""
    told = []

    def listen(sender: Any, article_id: int, at: Any, **kwargs: Any) -> None:
        told.append((article_id, at))

    publication_changed.connect(listen)
    yield told
    publication_changed.disconnect(listen)


def is_live(article: Article, at: Any) -> bool:
    return Publication.objects.live(at).filter(pk=article.pk).exists()
