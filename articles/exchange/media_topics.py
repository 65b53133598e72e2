"""IPTC Media Topics, read from the SKOS JSON that IPTC publishes.

Its format: https://iptc.org/std/NewsCodes/guidelines/
"""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from articles import chars
from articles.actions.media_topics import Concept
from articles.models import Topic
from articles.validators import validate_language_code, validate_qcode

from .names import shown
from .problems import ImportProblem, Remark

# What IPTC writes for Swedish and Danish is the tag of another language, and none.
MISNAMED = {"se": "sv", "dk": "da"}
# A tag of language and region has two subtags; that of a script has four letters.
REGION = 2
LONGEST_NAME = Topic._meta.get_field("name").max_length or 0
PREFIX = "medtop:"


def read_media_topics(path: str) -> tuple[list[Concept], list[Remark]]:
    """The concepts in the file at ``path``, and what a person should know of them.

    Names that a topic cannot hold are left out. Raises ImportProblem, which names the entry.
    """
    try:
        return _read(_entries(_parsed(path)))
    except ImportProblem as problem:
        problem.source = problem.source or shown(path)
        raise


def _parsed(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ImportProblem(f"is not JSON: {error.msg}", line=error.lineno) from error
    except RecursionError as error:
        raise ImportProblem("is not the vocabulary: it is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise ImportProblem("is not in UTF-8") from error
    except ValueError as error:  # a path with NUL in it, a number of too many digits
        raise ImportProblem(f"cannot be read: {error}") from error
    except OSError as error:
        raise ImportProblem(f"cannot be read: {error.strerror}") from error


def _entries(data):
    """The dicts of the entries by code, as they are written."""
    listed = data.get("conceptSet") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not listed:
        raise ImportProblem("is not the vocabulary: it holds no list “conceptSet”")
    found: dict[str, dict] = {}
    for number, entry in enumerate(listed, 1):
        code = entry.get("qcode") if isinstance(entry, dict) else None
        try:
            validate_qcode(code if isinstance(code, str) else "")
        except ValidationError as error:
            called = code or (entry.get("uri") if isinstance(entry, dict) else None)
            reason = f"entry {number} ({called}) has no code such as “{PREFIX}11000000”"
            raise ImportProblem(reason) from error
        if code in found:
            raise ImportProblem(f"{code} is there twice")
        found[code] = entry
    return found


def _read(entries):
    codes, remarks = _languages(entries), []
    concepts = [_concept(code, entry, codes, remarks) for code, entry in entries.items()]
    parents = {concept.qcode: concept.parent for concept in concepts}
    for code, parent in parents.items():
        if parent is not None and parent not in parents:
            raise ImportProblem(f"{code}: its parent {parent} is not in the file")
        _require_no_circle(code, parents)
    return concepts, remarks


def _languages(entries):
    """Our tag for each tag of the file. One that has its language for itself loses the region."""
    found = {}
    for code, entry in entries.items():
        for name in ("prefLabel", "definition"):
            texts = entry.get(name, {})
            if not isinstance(texts, dict):
                raise ImportProblem(f"{code}: its {name} is not a text for each language")
            for tag in texts:
                found[tag] = MISNAMED.get(tag.lower(), tag.lower())
    alone = Counter(tag.partition("-")[0] for tag in found.values())
    return {tag: _without_region(ours, alone) for tag, ours in found.items()}


def _without_region(tag, alone):
    language, _dash, rest = tag.partition("-")
    return language if len(rest) == REGION and alone[language] == 1 else tag


def _concept(code, entry, codes, remarks):
    names = _names(code, entry.get("prefLabel", {}), codes, remarks)
    if not names:
        raise ImportProblem(f"{code} has no name")
    return Concept(
        qcode=code,
        names=names,
        descriptions=_texts(code, entry.get("definition", {}), codes, chars.paragraphs, remarks),
        parent=_parent(code, entry.get("broader")),
        retired_at=_moment(code, entry.get("retired")),
    )


def _names(code, labels, codes, remarks):
    names = _texts(code, labels, codes, chars.line, remarks)
    for tag, name in list(names.items()):
        if len(name) > LONGEST_NAME:
            text = f"{code}: its name in “{tag}” has {len(name)} characters and was left out"
            remarks.append(Remark(f"{text}: {LONGEST_NAME} are the most"))
            del names[tag]
    return names


def _texts(code, given, codes, tidy, remarks):
    """Texts by our tags; what is in no language that there can be is left out."""
    found = {}
    for tag, text in given.items():
        if not isinstance(text, str):
            raise ImportProblem(f"{code}: its text in “{tag}” is none")
        try:
            validate_language_code(codes[tag])
        except ValidationError:
            remarks.append(
                Remark(f"{code}: its text in “{tag}”, which is no language, was left out")
            )
            continue
        if text := tidy(text):
            found[codes[tag]] = text
    return found


def _parent(code, broader):
    """The code above ``code``: an address or a code, alone or the first of a list."""
    if broader in (None, []):
        return None
    first = broader[0] if isinstance(broader, list) else broader
    if not isinstance(first, str):
        raise ImportProblem(f"{code}: its parent is no address")
    return first if first.startswith(PREFIX) else PREFIX + first.rstrip("/").rpartition("/")[2]


def _moment(code, text):
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise ImportProblem(f"{code}: “{text}”, when it was retired, is no time") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _require_no_circle(code, parents):
    seen, above = {code}, parents[code]
    while above is not None:
        if above in seen:
            raise ImportProblem(f"{code} lies under itself")
        seen.add(above)
        above = parents.get(above)
