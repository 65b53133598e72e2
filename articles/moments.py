"""How staff are told when something happens."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString


def when(moment: datetime, at: datetime) -> SafeString:
    """``moment`` in the newsroom's time; without the year when it is this year's."""
    local = timezone.localtime(moment)
    this_year = local.year == timezone.localtime(at).year
    text = format_date(local, "j M, H:i" if this_year else "j M Y, H:i")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), text)
