"""A save over a newer version: both texts on one page, and what comes of them.

What only one of the two changed is taken over; where both changed the same, somebody chooses. The
page keeps everything that the form sent, and sends it on to the form again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import parse, serialise
from articles.body.compare import change_html, compare, compare_texts
from articles.body.merge import BOTH, CHOICES, MINE, THEIRS, Piece, merge, put_together
from articles.enums import CreditRole
from articles.models import Agency, Article, Contributor, Version
from articles.snapshot.compare import Names, label_of
from articles.snapshot.stored import read

from . import merge_said, steps
from .article_form import ArticleForm
from .compare import Targets, headlines_for, shown_rows
from .merge_said import CHOSEN, LINES, LISTED, LONG, Said
from .saving import number

OURS = ("_merge", "merge_with")
CHOICE = "merge-"
# What the form holds of an article that is in no version.
BESIDE = ("assigned_to", "planned_for", "embargo_until")
# More questions than this in one text are put as one.
MANY = 300
BY = {
    MINE: gettext_lazy("Only you changed this: yours is taken."),
    THEIRS: gettext_lazy("Only they changed this: theirs is taken."),
    BOTH: gettext_lazy("You both changed this in the same way."),
}


class Newer(Exception):
    """Somebody has saved while this form was on its way."""


@dataclass(frozen=True)
class Field:
    """One field of the three texts that is not the same in all. Lists need no choice."""

    name: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def by(self) -> str:
        if self.mine == self.theirs:
            return BOTH
        if self.mine == self.base:
            return THEIRS
        return MINE if self.theirs == self.base or self.name in LISTED else "clash"

    @property
    def choices(self) -> tuple[str, ...]:
        return CHOICES if self.name in LONG else (MINE, THEIRS)

    def taken(self, choice: str = "") -> Any:
        """What is to stand there. Raises KeyError for a clash without a choice."""
        if self.name in LISTED:
            return _lists_together(self.base, self.mine, self.theirs)
        if self.by != "clash":
            return self.theirs if self.by == THEIRS else self.mine
        made = {MINE: self.mine, THEIRS: self.theirs}
        if BOTH in self.choices:
            made[BOTH] = f"{self.mine}\n{self.theirs}"
        return made[choice]


@dataclass(frozen=True)
class Merge:
    """Both texts with what both had; ``base`` is empty where nobody knows what was opened."""

    mine: Said
    theirs: Said
    fields: list[Field]
    pieces: list[Piece]

    @property
    def is_same(self) -> bool:
        """Whether both say the same; a slug that nobody typed may have followed the headline."""
        told = {field.name for field in self.fields if field.mine != field.theirs}
        slug = {field.name for field in self.fields if field.by == THEIRS} & {"slug"}
        return told <= slug and self.mine["body"] == self.theirs["body"]

    def together(self, choices: dict[str, str]) -> Said:
        """What comes of the choices. Raises KeyError where one is missing."""
        said = dict(self.theirs)
        for field in self.fields:
            said[field.name] = field.taken(choices.get(field.name, ""))
        by_piece = {at: choices.get(f"body-{at}", "") for at in range(len(self.pieces))}
        said["body"] = serialise(put_together(self.pieces, by_piece))
        return said


def settle(article: Article, request: HttpRequest) -> bool:
    """Whether the form may go on, as ``request.POST`` then has it; if not, somebody must look.

    It may where it was made from the newest version, says what that says (it was sent twice), or
    comes from our page with every choice made.
    """
    current = article.version_number
    try:
        if "_merge" in request.POST:
            shown = number(request.POST.get("merge_with"))
            made = _merge(article, request.POST, number(request.POST.get("version")), shown)
            said = made.together(_choices(request.POST))
            request.POST = _sent_on(said, request.POST, article, shown)
    except (KeyError, Version.DoesNotExist):
        return False
    seen = number(request.POST.get("version"))
    if seen == current:
        return True
    made = _merge(article, request.POST, seen, current)
    if made.is_same:
        request.POST = _sent_on(made.theirs, request.POST, article, current)
    return made.is_same


def is_untouched(article: Article, posted: QueryDict) -> bool:
    """Whether the form says what the newest version says, and nothing else of it was typed."""
    return _says_what(article, posted, article.version_number)


def is_as_opened(article: Article, posted: QueryDict) -> bool:
    """Whether somebody saved since the form was opened, and in the form nothing was typed."""
    seen = number(posted.get("version"))
    return seen != article.version_number and _says_what(article, posted, seen)


def _says_what(article, posted, version):
    if posted.get("why", "").strip() or any(_is_other(posted, name) for name in BESIDE):
        return False
    try:
        return _merge(article, posted, number(posted.get("version")), version).is_same
    except Version.DoesNotExist:
        return False


def _is_other(posted: QueryDict, name: str) -> bool:
    field = ArticleForm.declared_fields[name]
    typed = field.widget.value_from_datadict(posted, {}, name)
    return field.has_changed(posted.get(f"initial-{name}"), typed)


def page(model_admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """Both texts, what is taken over, and what must be chosen."""
    posted, current = request.POST, article.version_number
    seen = number(posted.get("version"))
    made = _merge(article, posted, seen, current)
    chosen = _choices(posted) if number(posted.get("merge_with")) == current else {}
    versions = Version.objects.filter(article=article).select_related("created_by").defer("data")
    step = steps.STEPS.get(posted.get("_step", ""))
    fields = list(_shown_fields(request.user, made, chosen))
    pieces = list(_shown_pieces(request.user, made, chosen))
    clashes = [one for one in (*fields, *pieces) if one["is_clash"]]
    for place, one in enumerate(clashes, start=1):
        one["place"] = place
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("This article has been saved since you opened it"),
        "subtitle": None,
        "object": article,
        "opts": model_admin.opts,
        "theirs": versions.filter(number=current).first(),
        "seen": versions.filter(number=seen).first(),
        "fields": fields,
        "pieces": pieces,
        "clashes": clashes,
        "is_unfinished": bool(chosen) or "_merge" in posted,
        "kept": _kept(posted),
        "version": seen,
        "step": step,
        "language": article.language_id,
        "direction": article.language.direction,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/articles/article/merge.html", context)


def _merge(article: Article, posted: QueryDict, seen: int, current: int) -> Merge:
    found = Version.objects.filter(article=article, number__in=[seen, current])
    versions = {version.number: read(version.data) for version in found}
    if current not in versions:
        raise Version.DoesNotExist
    theirs = merge_said.of_version(versions[current])
    base = merge_said.of_version(versions.get(seen) or {})
    mine = merge_said.of_post(posted, theirs)
    mine["body"], theirs["body"] = (serialise(parse(one["body"])) for one in (mine, theirs))
    if set(mine["topics"]) == set(theirs["topics"]):
        mine["topics"] = theirs["topics"]
    mine["tags"] = _as_spelled(mine["tags"], base["tags"], theirs["tags"])
    fields = [
        Field(name, base[name], mine[name], theirs[name])
        for name in (*LINES, *LONG, *CHOSEN, "headline_is_working", *LISTED)
        if not base[name] == mine[name] == theirs[name]
    ]
    pieces = merge(*(parse(one["body"]) for one in (base, mine, theirs)))
    return Merge(mine, theirs, fields, _not_too_many(pieces))


def _as_spelled(tags, *others):
    """``tags`` as the others write them, in alphabetical order: neither makes another tag."""
    known = {tag.casefold(): tag for other in others for tag in other}
    return tuple(sorted({known.get(tag.casefold(), tag) for tag in tags}))


def _not_too_many(pieces: list[Piece]) -> list[Piece]:
    if sum(piece.is_clash for piece in pieces) <= MANY:
        return pieces
    whole = [
        tuple(block for piece in pieces for block in getattr(piece, side))
        for side in ("base", "mine", "theirs")
    ]
    return [Piece(*whole)]


def _lists_together(base, mine, theirs):
    """What either added, without what either removed; in the order of the one who changed it."""
    if mine == base:
        return theirs
    kept = [one for one in mine if one in theirs or one not in base]
    return (*kept, *(one for one in theirs if one not in base and one not in mine))


def _choices(posted: QueryDict) -> dict[str, str]:
    return {
        name.removeprefix(CHOICE): value
        for name, value in posted.items()
        if name.startswith(CHOICE) and value in CHOICES
    }


def _kept(posted: QueryDict) -> list[tuple[str, str]]:
    """Every field of the form, to be sent again with the choices."""
    left_out = {"csrfmiddlewaretoken", "version", *OURS}
    return [
        (name, value)
        for name, values in posted.lists()
        if name not in left_out and not name.startswith(CHOICE)
        for value in values
    ]


def _sent_on(said: Said, posted: QueryDict, article: Article, version: int) -> QueryDict:
    """The form with ``said`` typed into it. Only the button that says so takes the step, too."""
    made = merge_said.to_post(said, posted, article)
    if made.get("_merge") == "save":
        made.pop("_step", None)
        made["_continue"] = "1"
    for name in [name for name in made if name in OURS or name.startswith(CHOICE)]:
        del made[name]
    made["version"] = str(version)
    return made


def _shown_fields(user: Any, made: Merge, chosen: dict[str, str]) -> Iterator[dict[str, Any]]:
    names = _names(user, made)
    for field in made.fields:
        base, mine, theirs = (
            names(field.name, value) for value in (field.base, field.mine, field.theirs)
        )
        result = "" if field.by == "clash" else names(field.name, field.taken())
        yield {
            "name": field.name,
            "label": _label(field.name),
            "is_clash": field.by == "clash",
            "how": _("Both together.") if _is_both_lists(field) else BY.get(field.by, ""),
            "base": base,
            "mine": change_html(compare_texts(base, mine)),
            "theirs": change_html(compare_texts(base, theirs)),
            "result": change_html(compare_texts(base, result)),
            "choices": field.choices,
            "chosen": chosen.get(field.name, ""),
        }


def _is_both_lists(field: Field) -> bool:
    return field.name in LISTED and field.base not in (field.mine, field.theirs)


def _label(name: str) -> str:
    return label_of({"agency_credits": "agencies"}.get(name, name))


def _names(user: Any, made: Merge) -> Any:
    """A function from a field's name and value to words."""
    sides = [
        {field.name: getattr(field, side) for field in made.fields}
        for side in ("base", "mine", "theirs")
    ]
    names = Names([_as_data(side) for side in sides], headlines_for(user))
    people = {row[0] for side in sides for row in side.get("credits", ())}
    wires = {row[0] for side in sides for row in side.get("agency_credits", ())}
    persons, agencies = _found(Contributor, people), _found(Agency, wires)
    roles = dict(CreditRole.choices)

    def words(name: str, value: Any) -> str:
        if name == "credits":
            return "; ".join(
                f"{persons.get(pk, f'#{pk}')}, {roles.get(role, role)}" for pk, role in value
            )
        if name == "agency_credits":
            return "; ".join(agencies.get(pk, f"#{pk}") for (pk,) in value)
        if name == "tags":
            return "; ".join(value)
        if name in (*LINES, *LONG):
            return str(value)
        data = _as_data({name: value})
        return "; ".join(names.of(data, next(iter(data), name)))

    return words


def _as_data(side: dict[str, Any]) -> dict[str, Any]:
    """A side's chosen rows and topics the way versions name them."""
    data: dict[str, Any] = {}
    for name, value in side.items():
        if name == "language":
            data["language_id"] = value or None
        elif name in CHOSEN:
            data[f"{name}_id"] = _key(value)
        elif name == "topics":
            data["topics"] = [key for key in map(_key, value) if key]
        elif name == "headline_is_working":
            data[name] = value
    return data


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _found(model: Any, keys: set[str]) -> dict[str, str]:
    wanted = {key for key in map(_key, keys) if key}
    rows = model.objects.in_bulk(wanted) if wanted else {}
    return {str(pk): str(row) for pk, row in rows.items()}


def _shown_pieces(user: Any, made: Merge, chosen: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What the page needs of each piece; unchanged ones in a row are one."""
    blocks = [b for one in made.pieces for b in (*one.base, *one.mine, *one.theirs)]
    targets = Targets(user, blocks)
    numbered = enumerate(made.pieces)
    for is_quiet, group in groupby(numbered, key=lambda one: not one[1].by):
        if is_quiet:
            same = [block for _at, piece in group for block in piece.mine]
            rows = shown_rows(targets, compare(same, same))
            yield {"by": "", "is_clash": False, "how": "", "rows": rows}
        else:
            yield from (_shown_piece(targets, at, piece, chosen) for at, piece in group)


def _shown_piece(targets: Targets, at: int, piece: Piece, chosen: dict[str, str]) -> dict[str, Any]:
    name = f"body-{at}"
    if not piece.is_clash:
        rows = shown_rows(targets, compare(piece.base, piece.taken()))
        return {"by": piece.by, "is_clash": False, "how": BY[piece.by], "rows": rows}
    return {
        "name": name,
        "by": piece.by,
        "is_clash": True,
        "base": shown_rows(targets, compare(piece.base, piece.base)),
        "mine": shown_rows(targets, compare(piece.base, piece.mine)),
        "theirs": shown_rows(targets, compare(piece.base, piece.theirs)),
        "choices": CHOICES,
        "chosen": chosen.get(name, "" if piece.base else BOTH),
    }
