from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.enums import NoticeKind

from .article import Article
from .workflow import Event


class Note(models.Model):
    """What somebody wrote to the desk about an article: one entry of its thread. Never changed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=5000)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_not_empty")]

    def __str__(self):
        return self.text


class Notification(models.Model):
    """Something that a person is told of: an event of an article, or a note that names them."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    # Events stay when their article goes, and nothing may stand in the way of that.
    event = models.ForeignKey(
        Event, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    note = models.ForeignKey(Note, models.CASCADE, null=True, related_name="+")
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # Whether it is shown in the admin, or was for mail alone.
    is_shown = models.BooleanField(default=True)
    # Mail to be sent, and when it was.
    by_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    # After a failed attempt: not before this.
    mail_again_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"
            ),
            models.UniqueConstraint(fields=["to", "event"], name="notified_once_of_an_event"),
            models.UniqueConstraint(fields=["to", "note"], name="notified_once_of_a_note"),
        ]
        indexes = [
            models.Index(fields=["to", "-at", "-id"], name="notification_newest"),
            models.Index(
                fields=["to"],
                condition=Q(is_shown=True, read_at=None),
                name="notification_unread",
            ),
            models.Index(
                fields=["id"], condition=Q(by_mail=True, mailed_at=None), name="notification_mail"
            ),
            models.Index(fields=["read_at", "at"], name="notification_old"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article_id}"


class NoticeChoice(models.Model):
    """How somebody is told of one kind of thing; without a row: in the admin and by mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices"
    )
    kind = models.CharField(max_length=20, choices=NoticeKind)
    in_admin = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notice_choice_once"),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="choice_kind_known"
            ),
        ]

    def __str__(self):
        return f"{self.user_id}: {self.kind}"
