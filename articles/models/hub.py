from django.db import models


class HubPing(models.Model):
    """A feed that has changed and of which the hub is still to be told: https://www.w3.org/TR/websub/

    ``feed`` is its path. Gone once the hub has answered.
    """

    feed = models.CharField(max_length=400, unique=True)
    changed_at = models.DateTimeField()
    next_try_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["next_try_at"]

    def __str__(self):
        return self.feed
