"""Preview links: their addresses, and what stands behind one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from articles.models import PreviewLink, Publication

SALT = "articles.preview_link"


@dataclass(frozen=True)
class Previewed:
    """One version of one article, for whoever has the link."""

    article_id: int
    number: int
    data: Mapping
    # Whether readers have this very version.
    is_live: bool
    made_by: str
    expires_at: datetime
    # When readers first got the article, if they have.
    published_at: datetime | None


def address(pk: int) -> str:
    """The path of the link ``pk``; whoever knows it can read."""
    return f"/preview/{signing.Signer(salt=SALT).sign(str(pk))}/"


def opened(token: str, *, at: datetime) -> Previewed | None:
    """What the signed ``token`` lets one read at ``at``.

    None where it is not ours, expired or revoked, and once its maker has no account any more.
    """
    try:
        pk = int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    links = PreviewLink.objects.select_related("version", "made_by")
    link = links.filter(pk=pk, revoked_at=None, expires_at__gt=at, made_by__is_active=True).first()
    if link is None:
        return None
    version = link.version
    seen = Publication.objects.filter(pk=version.article_id, published_at__lte=at)
    return Previewed(
        article_id=version.article_id,
        number=version.number,
        data=version.data,
        is_live=Publication.objects.live(at).filter(version=version).exists(),
        made_by=link.made_by.get_full_name() or link.made_by.get_username(),
        expires_at=link.expires_at,
        published_at=seen.values_list("published_at", flat=True).first(),
    )
