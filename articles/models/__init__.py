"""The tables, by noun. Dependencies run down:

search
> publication, schedule, correction, preview_link, notice, frontpage, breaking
> version, workflow, relation, source, presence, autosave, words
> article > taxonomy, credit, image
Site, policy, hub, sitemap and language are free of the rest.
"""

from .article import Article
from .autosave import Autosave
from .breaking import BreakingNews
from .correction import Correction
from .credit import Agency, AgencyCredit, Contributor, Credit
from .frontpage import Arrangement, Front, Launch, Slot
from .hub import HubPing
from .image import Image, PictureSweep, ReplacedRenditions
from .language import Language
from .notice import Note, NoticeChoice, Notification
from .policy import PolicyPage, PolicyText, PolicyVersion
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
from .search import KnownWord, PublicationWords
from .site import FooterLink, SiteSettings
from .sitemap import StoriesOfMonth
from .source import ImportedItem
from .taxonomy import Section, Tag, TagChange, TaggedArticle, Topic
from .version import Version
from .words import ArticleWords
from .workflow import Event

__all__ = [
    "Agency",
    "AgencyCredit",
    "Arrangement",
    "Article",
    "ArticleWords",
    "Autosave",
    "BreakingNews",
    "Contributor",
    "Correction",
    "Credit",
    "Event",
    "Failure",
    "FooterLink",
    "Front",
    "HubPing",
    "Image",
    "ImageReference",
    "ImportedItem",
    "KnownWord",
    "Language",
    "Launch",
    "Note",
    "NoticeChoice",
    "Notification",
    "OpenForm",
    "PictureSweep",
    "PolicyPage",
    "PolicyText",
    "PolicyVersion",
    "PreviewLink",
    "Publication",
    "PublicationImage",
    "PublicationPerson",
    "PublicationReadMore",
    "PublicationTag",
    "PublicationTopic",
    "PublicationWords",
    "ReadMoreReference",
    "ReplacedRenditions",
    "ScheduledUpdate",
    "Section",
    "SiteSettings",
    "Slot",
    "StoriesOfMonth",
    "Tag",
    "TagChange",
    "TaggedArticle",
    "Topic",
    "Version",
]
