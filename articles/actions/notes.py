"""The thread of notes that the desk keeps on an article."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, Note
from articles.queries import desk, staff

from . import notices
from .errors import NotAllowed, NotReady
from .permissions import locked

LONGEST = 5000
# “@name” where a word begins; an address such as a@b.example names nobody.
MENTION = re.compile(r"(?<![\w@.+-])@(\w[\w@.+-]*)")
CLOSING = ".@+-"  # may end a username, and more often a sentence


@dataclass(frozen=True)
class Written:
    note: Note
    # What follows “@” and is nobody's username, as far as they may know of the article.
    unknown: list[str]


@transaction.atomic
def add(article: Article, text: str, *, by: User, at: datetime) -> Written:
    """Write ``text`` under ``article`` and tell those whom it names with “@username”.

    Everybody who may see the article may. Nobody is told who may not see it, nor twice.
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
    note = Note.objects.create(article=article, by=by, at=at, text=text)
    return Written(note, _tell(note, article, at))


def mentioned(text: str) -> list[str]:
    """The names after “@”, as they were written, once each."""
    return list(dict.fromkeys(MENTION.findall(text)))


def _tell(note, article, at):
    names = mentioned(note.text)
    if not names:
        return []
    meant = {name: {name.lower(), name.rstrip(CLOSING).lower()} for name in names}
    wanted = Q()
    for spelling in set().union(*meant.values()):
        wanted |= Q(username__iexact=spelling)
    people = staff.who_may_see(article, at=at).filter(wanted)
    known = {username.lower() for username in people.values_list("username", flat=True)}
    notices.tell_of_note(note, people)
    return [name.rstrip(CLOSING) for name, spellings in meant.items() if not spellings & known]
