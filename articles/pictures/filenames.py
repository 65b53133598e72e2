"""The name that a file comes with. It says nothing of the content: that is looked at by itself."""

import re

from articles import chars

from . import limits
from .refusal import NotAPicture

# Controls, ends of line, and what turns the direction of reading around: also isolates, which a
# text may hold. Marks of direction are no harm; programs write them into Arabic names.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def check_name(name: str) -> None:
    """Raise NotAPicture for a name that could mislead people or programs."""
    if _UNSEEN.search(name) or not chars.is_clean(name):
        raise NotAPicture("name_characters")
    if "/" in name or "\\" in name or name.strip() in {".", ".."}:
        raise NotAPicture("name_path")
    if len(name) > limits.NAME:
        raise NotAPicture("name_length", most=limits.NAME)
