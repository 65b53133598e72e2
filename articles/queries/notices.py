"""What a person has been told, as far as they may still know of the articles."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.enums import NoticeKind
from articles.models import NoticeChoice, Notification

from . import desk

# The bell counts no further.
MANY = 100
# After that nobody looks for what they have read; who was away longer starts from the plan. What
# happened stays in the article's history, and notes in its thread.
READ_FOR = timedelta(days=30)
UNREAD_FOR = timedelta(days=180)


def shown_to(user: User, *, at: datetime) -> QuerySet[Notification]:
    """What the admin shows ``user``, newest first; nothing of what they may no longer know of."""
    visible = desk.visible_to(user, at=at).order_by().values("pk")
    return Notification.objects.filter(to=user, is_shown=True, article__in=visible)


def unread(user: User, *, at: datetime) -> int:
    """How many of these are unread, or MANY if that is not enough."""
    return unread_rows(user, at=at).count()


def unread_rows(user: User, *, at: datetime) -> QuerySet[Notification]:
    """These, no more than MANY; also for other queries of a page to count."""
    return shown_to(user, at=at).order_by().filter(read_at=None)[:MANY]


def forgotten(at: datetime) -> QuerySet[Notification]:
    """What was read long ago, or told so long ago that nobody will read it."""
    unread = Q(read_at=None, at__lt=at - UNREAD_FOR)
    return Notification.objects.filter(Q(read_at__lt=at - READ_FOR) | unread).order_by()


def choices(user: User) -> dict[NoticeKind, NoticeChoice]:
    """How ``user`` is told of each kind, with what holds for those who have not chosen."""
    chosen = {choice.kind: choice for choice in NoticeChoice.objects.filter(user=user)}
    return {kind: chosen.get(kind, NoticeChoice(user=user, kind=kind)) for kind in NoticeKind}


def what(notice: Notification) -> str:
    """Who did what, in a few words; of ``notice`` with its event or note, and their ``by``."""
    source = notice.note or notice.event
    by = source.by if source else None
    who = (by.get_full_name() or by.get_username()) if by else _("The newsroom")
    done = notice.event.get_verb_display() if notice.event else _("names you in a note")
    return f"{who}: {done}"
