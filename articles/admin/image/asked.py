"""What somebody looks for in the library, as the address says it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.queries.library import Asked, Facts, Lacks, Rights, Since, Use, keys

MOST_WORDS = 20
LONGEST = 300  # characters, as in the fields of the page and the dialog
QUOTES = '"“”„«»'
ME = "me"
CLOSED: dict[str, Any] = {"use": Use, "rights": Rights, "lacks": Lacks, "since": Since}
NAMES = ("q", "by", "agency", *CLOSED, "ids")


def asked(given: Mapping[str, str], *, by: Any) -> Asked:
    """From ``given``, a QueryDict; what is no choice narrows nothing."""
    chosen = {name: given.get(name, "") for name in CLOSED}
    chosen = {n: value if value in CLOSED[n].values else "" for n, value in chosen.items()}
    who, ids = given.get("by", ""), given.get("ids", "")
    return Asked(
        words=_words(given.get("q", "")),
        by=by.pk if who == ME else _key(who),
        agency=_key(given.get("agency", "")),
        ids=keys(ids.split(",")) if ids else None,
        **chosen,
    )


def _words(text: str) -> tuple[str, ...]:
    """Quotation marks around them are for people; each word is looked for by itself."""
    words = (word.strip(QUOTES) for word in text.replace("\0", "")[:LONGEST].split())
    return tuple(filter(None, words))[:MOST_WORDS]


def _key(text: str) -> int | None:
    return next(iter(keys([text])), None)


def is_narrowed(wanted: Asked) -> bool:
    return wanted != Asked()


def selects(given: Mapping[str, str], facts: Facts) -> list[dict]:
    """The choices of the form above the pictures: name, label, pairs to choose from, and chosen."""
    people = [(ME, _("Me")), *((str(row["pk"]), _name(row)) for row in facts.people)]
    agencies = [(str(row["pk"]), row["short_name"]) for row in facts.agencies]
    found: list[tuple[str, str, Iterable]] = [
        ("by", _("Uploaded by"), people),
        ("since", _("Uploaded in"), _pairs(Since)),
        ("agency", _("Agency"), agencies),
        ("use", _("Used"), _pairs(Use)),
        ("rights", _("Rights"), _pairs(Rights)),
        ("lacks", _("Lacks"), _pairs(Lacks)),
    ]
    return [
        {"name": name, "label": label, "choices": choices, "chosen": given.get(name, "")}
        for name, label, choices in found
        if choices
    ]


def _pairs(choices: Any) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices.choices]


def _name(row: dict) -> str:
    return f"{row['first_name']} {row['last_name']}".strip() or row["username"]
