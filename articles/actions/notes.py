"""The thread of notes that the desk keeps on an article."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import chars
from articles.models import Article, Note
from articles.queries import desk, staff

from . import notices
from .errors import NotAllowed, NotReady
from .permissions import locked

LONGEST = 5000
LONGEST_NAME = 301  # first and last name, of 150 characters each
# The same text again within this time is a button that was pressed twice, or a note sent anew.
TWICE = timedelta(minutes=1)
# “@name” where a word begins; an address such as a@b.example names nobody.
MENTION = re.compile(r"(?<![\w@.+-])@(\w[\w@.+-]*)")
CLOSING = ".@+-"  # may end a username, and more often a sentence
# What the writer quotes calls nobody: `code`, web addresses, and lines that begin with “>”.
QUOTED = re.compile(r"`[^`]*`|\w+://\S+|^>.*")
GOES_ON = re.compile(r"\w|[@.+-]+\w")
# Vowel points and the stretched line of Arabic, points of Hebrew: written or left out at will.
POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")


@dataclass(frozen=True)
class Written:
    note: Note
    # What follows “@” and is nobody's name, as far as they may know of the article.
    unknown: list[str]


@transaction.atomic
def add(article: Article, text: str, *, by: User, at: datetime) -> Written:
    """Write ``text`` under ``article`` and tell those whom it names: “@username”, “@First Last”.

    Everybody who may see the article may. Nobody is told who may not see it, nor twice. The note
    that ``by`` has just written here is not written again: it is returned as it stands.
    Raises NotAllowed, or NotReady for a text that is empty or too long.
    """
    article = locked(article)
    if not desk.visible_to(by, at=at).filter(pk=article.pk).exists():
        raise NotAllowed(_("You may not see this article."))
    text = text.strip()
    if not text:
        raise NotReady([_("Write something first.")])
    if len(text) > LONGEST:
        raise NotReady([_("A note is at most %(count)d characters long.") % {"count": LONGEST}])
    people = staff.who_may_see(article, at=at)
    called, unknown = _called(text, people)
    if same := _same(article, text, by=by, at=at):
        return Written(same, unknown)
    note = Note.objects.create(article=article, by=by, at=at, text=text)
    if called:
        notices.tell_of_note(note, people.filter(pk__in=called))
    return Written(note, unknown)


def _same(article, text, *, by, at):
    """The last note of the thread where it is this one, and was written just now; or None."""
    last = article.notes.order_by("pk").last()
    if last and (last.by_id, last.text) == (by.pk, text) and abs(at - last.at) < TWICE:
        return last
    return None


def _called(text, people):
    """The ids of those of ``people`` whom ``text`` names, and what it names that is nobody."""
    mentions = list(_mentions(text))
    if not mentions:
        return set(), []
    names = _names(people)
    found = [(said, _meant(tail, names)) for said, tail in mentions]
    called = set().union(*(theirs for _said, theirs in found))
    return called, list(dict.fromkeys(said for said, theirs in found if not theirs))


def _mentions(text):
    """For each “@”: the word after it, as it was written, and all that follows on its line."""
    for line in text.splitlines():
        said = QUOTED.sub(" ", chars.name(line))
        for match in MENTION.finditer(said):
            yield match[1].rstrip(CLOSING), said[match.start(1) :][:LONGEST_NAME]


def _names(people):
    """Whose each username and each full name is, by ``_key``; two people may share one."""
    names: dict[str, set[int]] = {}
    for person in people.only("username", "first_name", "last_name"):
        for name in (person.get_username(), person.get_full_name()):
            names.setdefault(_key(name), set()).add(person.pk)
    names.pop("", None)
    return names


def _meant(tail, names):
    """The ids of those whose name ``tail`` begins with; the longest such name counts."""
    key = _key(tail)
    fitting = [name for name in names if key.startswith(name) and not GOES_ON.match(key, len(name))]
    return names[max(fitting, key=len)] if fitting else set()


def _key(name):
    """``name`` such that two ways to write it are the same."""
    return POINTS.sub("", unicodedata.normalize("NFKC", chars.name(name))).casefold()
