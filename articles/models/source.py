from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class ImportedItem(models.Model):
    """What an import brought, so that bringing it again changes nothing."""

    source = models.CharField(
        _("source"), max_length=500, unique=True, help_text=_("File name or the item's own id.")
    )
    content_hash = models.CharField(_("SHA-256 of the content"), max_length=64, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="imported_items")
    # The version that the import wrote: a later one means that the desk has worked on it.
    version_number = models.PositiveIntegerField()
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")

    def __str__(self):
        return self.source
