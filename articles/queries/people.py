"""The picture of a person, for readers."""

from datetime import datetime

from articles.models import Image

from .prepared import Prepared

COLUMNS = (
    *("pk", "rendition_key", "renditions", "alt", "alts", "caption", "captions"),
    *("credit", "digital_source_type", "usable_from", "usable_until"),
)


def portrait(pk: int, *, at: datetime) -> Image | None:
    """The picture of the person ``pk`` with what readers see of it; one query.

    None where there is none, or none that may be shown at ``at``.
    """
    for row in _portrait(pk=pk, at=at):
        return Image(**dict(zip(COLUMNS, row, strict=True)))
    return None


_portrait = Prepared(
    lambda pk, at: (
        Image.objects.usable(at)
        .filter(portraits=pk)
        .exclude(rendition_key=None)
        .order_by()
        .values_list(*COLUMNS)
    ),
    pk=int,
    at=datetime,
)
