"""When something will happen to an article by itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from articles.models import ScheduledUpdate

from .live_state import OUT, LiveState, live_state

Times = Mapping[str, datetime | None]


def times_ahead(article: Any, update: ScheduledUpdate | None, at: datetime) -> dict[str, datetime]:
    """What lies ahead of ``article`` at ``at``, by the names that events use (``Event.times``).

    ``made_at`` beside them names the update that waits: when it was scheduled as it is.

    ``article`` comes from ``with_live_state``; ``update`` is the one that waits, if any. A story
    that is live has no time of publication in it, one that readers have lost has none at all.
    """
    state = live_state(article, at)
    is_out, is_scheduled = state in OUT, state == LiveState.SCHEDULED
    found = {
        "published_at": article.live_from if is_scheduled else None,
        "expires_at": article.live_until if is_scheduled or is_out else None,
        "update_at": update.due_at if update and is_out else None,
        "made_at": update.made_at if update and is_out else None,
    }
    return {name: moment for name, moment in found.items() if moment}
