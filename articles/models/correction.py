from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.enums import ChangeKind

from .article import Article
from .language import Language
from .version import Version

NEEDS_WORDS = (ChangeKind.CLARIFICATION, ChangeKind.CORRECTION, ChangeKind.RETRACTION)


class Correction(models.Model):
    """A change of a live article: what kind it was, and what readers are told of it.

    Append-only: a trigger refuses any change. Minor ones are kept for staff; readers never see
    them. https://schema.org/CorrectionComment
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="corrections")
    # Repeated from the publication, for the list of all corrections in a language.
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=20, choices=ChangeKind)
    words = models.TextField(_("words for readers"), blank=True)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    before = models.ForeignKey(Version, models.PROTECT, related_name="+")
    after = models.ForeignKey(Version, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="correction_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NEEDS_WORDS) | ~Q(words=""), name="correction_with_words"
            ),
        ]
        indexes = [
            models.Index(
                fields=["language", "-at", "-id"],
                condition=Q(kind__in=NEEDS_WORDS),
                name="correction_newest",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"
