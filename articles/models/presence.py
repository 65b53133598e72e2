from django.conf import settings
from django.db import models

from .article import Article


class OpenForm(models.Model):
    """An article's form that somebody has open in one tab of a browser. Gone when it is closed.

    A row whose ``seen_at`` lies far back belongs to a browser that was closed without a word.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="open_forms")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # What the tab calls itself: a random word made by its script.
    tab = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    # Since when it holds a change that is not saved.
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user", "tab"], name="open_form_once")
        ]

    def __str__(self):
        return f"{self.user_id} has {self.article_id} open"
