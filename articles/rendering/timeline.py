"""Cards under the days on which their stories were published."""

from collections.abc import MutableMapping, Sequence
from datetime import date, datetime
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import locales

from . import stencil
from .article import ready

NO_BREAK = "\u00a0"


def timeline(
    cards: Sequence[str], times: Sequence[datetime], *, kept: MutableMapping
) -> SafeString:
    """``cards`` under a heading for each day, as finished HTML in the active language.

    ``times`` has the moment at which each story was published. Days begin at midnight in the
    newsroom's time zone. For ``kept`` see ``stencil.render``.
    """
    days = groupby(zip(cards, times, strict=True), key=lambda listed: _day(listed[1]))
    return ready(
        "\n".join(_of_day(day, [card for card, _at in shown], kept) for day, shown in days)
    )


def _day(at: datetime) -> date:
    return timezone.localtime(at, timezone.get_default_timezone()).date()


def _of_day(day: date, cards: list[str], kept: MutableMapping) -> str:
    own = {
        "iso": day.isoformat(),
        "heading": heading(day),
        "cards": [ready(card) for card in cards],
    }
    return stencil.render(
        lambda context: render_to_string("articles/day.html", context), "day", own, kept=kept
    )


def heading(day: date) -> str:
    """The day of the week and the date, as the active language has them."""
    written = locales.day(day).replace(" ", NO_BREAK)
    words = {"weekday": date_format(day, "l"), "date": written}
    return _("%(weekday)s, %(date)s") % words
