"""Writing Publication rows. Called with the article locked, inside a transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from articles import chars
from articles.body import parse, references
from articles.models import (
    Article,
    Image,
    Publication,
    PublicationImage,
    PublicationPerson,
    PublicationReadMore,
    PublicationTag,
    PublicationTopic,
)
from articles.snapshot.page import Ready, make_ready

from . import named, rights, search_words


def missing(article: Article, *, override: bool = False) -> list[str]:
    """What stands between this text and readers, in words; empty when nothing does.

    With ``override`` only what no reader page can do without. Whether they may have it at some
    moment is for ``embargo`` and ``rights``.
    """
    problems = []
    if not article.version_number:
        problems.append(_("The article has not been saved yet."))
    if article.section_id is None:
        problems.append(_("Choose a section."))
    if chars.is_blank(article.headline):
        problems.append(_("Write a headline."))
    if override:
        return problems
    if article.headline_is_working:
        problems.append(_("The headline is still a working one. Write the real headline."))
    if chars.is_blank(article.teaser):
        problems.append(_("Write a teaser."))
    if not parse(article.body):
        problems.append(_("The text is empty."))
    return problems + rights.unsaid(article)


def write(
    article: Article,
    *,
    published_at: datetime,
    updated_at: datetime,
    expires_at: datetime | None = None,
    announced_at: datetime | None = None,
) -> Publication:
    """Point the publication of ``article`` at its newest version; make one where there is none."""
    version = article.versions.get(number=article.version_number)
    named.hold(version.data)
    _lock_pictures(article, version.data)
    ready = make_ready(
        version.data, article_id=article.pk, published_at=published_at, updated_at=updated_at
    )
    publication, _created = Publication.objects.update_or_create(
        article=article,
        defaults={
            **ready.columns,
            "version": version,
            "published_at": published_at,
            "updated_at": updated_at,
            "expires_at": expires_at,
            "announced_at": announced_at,
            "withdrawn_at": None,
            "withdrawn_why": "",
            "is_stale": False,
        },
    )
    _write_rows(publication, ready)
    search_words.write(publication.pk, ready, version.data["body"], published_at=published_at)
    search_words.learn_after_commit(ready)
    return publication


def _lock_pictures(article: Article, data: Mapping) -> None:
    """Let nobody change the pictures of ``data`` between reading them and showing them.

    In the order of who changes them (``images.locked``): the publication, then the pictures.
    """
    rows = Publication.objects.select_for_update(no_key=True).filter(article=article)
    list(rows.values_list("pk"))
    if shown := {data["lead_image_id"], *references(parse(data["body"])).images} - {None}:
        images = Image.objects.select_for_update(no_key=True).filter(pk__in=shown)
        list(images.order_by("pk").values_list("pk"))


def remake(publication: Publication) -> None:
    """Make the ready parts again from the same version: a name or a picture has changed."""
    data, published_at = publication.version.data, publication.published_at
    ready = make_ready(
        data,
        article_id=publication.pk,
        published_at=published_at,
        updated_at=publication.updated_at,
    )
    Publication.objects.filter(pk=publication.pk).update(**ready.columns, is_stale=False)
    if search_words.write(publication.pk, ready, data["body"], published_at=published_at):
        search_words.learn_after_commit(ready)


def drop_unpublished(article: Article, *, at: datetime) -> bool:
    """Delete the publication if no reader has seen it; return whether there was one.

    One that was announced has been seen, whatever a clock that was set back says now.
    """
    unseen = Publication.objects.filter(published_at__gt=at, announced_at=None)
    deleted, _rows = unseen.filter(article=article).delete()
    return bool(deleted)


def _write_rows(publication: Publication, ready: Ready) -> None:
    listed = {
        "publication": publication,
        "language_id": publication.language_id,
        "published_at": publication.published_at,
    }
    rows: list[tuple] = [
        (PublicationTopic, [{"topic_id": pk, **listed} for pk in ready.topics]),
        (PublicationTag, [{"tag_id": pk, **listed} for pk in ready.tags]),
        (PublicationPerson, [{"contributor_id": pk, **listed} for pk in ready.people]),
        (PublicationImage, [{"image_id": pk, "publication": publication} for pk in ready.images]),
        (PublicationReadMore, _read_more_rows(publication, ready)),
    ]
    for model, values in rows:
        model.objects.filter(publication=publication).delete()
        model.objects.bulk_create([model(**value) for value in values])


def _read_more_rows(publication, ready):
    return [
        {
            "publication": publication,
            "position": position,
            "target_id": target,
            "wanted": wanted,
            "wanted_key": key,
        }
        for position, (target, wanted, key) in enumerate(ready.read_more)
    ]
