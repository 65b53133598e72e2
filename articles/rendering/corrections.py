"""What readers are told of corrections, and what was changed in a story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.body import Block, Embed, Gallery, ImageBlock, ReadMore, parse
from articles.body.compare import BlockChange, change_html, compare, compare_texts
from articles.body.words import ADDED, REMOVED, SAME
from articles.enums import ChangeKind
from articles.locales import moment
from articles.queries.corrections import Entry, Remark, Step


@dataclass(frozen=True)
class Told:
    """What readers are told of one change: a word for its kind, when, and what."""

    label: str
    words: str
    iso: str
    moment: str


@dataclass(frozen=True)
class Difference:
    """``label`` says what part of the story this is; it is empty for the text itself."""

    label: str
    html: SafeString


@dataclass(frozen=True)
class StepPart:
    """What was said of one change, and the change itself; ``differences`` is None without one.

    ``changed`` is when it was made, where nothing was said at that time.
    """

    told: list[Told]
    changed_iso: str
    changed_moment: str
    differences: list[Difference] | None


@dataclass(frozen=True)
class ChangesPage:
    title: str
    headline: str
    article_url: str
    canonical_url: str
    language: str
    dir: str
    published_iso: str
    published_moment: str
    steps: list[StepPart]


def step_parts(steps: Sequence[Step]) -> list[StepPart]:
    """What each change did to the story, in the active language."""
    return [_step_part(step) for step in steps]


def _step_part(step: Step) -> StepPart:
    is_told_late = all(remark.at != step.changed_at for remark in step.remarks)
    return StepPart(
        told=[told(remark) for remark in step.remarks],
        changed_iso=step.changed_at.isoformat() if is_told_late else "",
        changed_moment=moment(step.changed_at) if is_told_late else "",
        differences=None if step.after is None else differences(step.before or {}, step.after),
    )


def told(entry: Entry | Remark) -> Told:
    return Told(
        label=capfirst(entry.kind.label),
        words=entry.words,
        iso=entry.at.isoformat(),
        moment=moment(entry.at),
    )


def headline_alone(headline: str, corrections: Sequence[Mapping] | None) -> str:
    """``headline`` for places that show nothing else of a story: a retracted one says so.

    ``corrections`` are those of its publication's ``page``.
    """
    is_retracted = any(entry["kind"] == ChangeKind.RETRACTION for entry in corrections or ())
    return labelled(ChangeKind.RETRACTION, headline) if is_retracted else headline


def labelled(kind: ChangeKind, headline: str) -> str:
    """``headline`` with the word for what readers are told of its story."""
    return _("%(kind)s: %(headline)s") % {"kind": capfirst(kind.label), "headline": headline}


def differences(before: dict, after: dict) -> list[Difference]:
    """What readers could see change from one version's ``data`` to the next.

    A version may be older than a part of it, which is empty then. Names, topics, pictures and links
    to other stories are told of, not shown: a picture may have been taken down since, and the other
    story may not be live.
    """
    found = [
        Difference(label, change_html(compare_texts(_text(before, name), _text(after, name))))
        for name, label in (
            ("kicker", _("Kicker")),
            ("headline", _("Headline")),
            ("teaser", _("Teaser")),
            ("dateline", _("Dateline")),
        )
        if _text(before, name) != _text(after, name)
    ]
    if before.get("lead_image_id") != after.get("lead_image_id"):
        found.append(Difference("", _plain(_("The lead picture was changed."))))
    found += [
        Difference("", _plain(sentence))
        for name, sentence in (
            ("credits", _("The names of those who wrote it were changed.")),
            ("agencies", _("The agencies named were changed.")),
            ("place", _("The place was changed.")),
            ("section_id", _("The section was changed.")),
            ("topics", _("The topics were changed.")),
            ("tags", _("The keywords were changed.")),
        )
        if (before.get(name) or None) != (after.get(name) or None)
    ]
    for change in compare(parse(_text(before, "body")), parse(_text(after, "body"))):
        if change.kind != SAME or change.moved:
            found.append(_block_difference(change))
    return found


def _text(data: dict, name: str) -> str:
    return data.get(name) or ""


def _block_difference(change: BlockChange) -> Difference:
    if described := _described(change.block, change.kind):
        return Difference("", _plain(described))
    label = _("Moved") if change.moved else ""
    return Difference(label, change_html(change.runs))


def _described(block: Block, kind: str) -> str:
    """Words for a block that is not text; "" for text."""
    if isinstance(block, ImageBlock):
        return {
            ADDED: _("A picture was added."),
            REMOVED: _("A picture was removed."),
        }.get(kind, _("A picture was changed."))
    if isinstance(block, Gallery):
        return {
            ADDED: _("A picture gallery was added."),
            REMOVED: _("A picture gallery was removed."),
        }.get(kind, _("A picture gallery was changed."))
    if isinstance(block, ReadMore):
        return {
            ADDED: _("A link to another story was added."),
            REMOVED: _("A link to another story was removed."),
        }.get(kind, _("A link to another story was changed."))
    if isinstance(block, Embed):
        return {
            ADDED: _("An embedded post was added."),
            REMOVED: _("An embedded post was removed."),
        }.get(kind, _("An embedded post was changed."))
    return ""


def _plain(text: str) -> SafeString:
    return format_html("{}", text)
