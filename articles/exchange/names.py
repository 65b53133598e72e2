"""What a file is called: in messages, and in the table that remembers imports."""

import hashlib
import os
from pathlib import Path

SOURCE_LENGTH = 500


def shown(path):
    """``path`` as text that can be printed and stored, whatever bytes its name has."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def source_of(path):
    """The same text for the same file, however its path is written; 500 characters at most."""
    text = shown(Path(path).resolve())
    if len(text) <= SOURCE_LENGTH:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"{digest}…{text[-(SOURCE_LENGTH - len(digest) - 1) :]}"
