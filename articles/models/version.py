from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class Version(models.Model):
    """An immutable snapshot of a whole article. A trigger refuses any later change."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    data = models.JSONField(_("content"))
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    why = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_from_one"),
        ]
        indexes = [GinIndex(models.F("data__pictures"), name="version_pictures")]

    def __str__(self):
        return f"{self.article_id}/{self.number}"
