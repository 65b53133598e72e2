"""One file to one text, or a clear reason why not."""

import codecs
import os
import re
import stat
from pathlib import Path

from articles.exchange.names import shown
from articles.exchange.problems import ImportProblem

LIMIT = 2 * 1024 * 1024
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# All control characters but tab, line feed, vertical tab, form feed and carriage return.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_text_file(path, *, limit=LIMIT):
    """The text in the file at ``path``; raises ImportProblem for anything that is not a text.

    UTF-8 with or without a byte order mark; UTF-16 with one, which leaves no doubt.
    """
    path = Path(path)
    try:
        content = _content(path, limit)
    except OSError as error:
        raise ImportProblem(_words(error), source=shown(path)) from error
    text = _decoded(content, path)
    if found := CONTROL.search(text):
        raise ImportProblem(
            f"is not a text: it holds control character 0x{ord(found[0]):02X}",
            source=shown(path),
            line=_line(text[: found.start()]),
        )
    if not text.strip():
        raise ImportProblem("is empty", source=shown(path))
    return text


def _content(path, limit):
    # Opened without waiting, and looked at only then: a pipe would block, a path can change.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise ImportProblem("is a folder, not a text", source=shown(path))
        if not stat.S_ISREG(mode):
            raise ImportProblem("is not a regular file", source=shown(path))
        content = file.read(limit + 1)
    if len(content) > limit:
        raise ImportProblem(f"is larger than {limit:,} bytes", source=shown(path))
    return content


def _decoded(content, path):
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        # The decoder does not count the mark it has taken off.
        mark = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
        offset = error.start + mark
        raise ImportProblem(
            f"is not {name}: byte 0x{content[offset]:02X} at offset {offset}",
            source=shown(path),
            line=None if encoding == "utf-16" else content.count(b"\n", 0, offset) + 1,
        ) from error


def _words(error):
    match error:
        case FileNotFoundError():
            return "does not exist"
        case PermissionError():
            return "cannot be read: permission denied"
        case IsADirectoryError():
            return "is a folder, not a text"
    return f"cannot be read: {error.strerror or error}"


def _line(text):
    return text.count("\n") + 1
