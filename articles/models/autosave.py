from django.conf import settings
from django.db import models

from .article import Article


class Autosave(models.Model):
    """What somebody has typed into one opened form of an article and not saved. It is no version.

    One a person and form, so that a second tab, or a form opened again, writes over nothing.
    """

    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="autosaves")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The opened form's: a random word that the server gave it.
    key = models.CharField(max_length=40)
    # The version that the form was opened with; 0 for a new article.
    base_version = models.PositiveIntegerField()
    # The form's fields: name to list of values, as the browser would send them.
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article", "key"],
                name="autosave_once_a_form",
            ),
            models.UniqueConstraint(
                fields=["user", "key"],
                condition=models.Q(article__isnull=True),
                name="autosave_once_a_new_form",
            ),
            models.CheckConstraint(condition=~models.Q(key=""), name="autosave_has_key"),
        ]

    def __str__(self):
        return f"{self.user_id}: {self.article_id or 'new'}"
