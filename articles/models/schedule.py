from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.enums import ChangeKind

from .article import Article
from .version import Version


class ScheduledUpdate(models.Model):
    """A version that is to replace what readers see of a live article, and when.

    The version was approved when this was made; later edits of the article do not change it.
    """

    article = models.OneToOneField(Article, models.PROTECT, related_name="scheduled_update")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    due_at = models.DateTimeField(_("due"), db_index=True)
    kind = models.CharField(max_length=20, choices=ChangeKind, default=ChangeKind.UPDATE)
    words = models.TextField(blank=True)
    override = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="update_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.MINOR) | Q(words=""), name="update_minor_is_silent"
            ),
        ]

    def __str__(self):
        return f"{self.article_id}: version {self.version_id} at {self.due_at}"


class Failure(models.Model):
    """Something due that could not be done for an article. Gone when it is done after all."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="failure")
    what = models.CharField(max_length=20)
    # For those at the desk, and for those who run the program.
    message = models.TextField()
    detail = models.TextField(blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["first_at"]

    def __str__(self):
        return f"{self.article_id}: {self.message}"

    @property
    def in_full(self):
        """For those who run the program."""
        return " ".join(filter(None, [self.message, self.detail]))
