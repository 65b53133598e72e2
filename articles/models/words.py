from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .article import Article


class ArticleWords(models.Model):
    """The words of a working copy, as PostgreSQL's full text search has them in its language.

    A trigger on the article writes it, so it cannot be out of date. It has a table of its own, as
    it is nearly as large as the text and only searching needs it.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="+")
    words = SearchVectorField()
    # How many different words there are: long texts would be like all others.
    size = models.PositiveIntegerField()

    class Meta:
        # With fastupdate each search would read through what was saved lately, word by word.
        indexes = [GinIndex(fields=["words"], name="article_words", fastupdate=False)]

    def __str__(self):
        return f"{self.article_id}: {self.size}"
