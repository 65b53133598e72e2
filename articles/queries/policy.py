"""What readers get of the pages in which the newsroom says how it works."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import PolicyText

from . import site
from .prepared import Prepared

COLUMNS = ("page", "language", "title", "body", "changed_at")
FIELDS = ("pk", *COLUMNS[1:])


@dataclass(frozen=True)
class Policy:
    """``body`` is canonical HTML; ``others`` has the paths in other languages, by their tags."""

    pk: int
    language: str
    title: str
    body: str
    changed_at: datetime
    others: dict[str, str]
    # Of the site's frame when this was read.
    site_revision: UUID

    @property
    def slug(self) -> str:
        return addresses.policy_slug(self.title)

    @property
    def url(self) -> str:
        return addresses.policy(self.language, self.title, self.pk)


def policy(pk: int, language: str) -> Policy | None:
    """One query. None where the page has no text in ``language``."""
    for *columns, others, revision in _policy(pk=pk, language=language):
        values = dict(zip(FIELDS, columns, strict=True))
        paths = {
            other["language"]: addresses.policy(other["language"], other["title"], pk)
            for other in others
        }
        return Policy(**values, others=paths, site_revision=revision)
    return None


def _query(pk: int, language: str) -> QuerySet:
    others = PolicyText.objects.filter(page=OuterRef("page")).exclude(language=OuterRef("language"))
    rows = others.order_by("language").values(json=JSONObject(language="language", title="title"))
    found = PolicyText.objects.filter(page=pk, language=language).order_by()
    return found.values_list(*COLUMNS, ArraySubquery(rows), site.revision())


_policy = Prepared(_query, pk=int, language=str)
