"""Renaming tags, merging one into another, and taking both back.

Versions are never rewritten: what they name is found where it stands now (``snapshot.tags``). Rows
that point at a tag are moved, and a trigger sees to those that come at the same moment.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from articles import chars
from articles.models import (
    Article,
    Publication,
    PublicationTag,
    ScheduledUpdate,
    Tag,
    TagChange,
    TaggedArticle,
)

from . import hub
from .errors import NotAllowed, NotReady
from .names import mark_stale, mark_stale_where
from .permissions import may, require


@transaction.atomic
def rename(
    tag: Tag, *, name: str, slug: str = "", by: AbstractBaseUser | None, at: datetime
) -> TagChange | None:
    """Give ``tag`` this name; return what takes it back, None where it has name and slug already.

    Without a ``slug`` the one that was made from the old name follows. Addresses hold the tag's
    number: the old one leads to the new one. Publications that show the tag are made again.

    Raises NotAllowed, or NotReady where the name is empty or another tag's.
    """
    require(_refusal(by))
    stored = _locked(tag)[tag.pk]
    require(_refusal_of_merged(stored))
    name = chars.name(name)
    _require_free(stored, name)
    was = stored.name, stored.slug
    slug = slug or _slug_after(stored, name)
    if was == (name, slug):
        return None
    change = TagChange.objects.create(
        tag=stored, name=was[0], slug=was[1], at=at, by_id=by.pk if by else None
    )
    _name(stored, name, slug)
    return change


@transaction.atomic
def merge(tag: Tag, into: Tag, *, by: AbstractBaseUser | None, at: datetime) -> TagChange:
    """File all that is under ``tag`` under ``into``; return what takes it back.

    ``tag`` stays as what leads there: its address, its name where somebody types it, versions that
    name it. No working copy gets a new version: none of its words is another. Publications are
    made again, the newest right after commit, the others by the worker.

    Raises NotAllowed.
    """
    require(_refusal(by))
    _lock_articles(TaggedArticle.objects.filter(tag=tag).values("content_object"))
    rows = _locked(tag, into)
    tag, into = rows[tag.pk], rows[into.pk]
    if tag == into:
        raise NotAllowed(_("A tag cannot be merged into itself."))
    for one in (tag, into):
        require(_refusal_of_merged(one))
    filed = TaggedArticle.objects.filter(tag=tag).order_by("content_object")
    articles = list(filed.values_list("content_object", flat=True))
    both = filed.filter(content_object__tagged_items__tag=into)
    # Locks the publications: what is listed under the tag stays so meanwhile.
    mark_stale_where(Q(tag_rows__tag=tag), first=Q(tag_rows__tag=into))
    change = TagChange.objects.create(
        tag=tag,
        into=into,
        name=tag.name,
        slug=tag.slug,
        articles=articles,
        had_both=list(both.values_list("content_object", flat=True)),
        publications=_named_by(tag),
        at=at,
        by_id=by.pk if by else None,
    )
    TaggedArticle.objects.filter(tag=tag, content_object__in=change.had_both).delete()
    TaggedArticle.objects.filter(tag=tag).update(tag=into)
    there = PublicationTag.objects.filter(tag=into).values("publication")
    PublicationTag.objects.filter(tag=tag, publication__in=there).delete()
    PublicationTag.objects.filter(tag=tag).update(tag=into)
    tag.merged_into = into
    tag.save(update_fields=["merged_into"])
    hub.note_renamed(into, at=at)
    return change


@transaction.atomic
def undo(change: TagChange, *, by: AbstractBaseUser | None, at: datetime) -> TagChange:
    """Bring back what ``change`` has changed, as far as nobody has decided otherwise since.

    An article that has lost the other tag since the merge keeps it lost, and one that got it since
    keeps it. Readers get each story under the tags that its published version names.

    Raises NotAllowed where it was undone already, or where what came later must be undone first.
    """
    require(_refusal(by))
    change = TagChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at:
        raise NotAllowed(_("This has been undone already."))
    if change.into:
        _part(change)
        hub.note_renamed(change.into, at=at)
    else:
        _name_again(change)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    return change


def _name_again(change):
    tag = _locked(change.tag)[change.tag_id]
    if TagChange.objects.filter(tag=tag, undone_at=None, pk__gt=change.pk).exists():
        raise NotAllowed(_("This tag has been changed again since. Undo that first."))
    _require_free(tag, change.name)
    is_taken = Tag.objects.exclude(pk=tag.pk).filter(slug=change.slug).exists()
    _name(tag, change.name, _free_slug(tag, change.name) if is_taken else change.slug)


def _part(change):
    """Undo a merge."""
    _lock_articles(change.articles)
    rows = _locked(change.tag, change.into)
    tag, into = rows[change.tag_id], rows[change.into_id]
    require(_refusal_of_merged(into) or _refusal_of_later(change))
    tag.merged_into = None
    tag.save(update_fields=["merged_into"])
    filed = TaggedArticle.objects.filter(tag=into, content_object__in=change.articles)
    back = set(filed.values_list("content_object", flat=True))
    TaggedArticle.objects.bulk_create(
        TaggedArticle(tag=tag, content_object_id=pk) for pk in sorted(back)
    )
    filed.exclude(content_object__in=change.had_both).delete()
    _part_publications(change, tag, into)


def _part_publications(change, tag, into):
    """What the published versions say decides which of both tags a story is listed under.

    Only those are looked at that the merge can have moved.
    """
    touched = {*change.articles, *change.publications}
    under = PublicationTag.objects.filter(tag=into, publication__in=touched)
    shown = Publication.objects.filter(pk__in=under.values("publication")).order_by("pk")
    list(shown.select_for_update(no_key=True).values_list("pk"))
    parted = under.filter(_says("publication__version__", _merged_into(tag)))
    rows = list(parted.values("publication_id", "language_id", "published_at"))
    PublicationTag.objects.bulk_create(PublicationTag(tag=tag, **row) for row in rows)
    parted = under.filter(publication__in=[row["publication_id"] for row in rows])
    both = parted.filter(_says("publication__version__", _merged_into(into)))
    parted.exclude(pk__in=list(both.values_list("pk", flat=True))).delete()
    mark_stale(tag)


def _named_by(tag):
    """The publications whose version names ``tag``, or the one that waits to replace it does."""
    listed = PublicationTag.objects.filter(tag=tag).values_list("publication", flat=True)
    waiting = ScheduledUpdate.objects.filter(_says("version__", _merged_into(tag)))
    return sorted({*listed, *waiting.values_list("article", flat=True)})


def _says(prefix, pks):
    """The condition that a version names one of the tags ``pks``."""
    found = Q()
    for pk in pks:
        found |= Q(**{f"{prefix}data__tags__contains": [pk]})
    return found


def _merged_into(tag):
    """The numbers of ``tag`` and of all that was merged into it, at any remove."""
    found, level = set(), {tag.pk}
    while level:
        found |= level
        level = set(Tag.objects.filter(merged_into__in=level).values_list("pk", flat=True))
    return found


def refusal_of_name(tag: Tag, name: str) -> str | None:
    """Why ``tag``, which may be a new one, cannot be called ``name``, or None."""
    others = Tag.objects.exclude(pk=tag.pk).alias(lower=Lower("name"))
    other = others.filter(lower=Lower(Value(name))).select_related("merged_into").first()
    if other is None:
        return None
    if tag.pk is None and other.merged_into is None:
        return _("There is a tag with this name already.")
    return _refusal_of_merged(other) or _("There is a tag with this name. Merge both instead.")


def _refusal(by):
    return None if may(by, "change_tag") else _("You may not change tags.")


def _refusal_of_merged(tag):
    if tag.merged_into is None:
        return None
    words = {"tag": tag.name, "other": tag.merged_into.name}
    return _("“%(tag)s” was merged into “%(other)s”. Undo that first.") % words


def _refusal_of_later(change):
    """Of two merges of the same story's tags into one, the later one is undone first."""
    later = TagChange.objects.filter(into=change.into, undone_at=None, pk__gt=change.pk)
    for other in later.select_related("tag"):
        if set(other.articles) & set(change.articles):
            return _("“%s” was merged later, in some of the same articles. Undo that first.") % (
                other.tag.name
            )
    return None


def _require_free(tag, name):
    if not name:
        raise NotReady([_("Write a name.")])
    if refusal := refusal_of_name(tag, name):
        raise NotReady([refusal])


def _slug_after(tag, name):
    """The slug for a new ``name``: another one where the old one was made from the old name."""
    is_ours = tag.slug == tag.slugify(tag.name) and name != tag.name
    return _free_slug(tag, name) if is_ours else tag.slug


def _free_slug(tag, name):
    slug, number = tag.slugify(name), 1
    while Tag.objects.exclude(pk=tag.pk).filter(slug=slug).exists():
        slug, number = tag.slugify(name, number), number + 1
    return slug


def _name(tag, name, slug):
    tag.name, tag.slug = name, slug
    tag.save(update_fields=["name", "slug"])
    mark_stale(tag)


def _lock_articles(articles):
    """Let nobody save or publish ``articles`` meanwhile; before the tags, as who saves does."""
    rows = Article.objects.select_for_update(no_key=True).filter(pk__in=articles)
    list(rows.order_by("pk").values_list("pk"))


def _locked(*tags: Tag) -> dict[int, Tag]:
    """``tags`` as they are in the database, by number, locked against new rows that name them."""
    pks = {tag.pk for tag in tags}
    rows = Tag.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    found = {tag.pk: tag for tag in rows}
    if found.keys() != pks:
        raise NotAllowed(_("Somebody has deleted this tag."))
    return found
