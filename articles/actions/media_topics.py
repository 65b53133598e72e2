"""Taking IPTC's vocabulary into the topics, without touching what the newsroom has made its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Language, PublicationTopic, SiteSettings, Topic

from . import hub
from .errors import NotAllowed
from .names import mark_stale_where
from .permissions import may

TEXTS = ("name", "names", "description", "descriptions")
COLUMNS = (*TEXTS, "retired_at", "as_loaded")
LONGEST_SLUG = 80


@dataclass(frozen=True)
class Concept:
    """One entry of the vocabulary. Texts are by language tag; ``parent`` is a code."""

    qcode: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    retired_at: datetime | None = None


@dataclass(frozen=True)
class Loaded:
    """How many topics were made, changed and left as they were; ``remarks`` are for a person."""

    created: int
    changed: int
    unchanged: int
    retired: int
    remarks: list[str]


@transaction.atomic
def load(concepts: Sequence[Concept], *, by: AbstractBaseUser | None) -> Loaded:
    """Make a topic of each concept that has none with its code, and bring the others up to date.

    A name, description or parent that is not what was loaded last is the newsroom's own and stays.
    Nothing is deleted; slugs stay. A code that IPTC has retired is marked and keeps its page.
    Publications that repeat a name that is another now are made again by the worker. Every parent
    must be among the ``concepts``, and none may lie under itself. Raises NotAllowed.
    """
    if not (may(by, "add_topic") and may(by, "change_topic")):
        raise NotAllowed(_("You may not load topics."))
    words = _Words.of_site()
    # Whoever files a story under one of them needs its key, and goes on.
    rows = Topic.objects.select_for_update(no_key=True)
    rows = rows.filter(qcode__in=[one.qcode for one in concepts]).order_by("pk")
    there = {topic.qcode: topic for topic in rows}
    created = _create([one for one in concepts if one.qcode not in there], words)
    topics = there | {topic.qcode: topic for topic in created}
    moved, remarks = _move(concepts, topics)
    changed = {*moved, *_update(concepts, topics, words)}
    Topic.objects.bulk_update(changed, [*COLUMNS, "parent"])
    updated = len(changed - set(created))
    return Loaded(
        created=len(created),
        changed=updated,
        unchanged=len(concepts) - len(created) - updated,
        retired=sum(concept.retired_at is not None for concept in concepts),
        remarks=remarks,
    )


def _update(concepts, topics, words):
    """Have each topic say what its concept says; return those that say something else now."""
    changed, renamed = [], []
    for concept in concepts:
        topic = topics[concept.qcode]
        was = [getattr(topic, name) for name in COLUMNS]
        _take(topic, concept, words)
        if topic.parent_id == _above(concept, topics):
            topic.as_loaded["parent"] = concept.parent
        if was != [getattr(topic, name) for name in COLUMNS]:
            changed.append(topic)
        if was[:2] != [topic.name, topic.names]:
            renamed.append(topic.pk)
    mark_stale_where(Q(topic_rows__topic__in=renamed))
    shown = PublicationTopic.objects.filter(topic__in=renamed).order_by().values("topic")
    hub.note_renamed(*Topic.objects.filter(pk__in=shown), at=timezone.now())
    return changed


@dataclass(frozen=True)
class _Words:
    """Which languages the site has, to find a text for each."""

    default: str
    codes: list[str]

    @classmethod
    def of_site(cls):
        return cls(
            SiteSettings.objects.values_list("default_language_id", flat=True).get(pk=1),
            list(Language.objects.values_list("pk", flat=True)),
        )

    def names(self, concept: Concept) -> dict[str, str]:
        """Names in the languages of the vocabulary and of the site; there is a default one."""
        found = self.texts(concept.names)
        fallback = found.get("en") or next(iter(found.values()))
        return {self.default: fallback, **found}

    def texts(self, given: Mapping[str, str]) -> dict[str, str]:
        """``given``, and for each language of the site without a text the nearest one's."""
        near = {code: _nearest(code, given) for code in self.codes if code not in given}
        return {**given, **{code: text for code, text in near.items() if text}}


def _nearest(code, given):
    """The text in a more general or more special form of the language ``code``, or ""."""
    return next(
        (
            given[tag]
            for tag in sorted(given)
            if tag.startswith(f"{code}-") or code.startswith(f"{tag}-")
        ),
        "",
    )


def _create(concepts, words):
    """New topics with slugs of their own; what else they say is taken later."""
    taken = set(Topic.objects.values_list("slug", flat=True))
    made = []
    for concept in concepts:
        name = words.names(concept)[words.default]
        slug = next(slug for slug in _slugs(name) if slug not in taken)
        taken.add(slug)
        made.append(Topic(qcode=concept.qcode, slug=slug, name=name))
    return Topic.objects.bulk_create(made)


def _slugs(name: str) -> Iterator[str]:
    """The slug of ``name``, then the same with numbers."""
    slug = slugify(name, allow_unicode=True) or "topic"
    for suffix in chain([""], (f"-{number}" for number in count(2))):
        yield slug[: LONGEST_SLUG - len(suffix)].rstrip("-") + suffix


def _take(topic: Topic, concept: Concept, words: _Words) -> None:
    """Set the texts of ``topic`` to those of ``concept``, save what the newsroom has written."""
    said, default = topic.as_loaded, words.default
    was = said.get("default", default)
    names, descriptions = words.names(concept), words.texts(concept.descriptions)
    own = _own(topic.name, topic.names, was=was, default=default)
    topic.names = _merged(own, said.get("names", {}), names)
    topic.name = topic.names.pop(default, topic.name)
    own = _own(topic.description, topic.descriptions, was=was, default=default)
    topic.descriptions = _merged(own, said.get("descriptions", {}), descriptions)
    topic.description = topic.descriptions.pop(default, "")
    topic.retired_at = concept.retired_at
    parent = said.get("parent")
    topic.as_loaded = {
        "names": names,
        "descriptions": descriptions,
        "parent": parent,
        "default": default,
    }


def _own(one, others, *, was, default):
    """Texts by language of a field and of that with the ``others``.

    The field is in the language that ``was`` the default one when it was loaded last. Where there
    is another text in that language by now, somebody has written the field anew in the ``default``.
    """
    own = dict(others)
    if own.setdefault(was, one) != one:
        own[default] = one
    return own


def _merged(own, said, new):
    """Texts by language: ``new`` ones wherever ``own`` is what was ``said`` last time."""
    found = {
        code: new.get(code, "") if own.get(code, "") == said.get(code, "") else own.get(code, "")
        for code in {**own, **new}
    }
    return {code: text for code, text in found.items() if text}


def _move(concepts, topics):
    """Set parents; return the topics that have another one now, and what a person should know.

    One that the newsroom has moved stays. So does one that would come to lie under itself because
    the newsroom has moved another.
    """
    codes = dict(Topic.objects.values_list("pk", "qcode"))
    parents = dict(Topic.objects.values_list("pk", "parent"))
    before = parents.copy()
    for concept in concepts:
        topic = topics[concept.qcode]
        if _code_above(topic, codes) == topic.as_loaded.get("parent"):
            parents[topic.pk] = _above(concept, topics)
    text = _("%s stays where it is: its parent in the vocabulary lies under it in this newsroom.")
    remarks = [text % codes[pk] for pk in _opened(parents, before)]
    moved = [topic for topic in topics.values() if parents[topic.pk] != before[topic.pk]]
    for topic in moved:
        topic.parent_id = parents[topic.pk]
    return moved, remarks


def _above(concept, topics):
    return topics[concept.parent].pk if concept.parent else None


def _code_above(topic, codes):
    """The code of the parent; None at the top, "" under a topic of the newsroom's own."""
    return None if topic.parent_id is None else codes[topic.parent_id] or ""


def _opened(parents: dict, before: Mapping) -> Iterator[int]:
    """Undo in ``parents`` whatever makes a circle; yield the topics that stay where they were."""
    changed = [pk for pk, parent in parents.items() if parent != before[pk]]
    while circling := next((pk for pk in changed if _lies_under_itself(pk, parents)), None):
        parents[circling] = before[circling]
        changed.remove(circling)
        yield circling


def _lies_under_itself(pk, parents):
    seen, above = set(), parents[pk]
    while above is not None and above != pk and above not in seen:
        seen.add(above)
        above = parents[above]
    return above == pk
