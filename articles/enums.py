"""The closed lists of the domain; everything else is a row that staff can edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where the text stands on the desk. It says nothing of what is live."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    APPROVED = "approved", _("approved")


class CreditRole(models.TextChoices):
    WRITER = "writer", _("writer")
    EDITOR = "editor", _("editor")
    REPORTER = "reporter", _("reporter")
    TRANSLATOR = "translator", _("translator")
    PHOTOGRAPHER = "photographer", _("photographer")


class TopicKind(models.TextChoices):
    """After the kinds of concept in IPTC NewsCodes (``cpnat``)."""

    SUBJECT = "subject", _("subject")
    PERSON = "person", _("person")
    PLACE = "place", _("place")
    ORGANISATION = "organisation", _("organisation")
    EVENT = "event", _("event")


class Direction(models.TextChoices):
    LTR = "ltr", _("left to right")
    RTL = "rtl", _("right to left")


class Numerals(models.TextChoices):
    """Digits that a language is written with, by their names in Unicode CLDR."""

    LATN = "latn", "0123456789"
    ARAB = "arab", "٠١٢٣٤٥٦٧٨٩"
    ARABEXT = "arabext", "۰۱۲۳۴۵۶۷۸۹"
    BENG = "beng", "০১২৩৪৫৬৭৮৯"
    DEVA = "deva", "०१२३४५६७८९"


class SlotSize(models.TextChoices):
    """How large a story stands on a front."""

    LEAD = "lead", _("lead")
    LARGE = "large", _("large")
    NORMAL = "normal", _("normal")


class PolicyKind(models.TextChoices):
    """What a page of the newsroom is about, after https://schema.org/NewsMediaOrganization"""

    ETHICS = "ethics", _("ethics")
    CORRECTIONS = "corrections", _("corrections")
    OWNERSHIP = "ownership", _("ownership")
    CONTACT = "contact", _("contact")
    FEEDBACK = "feedback", _("what readers tell us")
    PRIVACY = "privacy", _("privacy")
    OTHER = "other", _("another")


class Verb(models.TextChoices):
    """What an event says was done to an article."""

    CREATED = "created", _("created")
    IMPORTED = "imported", _("imported")
    SAVED = "saved", _("saved")
    BOUND = "bound", _("bound a wanted link")
    SUBMITTED = "submitted", _("submitted for review")
    SENT_BACK = "sent back", _("sent back")
    APPROVED = "approved", _("approved")
    SCHEDULED = "scheduled", _("scheduled")
    UNSCHEDULED = "unscheduled", _("taken off the schedule")
    PUBLISHED = "published", _("published")
    UPDATED = "updated", _("updated live")
    CORRECTED = "corrected", _("told readers of a correction")
    EXPIRY_SET = "expiry set", _("changed when it expires")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DELETED = "deleted", _("deleted")
    ASSIGNED = "assigned", _("assigned")
    PLANNED = "planned", _("planning changed")
    RESTORED = "restored", _("restored an earlier version")
    UPDATE_SCHEDULED = "update scheduled", _("scheduled an update")
    UPDATE_CANCELLED = "update cancelled", _("took an update off the schedule")
    FAILED = "failed", _("could not be done")
    LINKED = "linked", _("made a preview link")
    REVOKED = "revoked", _("revoked a preview link")
    PICTURE_CHANGED = "picture changed", _("changed a picture")
    RIGHTS_END = "rights end", _("the rights of a picture end")


class ChangeKind(models.TextChoices):
    """What a change of a live article is to its readers."""

    MINOR = "minor", _("minor")
    UPDATE = "update", _("update")
    CLARIFICATION = "clarification", _("clarification")
    CORRECTION = "correction", _("correction")
    RETRACTION = "retraction", _("retraction")


class NoticeKind(models.TextChoices):
    """What staff are told of."""

    SUBMITTED = "submitted", _("submitted for review")
    SENT_BACK = "sent back", _("sent back")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    FAILED = "failed", _("something failed")
    ASSIGNED = "assigned", _("assigned to you")
    MENTIONED = "mentioned", _("you are named in a note")
    RIGHTS_END = "rights end", _("the rights of a picture end")


class DigitalSourceType(models.TextChoices):
    """How a picture came to be: http://cv.iptc.org/newscodes/digitalsourcetype/"""

    DIGITAL_CAPTURE = "digitalCapture", _("a camera")
    COMPUTATIONAL_CAPTURE = "computationalCapture", _("a camera that joins several frames")
    NEGATIVE_FILM = "negativeFilm", _("a scan of negative film")
    POSITIVE_FILM = "positiveFilm", _("a scan of positive film")
    PRINT = "print", _("a scan of a print")
    HUMAN_EDITS = "humanEdits", _("a person who altered a picture")
    COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA = (
        "compositeWithTrainedAlgorithmicMedia",
        _("generative AI, in parts"),
    )
    ALGORITHMICALLY_ENHANCED = "algorithmicallyEnhanced", _("a picture improved by software")
    DIGITAL_CREATION = "digitalCreation", _("a person with drawing software")
    DATA_DRIVEN_MEDIA = "dataDrivenMedia", _("software, from data")
    TRAINED_ALGORITHMIC_MEDIA = "trainedAlgorithmicMedia", _("generative AI")
    ALGORITHMIC_MEDIA = "algorithmicMedia", _("software, without training data")
    SCREEN_CAPTURE = "screenCapture", _("a screenshot")
    VIRTUAL_RECORDING = "virtualRecording", _("a recording of a virtual event")
    COMPOSITE = "composite", _("several elements put together")
    COMPOSITE_CAPTURE = "compositeCapture", _("several photographs put together")
    COMPOSITE_SYNTHETIC = "compositeSynthetic", _("several elements, some of them generated")


# Those of which readers are told.
GENERATIVE = frozenset(
    {
        DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA,
        DigitalSourceType.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA,
    }
)
