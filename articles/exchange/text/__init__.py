"""Reads a plain wire text: no markup, only the habits of those who write and send them.

``wire`` puts the parts together, and ``pasted`` those that make a body: reading > wire | pasted >
headers, furniture, sign_off, headline, structure > paragraphs > marks > lines.
"""

from .pasted import read_pasted
from .reading import read_text_file
from .sign_off import SignOff
from .wire import WireText, parse_text

__all__ = ["SignOff", "WireText", "parse_text", "read_pasted", "read_text_file"]
