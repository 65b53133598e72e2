"""Small explicit makers of rows, through the real actions. Every argument has a plain default.

All of it happens at ``AT``, long past, so that pages asked for now show it.
"""

from .articles import (
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
    mend,
    related_rows,
)
from .autosave import make_autosave
from .fronts import make_front, say
from .images import make_image
from .people import make_agency, make_contributor, make_user
from .taxonomy import make_language, make_section, make_tag, make_topic
from .times import AT, FAR

__all__ = [
    "AT",
    "FAR",
    "approve",
    "make_agency",
    "make_article",
    "make_autosave",
    "make_contributor",
    "make_front",
    "make_image",
    "make_language",
    "make_live",
    "make_scheduled",
    "make_section",
    "make_tag",
    "make_topic",
    "make_user",
    "make_version",
    "make_withdrawn",
    "mend",
    "related_rows",
    "say",
]
