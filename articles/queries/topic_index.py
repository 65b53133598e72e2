"""Every topic that has a page in a language."""

from datetime import datetime
from operator import attrgetter

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.alphabet import in_order
from articles.models import Publication, PublicationTopic, Topic

from .prepared import Prepared
from .site import Link
from .topics import COLUMNS, links


def listed(language: str, *, at: datetime) -> list[Link]:
    """The topics with a live story in ``language``, by name; one query."""
    rows = (row for (row,) in _listed(language=language, at=at))
    return in_order(links(rows, language), language, name=attrgetter("name"))


def _query(language: str, at: datetime) -> QuerySet:
    live = Publication.objects.live(at).filter(pk=OuterRef("publication")).order_by()
    stories = PublicationTopic.objects.filter(Exists(live), topic=OuterRef("pk"), language=language)
    topics = Topic.objects.filter(Exists(stories)).order_by()
    return topics.values_list(JSONObject(**{name: name for name in COLUMNS}))


_listed = Prepared(_query, language=str, at=datetime)
