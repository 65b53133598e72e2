"""What a clock on the newsroom's wall says, and which moment that is.

Twice a year most clocks are changed. When summer time begins an hour is left out, and no moment
has its times; when it ends an hour comes twice, and each of its times is two moments.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

SECOND = timedelta(seconds=1)


def moments(wall: datetime, zone: tzinfo) -> list[datetime]:
    """The moments, in UTC, at which clocks in ``zone`` show the naive ``wall``: 0, 1 or 2."""
    both = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    shown = [moment for moment in both if naive(moment, zone) == wall]
    return sorted(set(shown))


def naive(moment: datetime, zone: tzinfo) -> datetime:
    """What clocks in ``zone`` show at ``moment``."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def offset(moment: datetime, zone: tzinfo) -> str:
    """How far ``zone`` is ahead of UTC at ``moment``: “UTC+5:30”, “UTC−4”, “UTC”."""
    ahead = moment.astimezone(zone).utcoffset() or timedelta()
    hours, minutes = divmod(abs(ahead) // timedelta(minutes=1), 60)
    if not (hours or minutes):
        return "UTC"
    sign = "−" if ahead < timedelta() else "+"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"


def shown(moment: datetime) -> str:
    """``moment`` by the newsroom's clock, with the offset of its date."""
    zone = timezone.get_default_timezone()
    text = format_date(naive(moment, zone), "j F Y, H:i")
    return f"{text} ({offset(moment, zone)})"


def why_there_is_none(wall: datetime, zone: tzinfo) -> str:
    """In words, why clocks in ``zone`` never show ``wall``."""
    before, after = _change_over(wall, zone)
    return _("On %(date)s the clocks go from %(before)s to %(after)s: %(time)s does not exist.") % {
        "date": format_date(wall, "j F Y"),
        "before": f"{before:%H:%M}",
        "after": f"{after:%H:%M}",
        "time": f"{wall:%H:%M}",
    }


def _change_over(wall, zone):
    """What clocks show when they are put forward past ``wall``, and what they show then."""
    late, early = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    old = early.astimezone(zone).utcoffset()
    while late - early > SECOND:  # the change is after early, and not after late
        middle = early + (late - early) // SECOND // 2 * SECOND
        if middle.astimezone(zone).utcoffset() == old:
            early = middle
        else:
            late = middle
    return (late + old).replace(tzinfo=None), naive(late, zone)
