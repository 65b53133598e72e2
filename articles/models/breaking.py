from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.validators import validate_plain_text

from .article import Article
from .language import Language
from .text import LineField


class BreakingNews(models.Model):
    """The bar above every page of a language, from one moment to another.

    It leads to ``article`` while that is live; a bar whose story is not live is not shown.
    """

    language = models.ForeignKey(
        Language, models.PROTECT, related_name="+", verbose_name=_("language")
    )
    text = LineField(_("text"), max_length=160, validators=[validate_plain_text])
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    made_at = models.DateTimeField(_("made"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-starts_at", "-id"]
        verbose_name = _("breaking news")
        verbose_name_plural = _("breaking news")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="breaking_ends_after_start"
            )
        ]

    def __str__(self):
        return self.text
