"""What readers are told of a live article, kept beside the versions that it is about."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import chars
from articles.enums import ChangeKind, Verb
from articles.models import Article, Correction, Event, Publication, Version
from articles.models.correction import NEEDS_WORDS

from . import publications
from .errors import NotAllowed, NotReady
from .live import locked_live, tell
from .permissions import locked, refusal_to_correct, require
from .save import record_event


def record(
    before: Publication,
    article: Article,
    *,
    kind: ChangeKind,
    words: str,
    by: AbstractBaseUser | None,
    at: datetime,
) -> Correction:
    """Write that the newest version of ``article`` takes the place of what ``before`` points at.

    Called with the article locked, before the publication is written anew. Raises NotReady
    where ``words`` do not go with ``kind``.
    """
    require_fitting(kind, words)
    correction = Correction(
        article=article,
        language_id=before.language_id,
        kind=kind,
        words=chars.paragraphs(words),
        at=at,
        by_id=by.pk if by else None,
        before_id=before.version_id,
        after=Version.objects.get(article=article, number=article.version_number),
    )
    correction.save()
    return correction


def says_anything(kind: ChangeKind, words: str) -> bool:
    """Whether this is more than that a text is another."""
    return kind in NEEDS_WORDS or not chars.is_blank(words)


def require_fitting(kind: ChangeKind, words: str) -> None:
    """Raise NotReady where readers must be told something and ``words`` say nothing, or where
    they are to be told nothing and ``words`` say something."""
    if kind in NEEDS_WORDS and chars.is_blank(words):
        raise NotReady([_("Write for readers what was changed.")])
    if kind == ChangeKind.MINOR and not chars.is_blank(words):
        text = _(
            "A minor change tells readers nothing: choose another kind, or take the words away."
        )
        raise NotReady([text])


@transaction.atomic
def correct(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    kind: ChangeKind,
    words: str,
    expected_live: int | None = None,
) -> Correction:
    """Tell readers of a clarification, a correction or a retraction; the text stays as it is.

    Said of the change that brought what is live, when there was one, so that what went out
    without a word can still be told of; a retraction is of the whole story. The story's time of
    the last update moves, and its page is made anew from the live version: the working copy, its
    stage and what is scheduled do not matter and do not change.

    Raises NotAllowed (also when the article is not live, readers were told just this already, or
    have another version than ``expected_live``; None: does not ask), or NotReady.
    """
    article = locked(article)
    require(refusal_to_correct(by, article))
    publication = locked_live(article, at)
    if kind not in NEEDS_WORDS:
        text = _("Without a new text there is a clarification, a correction or a retraction.")
        raise NotReady([text])
    require_fitting(kind, words)
    if expected_live not in (None, publication.version.number):
        text = _("Readers have got another text since you opened this one. Look at it first.")
        raise NotAllowed(text)
    before, after = _versions(publication, kind)
    correction = Correction(
        article=article,
        language_id=publication.language_id,
        kind=kind,
        words=chars.paragraphs(words),
        at=at,
        by_id=by.pk if by else None,
        before_id=before,
        after_id=after,
    )
    _require_new(correction)
    correction.save()
    _make_anew(publication, at)
    article.version_number = publication.version.number  # what readers were told of
    record_event(article, Verb.CORRECTED, by=by, at=at, why=in_words(correction))
    tell(article, at)
    return correction


def in_words(correction: Correction) -> str:
    """What readers are told, for the history of the desk: its kind and the words.

    Empty for an update that nothing is said of, as most are.
    """
    kind = capfirst(correction.get_kind_display())
    if correction.words:
        return f"{kind}: {correction.words}"
    return "" if correction.kind == ChangeKind.UPDATE else kind


def _versions(publication, kind):
    """The ids of the two versions that words of this kind are about."""
    live = publication.version
    changes = Correction.objects.filter(article=publication.pk).exclude(before=F("after"))
    change = changes.select_related("after").defer("after__data").first()
    if kind == ChangeKind.RETRACTION or change is None or not _is_same_text(change.after, live):
        return live.pk, live.pk
    return change.before_id, change.after_id


def _is_same_text(version, live):
    """Whether ``live`` is ``version``, but for links that the system has bound since."""
    since = set(range(version.number + 1, live.number + 1))
    bound = Event.objects.filter(
        article=live.article_id, verb=Verb.BOUND, by=None, version_number__in=since
    )
    return set(bound.values_list("version_number", flat=True)) == since


def _require_new(correction):
    """Refuse what readers were told of this text already: a button was pressed twice."""
    same = {name: getattr(correction, name) for name in ("article_id", "kind", "words", "after_id")}
    if Correction.objects.filter(**same).exists():
        raise NotAllowed(_("Readers were told just that already."))


def _make_anew(publication, at):
    publication.updated_at = at
    publication.save(update_fields=["updated_at"])
    publications.remake(publication)
