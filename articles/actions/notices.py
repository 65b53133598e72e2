"""Telling staff what happened, as each of them has chosen to be told."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from articles.enums import NoticeKind, Verb
from articles.models import Article, Event, Note, NoticeChoice, Notification
from articles.queries import notices, staff

KINDS = {
    Verb.SUBMITTED: NoticeKind.SUBMITTED,
    Verb.SENT_BACK: NoticeKind.SENT_BACK,
    Verb.APPROVED: NoticeKind.APPROVED,
    Verb.PUBLISHED: NoticeKind.PUBLISHED,
    Verb.UPDATED: NoticeKind.PUBLISHED,
    Verb.CORRECTED: NoticeKind.PUBLISHED,
    Verb.FAILED: NoticeKind.FAILED,
    Verb.ASSIGNED: NoticeKind.ASSIGNED,
    Verb.RIGHTS_END: NoticeKind.RIGHTS_END,
}
SCHEDULES = (Verb.SCHEDULED, Verb.UPDATE_SCHEDULED)


def tell_of_event(event: Event, article: Article) -> int:
    """Tell those whom ``event`` concerns, but not who did it; return how many were told.

    Called where the event is recorded, in its transaction. Mail is sent later (``mail``).
    """
    kind = KINDS.get(Verb(event.verb))
    if kind is None or _is_routine(event):
        return 0
    people = staff.who_may_see(article, at=event.at).filter(_concerned(kind, article))
    text = "" if kind == NoticeKind.ASSIGNED else event.why  # that names whom we tell
    why = {"article": article, "event": event, "text": text}
    told = _tell(people.exclude(pk=event.by_id), kind, at=event.at, **why)
    if kind == NoticeKind.PUBLISHED:
        _unsay_approval(event, told)
    return len(told)


def tell_of_note(note: Note, people: QuerySet) -> int:
    """Tell those of ``people`` who did not write ``note`` that it names them."""
    why = {"article": note.article, "note": note, "text": note.text}
    return len(_tell(people.exclude(pk=note.by_id), NoticeKind.MENTIONED, at=note.at, **why))


def _is_routine(event):
    """Whether the system does it of its own accord: an import, not what somebody scheduled."""
    if event.by_id is not None or event.verb not in (Verb.PUBLISHED, Verb.UPDATED):
        return False
    asked = Event.objects.filter(article=event.article_id, verb__in=SCHEDULES, by__isnull=False)
    return not asked.exists()


def _concerned(kind, article):
    if kind == NoticeKind.ASSIGNED:
        return Q(pk=article.assigned_to_id)
    if kind == NoticeKind.SUBMITTED:
        return Q(pk__in=_having("approve_article")) | Q(pk=article.assigned_to_id)
    if kind == NoticeKind.FAILED:
        asked = Event.objects.filter(article=article, verb__in=SCHEDULES).values("by")[:1]
        owners = Q(pk__in=_having("override_article")) | Q(pk__in=asked)
        return owners | staff.theirs(article)
    return staff.theirs(article)


def _having(permission):
    return staff.having(permission).order_by().values("pk")


def _tell(people, kind, **columns):
    chosen = {
        choice.user_id: choice
        for choice in NoticeChoice.objects.filter(
            user__in=people.order_by().values("pk"), kind=kind
        )
    }
    rows = []
    for person in people:
        choice = chosen.get(person.pk, NoticeChoice())
        by_mail = choice.by_mail and bool(person.email)
        if choice.in_admin or by_mail:
            how = {"is_shown": choice.in_admin, "by_mail": by_mail}
            rows.append(Notification(to=person, kind=kind, **how, **columns))
    return Notification.objects.bulk_create(rows)


def _unsay_approval(event, told):
    """Who approves and publishes in one go does one thing: ``told`` hear of it once.

    What one person does to an article at the very same moment is done in one transaction.
    """
    approval = {"article": event.article_id, "kind": NoticeKind.APPROVED}
    same = {"event__by": event.by_id, "event__at": event.at, "read_at": None, "mailed_at": None}
    people = [notice.to_id for notice in told]
    Notification.objects.filter(**approval, **same, to__in=people).delete()


def mark_read(user: User, *, at: datetime, only: Iterable[int] | None = None) -> int:
    """Mark what ``user`` was shown as read: all, or those whose ids are in ``only``."""
    rows = notices.shown_to(user, at=at).filter(read_at=None)
    if only is not None:
        rows = rows.filter(pk__in=only)
    return rows.update(read_at=at)


def mark_article_read(user: User, article: Article, *, at: datetime, until: datetime) -> int:
    """Mark what ``user`` was told of ``article`` up to ``until`` as read: they look at it now."""
    rows = notices.shown_to(user, at=at).filter(read_at=None, article=article, at__lte=until)
    return rows.update(read_at=at)


@transaction.atomic
def choose(user: User, chosen: Mapping[NoticeKind, tuple[bool, bool]]) -> None:
    """Store how ``user`` wants to be told of each kind: in the admin, by mail."""
    NoticeChoice.objects.bulk_create(
        [
            NoticeChoice(user=user, kind=kind, in_admin=in_admin, by_mail=by_mail)
            for kind, (in_admin, by_mail) in chosen.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["in_admin", "by_mail"],
    )
