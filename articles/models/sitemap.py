from django.db import models


class StoriesOfMonth(models.Model):
    """So many publications more, or fewer, in the month that ``begins`` then, by UTC.

    All rows of a month together say how many it has. A trigger writes one for each change and
    changes none, so that nobody who publishes waits for another; the worker adds them up.
    """

    begins = models.DateTimeField(db_index=True)
    stories = models.IntegerField()

    class Meta:
        ordering = ["begins"]

    def __str__(self):
        return f"{self.begins:%Y-%m}: {self.stories:+}"
