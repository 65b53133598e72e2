"""Reads a plain wire text: no markup, only the habits of those who write and send them.

``wire`` puts the parts together: reading > wire > headers, furniture, sign_off, headline,
structure > paragraphs > marks > lines.
"""

from .reading import read_text_file
from .sign_off import SignOff
from .wire import WireText, parse_text

__all__ = ["SignOff", "WireText", "parse_text", "read_text_file"]
