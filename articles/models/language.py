from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import Direction, Numerals
from articles.validators import validate_language_code

from .text import LineField


def localised(texts, language, default):
    """The text in ``language``, or the default one."""
    return texts.get(language) or default


class Language(models.Model):
    """A language that the newsroom publishes in. Adding one is adding a row."""

    code = models.CharField(
        _("language tag"), max_length=35, primary_key=True, validators=[validate_language_code]
    )
    name = LineField(_("own name"), max_length=60, help_text=_("As its readers call it."))
    direction = models.CharField(
        _("direction"), max_length=3, choices=Direction, default=Direction.LTR
    )
    numerals = models.CharField(_("digits"), max_length=10, choices=Numerals, default=Numerals.LATN)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction__in=Direction.values), name="language_direction_known"
            ),
            models.CheckConstraint(
                condition=models.Q(numerals__in=Numerals.values), name="language_numerals_known"
            ),
        ]

    def __str__(self):
        return self.name
