"""How two headlines are found to be the same."""

import re
import unicodedata

HEADLINE_LENGTH = 300


def headline_key(headline):
    """``headline`` without what retyping changes: case, white space, quotes, dashes, final stops.

    At most 300 characters; empty for a text without letters or digits.
    """
    text = unicodedata.normalize("NFKC", headline).casefold()
    words = re.findall(r"\w+", text)
    return " ".join(words)[:HEADLINE_LENGTH]
