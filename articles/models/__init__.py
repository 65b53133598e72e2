"""The tables, by noun. Dependencies run down:

publication, schedule, correction, preview_link, notice
> version, workflow, relation, source, presence, autosave, words
> article > taxonomy, credit, image
Site and language are free of the rest.
"""

from .article import Article
from .autosave import Autosave
from .correction import Correction
from .credit import Agency, AgencyCredit, Contributor, Credit
from .image import Image, PictureSweep, ReplacedRenditions
from .language import Language
from .notice import Note, NoticeChoice, Notification
from .presence import OpenForm
from .preview_link import PreviewLink
from .publication import (
    Publication,
    PublicationImage,
    PublicationPerson,
    PublicationReadMore,
    PublicationTag,
    PublicationTopic,
)
from .relation import ImageReference, ReadMoreReference
from .schedule import Failure, ScheduledUpdate
from .site import SiteSettings
from .source import ImportedItem
from .taxonomy import Section, Tag, TaggedArticle, Topic
from .version import Version
from .words import ArticleWords
from .workflow import Event

__all__ = [
    "Agency",
    "AgencyCredit",
    "Article",
    "ArticleWords",
    "Autosave",
    "Contributor",
    "Correction",
    "Credit",
    "Event",
    "Failure",
    "Image",
    "ImageReference",
    "ImportedItem",
    "Language",
    "Note",
    "NoticeChoice",
    "Notification",
    "OpenForm",
    "PictureSweep",
    "PreviewLink",
    "Publication",
    "PublicationImage",
    "PublicationPerson",
    "PublicationReadMore",
    "PublicationTag",
    "PublicationTopic",
    "ReadMoreReference",
    "ReplacedRenditions",
    "ScheduledUpdate",
    "Section",
    "SiteSettings",
    "Tag",
    "TaggedArticle",
    "Topic",
    "Version",
]
