from django.conf import settings
from django.db import models

from .article import Article


class Autosave(models.Model):
    """What somebody has typed into an article's form and not saved. It is no version.

    One a person and article; for an article that was never saved, one a person and ``key``.
    """

    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="autosaves")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Of a new article's form: a random word made by its script. "" where there is an article.
    key = models.CharField(max_length=40, blank=True)
    # The version that the form was opened with; 0 for a new article.
    base_version = models.PositiveIntegerField()
    # The form's fields: name to list of values, as the browser would send them.
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="autosave_once_an_article"),
            models.UniqueConstraint(
                fields=["user", "key"],
                condition=models.Q(article__isnull=True),
                name="autosave_once_a_new_form",
            ),
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, key="")
                | (models.Q(article__isnull=True) & ~models.Q(key="")),
                name="autosave_of_article_or_new",
            ),
        ]

    def __str__(self):
        return f"{self.user_id}: {self.article_id or 'new'}"
