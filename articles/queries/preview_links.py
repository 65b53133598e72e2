"""Preview links: their addresses, and what stands behind one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.core import signing
from django.db.models import Max

from articles.body import parse, references
from articles.enums import Verb
from articles.models import Article, Event, PreviewLink, Publication

from . import staff

SALT = "articles.preview_link"


class Standing(Enum):
    """Whether one can read by a link, and if not, why."""

    GOOD = "good"
    RESTING = "resting"  # who made it may not do so now; works again if they may again
    REVOKED = "revoked"
    EXPIRED = "expired"
    ENDED = "ended"  # when the story was withdrawn


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
    # Until when nobody may publish it; None where readers have it, or may have it.
    embargo_until: datetime | None

    @property
    def images(self) -> set[int]:
        """The pictures that it shows."""
        return {self.data["lead_image_id"], *references(parse(self.data["body"])).images} - {None}


def address(pk: int) -> str:
    """The path of the link ``pk``; whoever knows it can read."""
    return f"/preview/{signing.Signer(salt=SALT).sign(str(pk))}/"


def standings(
    links: Iterable[PreviewLink], article: Article, *, at: datetime
) -> dict[int, Standing]:
    """How each of ``links``, all of ``article``, stands at ``at``; two queries.

    A link ends with its maker's right to make it, and with the story: what is withdrawn is out of
    everybody's hands, also when it comes back. Links made after the withdrawal work, for those who
    must see what it was about.
    """
    links = list(links)
    makers = staff.who_may_hand_on(article).filter(pk__in={link.made_by_id for link in links})
    allowed = set(makers.values_list("pk", flat=True))
    withdrawals = Event.objects.filter(article=article, verb=Verb.WITHDRAWN).order_by()
    withdrawn_at = withdrawals.aggregate(last=Max("at"))["last"]

    def standing(link):
        if link.revoked_at is not None:
            return Standing.REVOKED
        if link.expires_at <= at:
            return Standing.EXPIRED
        if withdrawn_at is not None and link.made_at <= withdrawn_at:
            return Standing.ENDED
        return Standing.GOOD if link.made_by_id in allowed else Standing.RESTING

    return {link.pk: standing(link) for link in links}


def is_ours(token: str) -> bool:
    """Whether we have handed out ``token``; what was behind it may be gone."""
    return _signed(token) is not None


def _signed(token: str) -> int | None:
    """The number of the link that ``token`` names under our signature."""
    try:
        text = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return int(text) if text.isascii() and text.isdigit() else None


def opened(token: str, *, at: datetime) -> Previewed | None:
    """What the signed ``token`` lets one read at ``at``; None where it is not ours, or not good."""
    pk = _signed(token)
    if pk is None:
        return None
    links = PreviewLink.objects.select_related("version__article", "made_by")
    link = links.defer("version__article__body").filter(pk=pk).first()
    if link is None:
        return None
    article = link.version.article
    if standings([link], article, at=at)[pk] != Standing.GOOD:
        return None
    return _shown(link, article, at)


def _shown(link, article, at):
    is_live = Publication.objects.live(at).filter(version=link.version_id).exists()
    embargo = None if is_live else article.embargo_until
    seen = Publication.objects.filter(pk=article.pk, published_at__lte=at)
    return Previewed(
        article_id=article.pk,
        number=link.version.number,
        data=link.version.data,
        is_live=is_live,
        made_by=link.made_by.get_full_name() or link.made_by.get_username(),
        expires_at=link.expires_at,
        published_at=seen.values_list("published_at", flat=True).first(),
        embargo_until=embargo if embargo and embargo > at else None,
    )
