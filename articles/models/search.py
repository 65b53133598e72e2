"""What readers' search looks in. Written with each publication: see ``articles.actions``."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .language import Language
from .publication import Publication


class PublicationWords(models.Model):
    """The words of what readers get, as PostgreSQL's full text search has them in its language.

    Repeats language and time, so that the newest are found without the publication.
    """

    publication = models.OneToOneField(
        Publication, models.CASCADE, primary_key=True, related_name="+"
    )
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", db_index=False)
    published_at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        indexes = [
            # With fastupdate each search would read through what was published lately.
            GinIndex(fields=["words"], name="publication_words", fastupdate=False),
            models.Index(
                fields=["language", "-published_at", "-publication"],
                name="publication_words_newest",
            ),
        ]

    def __str__(self):
        return str(self.publication_id)


class KnownWord(models.Model):
    """A word that headlines and teasers have, for “did you mean”."""

    language = models.ForeignKey(Language, models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=60)
    stories = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="known_word_once")]
        indexes = [GinIndex(fields=["word"], name="known_word_near", opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.word
