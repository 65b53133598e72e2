"""Any two versions of an article side by side, as one text with what was removed and added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.permissions import refusal_to_edit
from articles.body import Block, ReadMore, parse, pictures
from articles.body.compare import BlockChange, change_html, compare
from articles.body.words import ADDED, REMOVED, SAME
from articles.enums import Verb
from articles.models import Article, Event, Image, Publication, Version
from articles.queries import desk
from articles.snapshot.compare import FieldChange, Names, compare_fields
from articles.snapshot.stored import read, unread
from articles.snapshot.times import compare_times, times_of

from . import marks

REVIEWED = (Verb.SUBMITTED, Verb.APPROVED)
# How many versions and events are offered and told of; older ones are reached by their number.
MANY = 200
# So much of why a version was made is said in the list of them.
REASON = 60
# So many unchanged blocks beside a change stay unfolded.
BESIDE = 1
KINDS = {
    "paragraph": gettext_lazy("paragraph"),
    "subhead 2": gettext_lazy("subhead"),
    "subhead 3": gettext_lazy("smaller subhead"),
    "list": gettext_lazy("list"),
    "quote": gettext_lazy("quote"),
    "pull_quote": gettext_lazy("pull quote"),
    "key_points": gettext_lazy("key points"),
    "image": gettext_lazy("picture"),
    "gallery": gettext_lazy("gallery"),
    "read_more": gettext_lazy("read more"),
    "embed": gettext_lazy("embed"),
}


@dataclass(frozen=True)
class Row:
    """One block as the page shows it."""

    change: BlockChange
    kind: str
    was: str
    html: str
    images: Sequence[tuple[int, SafeString]] = ()
    gone: Sequence[str] = ()


class Targets:
    """What the pictures and read-mores of some bodies are called, for who may know; two queries."""

    def __init__(self, user: Any, blocks: Any) -> None:
        blocks = list(blocks)
        images = {picture.image_id for picture in pictures(blocks)}
        articles = {block.article_id for block in blocks if isinstance(block, ReadMore)} - {None}
        self.images = Image.objects.in_bulk(images) if images else {}
        self.headlines = headlines_for(user)(articles)

    def shown(self, change: BlockChange) -> list[tuple[int, SafeString]]:
        """The pictures of a block, in order, with their numbers; last those that went from it."""
        images = [self.images[key] for key in _image_ids(change) if key in self.images]
        return [(image.pk, marks.thumbnail(image, alt=image.alt)) for image in images]

    def gone(self, change: BlockChange) -> list[str]:
        """What takes the place of pictures that somebody has deleted since."""
        keys = [key for key in _image_ids(change) if key not in self.images]
        return [_("Picture #%d is not there any more.") % key for key in keys]

    def words(self, block: Any) -> str:
        """What a read-more says: nobody knows articles by their numbers."""
        known = self.headlines.get(block.article_id, "")
        return block.wanted or known or _("article %d") % block.article_id


def _image_ids(change: BlockChange) -> list[int]:
    blocks = [block for block in (change.new, change.old) if block is not None]
    return list(dict.fromkeys(picture.image_id for picture in pictures(blocks)))


def headlines_for(user: Any) -> Any:
    """A function from ids to the headlines of those articles that ``user`` may know of."""

    def find(keys: set[int]) -> dict[int, str]:
        if not keys:
            return {}
        known = desk.visible_to(user, at=timezone.now()).filter(pk__in=keys)
        return dict(known.values_list("pk", "headline"))

    return find


def page(model_admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """What changed from one version to another: ``?old=`` and ``?new=`` say which.

    Each is a number, or "newest", "live", "reviewed" or "before" (the one before the other).
    """
    named = _named(article)
    new = _number(request.GET.get("new", ""), named) or named["newest"]
    old = _number(request.GET.get("old", ""), named | {"before": new - 1})
    old = old or named.get("live") or new - 1
    versions = _found(article, old, new)
    if new not in versions or (old and old not in versions):
        raise Http404
    context = {
        **model_admin.admin_site.each_context(request),
        **_comparison(request.user, article, versions.get(old), versions[new]),
        "title": _("Compare versions"),
        "subtitle": None,
        "object": article,
        "opts": model_admin.opts,
        "choices": _choices(article, named, versions.values()),
        "events": _events(article, old, new),
        "may_restore": refusal_to_edit(request.user, article) is None,
        "newest": named["newest"],
        "named": named,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


def _named(article: Article) -> dict[str, int]:
    """The versions that have a name, by that."""
    named = {"newest": article.version_number}
    live = Publication.objects.filter(article=article).values_list("version__number", flat=True)
    reviewed = Event.objects.filter(article=article, verb__in=REVIEWED).order_by("-pk")
    if number := live.first():
        named["live"] = number
    if number := reviewed.values_list("version_number", flat=True).first():
        named["reviewed"] = number
    return named


def _number(text: str, named: dict[str, int]) -> int | None:
    if text in named:
        return named[text]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _found(article: Article, *numbers: int) -> dict[int, Version]:
    versions = Version.objects.filter(article=article, number__in=numbers)
    return {version.number: version for version in versions.select_related("created_by")}


def _choices(article: Article, named: dict[str, int], shown: Any) -> list[tuple[int, str]]:
    """Numbers with what the chooser says of them, the newest first."""
    newest = Version.objects.filter(article=article).select_related("created_by").defer("data")
    versions = {version.number: version for version in [*shown, *newest[:MANY]]}
    words = {"newest": _("newest"), "live": _("what readers have"), "reviewed": _("last reviewed")}
    return [
        (
            number,
            " · ".join(
                [
                    _("Version %d") % number,
                    date_format(timezone.localtime(versions[number].created_at), "j M Y, H:i"),
                    marks.person(versions[number].created_by),
                    *(str(text) for name, text in words.items() if named.get(name) == number),
                    *filter(None, [Truncator(versions[number].why).chars(REASON)]),
                ]
            ),
        )
        for number in sorted(versions, reverse=True)
    ]


def _events(article: Article, old: int, new: int) -> Any:
    """What was done between the two, whichever is the older."""
    first, last = sorted([old, new])
    events = Event.objects.filter(article=article, version_number__range=(first, last))
    return events.exclude(version_number=first, verb__in=[Verb.SAVED, Verb.CREATED]).select_related(
        "by"
    )[:MANY]


def _comparison(user: Any, article: Article, old: Version | None, new: Version) -> dict[str, Any]:
    before, after = read(old.data if old else {}), read(new.data)
    changes = compare(parse(before["body"]), parse(after["body"]))
    names = Names([before, after], headlines_for(user))
    fields = compare_fields(before, after, names)
    fields += compare_times(*times_of(article, old.number if old else 0, new.number))
    language = after["language_id"]
    return {
        "old": old,
        "new": new,
        "language": language,
        "direction": direction(article, language),
        "fields": [(field, field_html(field)) for field in fields],
        "groups": list(folded(shown_rows(Targets(user, _blocks(changes)), changes))),
        "not_as_stored": list(unread_of(old, new)),
        "same": all(change.kind == SAME and not change.moved for change in changes) and not fields,
    }


def direction(article: Article, language: str | None) -> str:
    """Which way a version in that language runs: "auto" where it is not the article's."""
    return article.language.direction if language == article.language_id else "auto"


def unread_of(*versions: Version | None) -> Iterator[tuple[Version, list[str]]]:
    """Those versions of which not all can be shown, with why."""
    for version in filter(None, versions):
        if texts := unread(version.data):
            yield version, texts


def field_html(field: FieldChange) -> str:
    return change_html(field.runs)


def _blocks(changes: list[BlockChange]) -> list[Block]:
    return [block for one in changes for block in (one.old, one.new) if block is not None]


def shown_rows(targets: Targets, changes: list[BlockChange]) -> list[Row]:
    """The blocks with what the page needs to show them."""
    return [
        Row(
            change,
            kind_label(change.block),
            str(KINDS.get(change.was, change.was)),
            _html(targets, change),
            targets.shown(change),
            targets.gone(change),
        )
        for change in changes
    ]


def _html(targets: Targets, change: BlockChange) -> SafeString:
    """A read-more is said in words; it is never changed, but goes, and another comes."""
    if not isinstance(change.block, ReadMore):
        return change_html(change.runs)
    words = format_html("{}", targets.words(change.block))
    tag = {ADDED: "ins", REMOVED: "del"}.get(change.kind)
    return format_html("<{0}>{1}</{0}>", mark_safe(tag), words) if tag else words


def kind_label(block: Any) -> str:
    name = f"{block.name} {block.level}" if hasattr(block, "level") else block.name
    return str(KINDS.get(name, name))


def folded(rows: list[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """The rows in groups: (whether it is folded away, its rows)."""
    loud = [at for at, row in enumerate(rows) if row.change.kind != SAME or row.change.moved]
    near = {at + by for at in loud for by in range(-BESIDE, BESIDE + 1)}
    group: list[Row] = []
    is_folded = False
    for at, row in enumerate(rows):
        if (at not in near) != is_folded and group:
            yield is_folded, group
            group = []
        is_folded = at not in near
        group.append(row)
    if group:
        yield is_folded, group
