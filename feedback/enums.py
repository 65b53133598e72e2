"""The closed lists of feedback and of the beta programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Variant(models.TextChoices):
    """Which site a reader chose."""

    CLASSIC = "classic", _("classic")
    BETA = "beta", _("beta")


class Kind(models.TextChoices):
    PRAISE = "praise", _("Something I like")
    PROBLEM = "problem", _("Something does not work")
    IDEA = "idea", _("An idea")
    QUESTION = "question", _("A question")
    ERROR = "error", _("A mistake in an article")


class State(models.TextChoices):
    """How far a submission has come. Spam is a mark beside it, not a state."""

    NEW = "new", _("new")
    TRIAGED = "triaged", _("triaged")
    IN_PROGRESS = "in_progress", _("in progress")
    RESOLVED = "resolved", _("resolved")
    DECLINED = "declined", _("declined")


class Verb(models.TextChoices):
    """What an event says was done to a submission."""

    RECEIVED = "received", _("received")
    STATE = "state", _("changed state")
    SPAM = "spam", _("marked as spam")
    NOT_SPAM = "not_spam", _("marked as not spam")
    NOTE = "note", _("changed the note")
