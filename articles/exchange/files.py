"""From the paths that somebody gives to the files that are meant."""

import os
from pathlib import Path

from .names import shown
from .problems import ImportProblem

SUFFIX = ".txt"
SNIFFED = 512
EMPTY_PATH = "a path is empty: is a variable not set? “.” stands for this folder"
# How files of other formats begin; the first that is found counts.
BEGINNINGS = [
    ("newsml", ("<newsitem", "<newsmessage", "<newsml")),
    ("nitf", ("<nitf",)),
    ("wxr", ("wordpress.org/export",)),
    ("rss", ("<rss", "<feed", "<rdf:rdf")),
]


def files_in(paths):
    """``(files, problems)``: files as given, and every ``.txt`` in folders and the folders there.

    Folders are read in the order of names; hidden files and what comes up again are left out. An
    empty path, as a variable that is not set leaves it, is no path: never this folder.
    """
    files, problems = {}, []
    for given in paths:
        path = Path(given)
        if not os.fspath(given):
            problems.append(ImportProblem(EMPTY_PATH))
            continue
        if path.is_dir():
            found = _texts_in(path, problems)
            if not found:
                problems.append(ImportProblem(f"holds no {SUFFIX} files", source=shown(path)))
        else:
            found = [path]
        for file in found:
            files.setdefault(_resolved(file), file)
    return list(files.values()), problems


def _texts_in(folder, problems):
    def report(error):
        problem = ImportProblem("cannot be read", source=shown(error.filename))
        problems.append(problem)

    found = []
    for root, folders, names in os.walk(folder, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        texts = [n for n in names if n.lower().endswith(SUFFIX) and not n.startswith(".")]
        found += [Path(root, name) for name in texts]
    return sorted(found)


def _resolved(path):
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def sniff(text):
    """The format that ``text`` is in: "text" unless it begins as one of the others does."""
    beginning = text[:SNIFFED].lstrip("\ufeff \t\r\n").lower()
    if beginning.startswith("{") and '"' in beginning:
        return "ninjs"
    if not beginning.startswith("<"):
        return "text"
    found = (name for name, marks in BEGINNINGS if any(mark in beginning for mark in marks))
    return next(found, "text")
