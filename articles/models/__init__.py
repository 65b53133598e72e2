"""The tables, by noun. Dependencies run down:

publication > version, workflow, relation, source > article > taxonomy, credit, image
Site and language are free of the rest.
"""

from .article import Article
from .credit import Agency, AgencyCredit, Contributor, Credit
from .image import Image
from .language import Language
from .publication import (
    Publication,
    PublicationImage,
    PublicationPerson,
    PublicationReadMore,
    PublicationTag,
    PublicationTopic,
)
from .relation import ImageReference, ReadMoreReference
from .site import SiteSettings
from .source import ImportedItem
from .taxonomy import Section, Tag, TaggedArticle, Topic
from .version import Version
from .workflow import Event

__all__ = [
    "Agency",
    "AgencyCredit",
    "Article",
    "Contributor",
    "Credit",
    "Event",
    "Image",
    "ImageReference",
    "ImportedItem",
    "Language",
    "Publication",
    "PublicationImage",
    "PublicationPerson",
    "PublicationReadMore",
    "PublicationTag",
    "PublicationTopic",
    "ReadMoreReference",
    "Section",
    "SiteSettings",
    "Tag",
    "TaggedArticle",
    "Topic",
    "Version",
]
