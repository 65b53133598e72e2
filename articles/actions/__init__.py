"""Every change of state goes through a function here.

Each checks permission, locks the row, writes versions and events in one transaction, and does
its side effects after commit. ``by`` is who does it (None: the system), ``at`` is when.
"""

from .assign import assign
from .corrections import correct
from .delete import delete
from .errors import ActionRefused, Conflict, NotAllowed, NotReady
from .expiry import set_expiry
from .release import publish, schedule, unschedule, update_live, withdraw
from .restore import restore
from .save import save
from .schedule_update import cancel_update, schedule_update
from .stage import approve, send_back, submit

__all__ = [
    "ActionRefused",
    "Conflict",
    "NotAllowed",
    "NotReady",
    "approve",
    "assign",
    "cancel_update",
    "correct",
    "delete",
    "publish",
    "restore",
    "save",
    "schedule",
    "schedule_update",
    "send_back",
    "set_expiry",
    "submit",
    "unschedule",
    "update_live",
    "withdraw",
]
