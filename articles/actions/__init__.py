"""Every change of state goes through a function here.

Each checks permission, locks the row, writes versions and events in one transaction, and does
its side effects after commit. ``by`` is who does it (None: the system), ``at`` is when.
"""

from .delete import delete
from .errors import ActionRefused, Conflict, NotAllowed, NotReady
from .release import publish, schedule, unschedule, update_live, withdraw
from .save import save
from .stage import approve, send_back, submit

__all__ = [
    "ActionRefused",
    "Conflict",
    "NotAllowed",
    "NotReady",
    "approve",
    "delete",
    "publish",
    "save",
    "schedule",
    "send_back",
    "submit",
    "unschedule",
    "update_live",
    "withdraw",
]
