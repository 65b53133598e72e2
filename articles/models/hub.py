from django.db import models


class HubPing(models.Model):
    """A change of feeds that the hub is still to be told of: https://www.w3.org/TR/websub/

    ``feed`` begins with the number of the story that changed them, if one did, so that two stories
    that are published at once do not wait for each other. ``12`` is all feeds that it stands in,
    ``12/until`` the same when its time is over, ``12/section/3/en`` one that it has left.
    ``section/3`` is all feeds that show the name of that section, which is another one now. Gone
    once the hub has answered.
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
