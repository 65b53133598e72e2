"""One text to one article; each in a transaction of its own."""

import hashlib
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import Q

from articles import actions
from articles.enums import Stage, Verb
from articles.models import Article, Event, ImportedItem

from .directory import Directory
from .drafting import Draft
from .names import shown, source_of
from .problems import ImportProblem, Remark
from .text.lines import NEWLINE

# Any number that nothing else in this database locks.
LOCK = 0x6E65777369
ATTEMPTS = 3
# What happens to an article without anybody at the desk.
NOT_BY_THE_DESK = (Verb.IMPORTED, Verb.BOUND, Verb.PUBLISHED, Verb.UPDATED, Verb.SCHEDULED)
TOUCHED = Remark("has changed, but the desk has worked on its article since")


class Status(Enum):
    CREATED = "created"
    UPDATED = "updated"
    KNOWN = "already imported"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True, slots=True)
class Outcome:
    status: Status
    article: Article
    remarks: tuple[Remark, ...] = ()


class Importer:
    """Brings texts in. ``section`` and ``language`` stand in for what a text does not say.

    Raises ImportProblem at once for a section or language that does not exist.
    """

    def __init__(self, *, section="", language="", publish=False):
        self.directory = Directory()
        self.section = self.directory.section(section) if section else None
        self.language = self.directory.language(language) if language else ""
        self.publish = publish

    def bring(self, path, text, wire, *, at):
        """Make or change the article of one text; returns an Outcome or raises ImportProblem.

        Either all of it is stored or nothing. A source that was brought before with the same
        content, or the same content from elsewhere, changes nothing. A changed source changes its
        draft unless somebody at the desk has worked on it.
        """
        try:
            return self._try(path, text, wire, at=at)
        except BaseException:
            self.directory.forget()
            raise

    def _try(self, path, text, wire, *, at):
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    return self._bring(path, text, wire, at=at)
            except (IntegrityError, OperationalError) as error:
                # Somebody made the same tag, person or agency at the same moment: look again.
                if not _is_about_the_text(error):
                    raise
                if attempt == ATTEMPTS or not _may_pass(error):
                    raise ImportProblem(f"could not be stored: {error}") from error
                self.directory.forget()
            except (actions.ActionRefused, DataError) as error:
                raise ImportProblem(str(error)) from error
            except ValidationError as error:
                raise ImportProblem(_in_words(error)) from error

    def _bring(self, path, text, wire, *, at):
        if wire.is_empty:
            raise ImportProblem("holds no text")
        source, content_hash = source_of(path), hash_of(text)
        wait_for_other_imports()
        item = _known_item(source, content_hash)
        if item and item.content_hash == content_hash:
            return Outcome(Status.KNOWN, item.article, _elsewhere(item, source))
        draft = Draft(wire, self.directory, section=self.section, language=self.language)
        if item is None:
            item, article, status = ImportedItem(source=source), Article(), Status.CREATED
        else:
            article, status = _locked(item.article_id), Status.UPDATED
            if _is_touched(article):
                return Outcome(Status.LEFT_ALONE, article, (TOUCHED,))
        draft.write(article, at=at, why=shown(path.name), keep_date=not self.publish)
        item.content_hash = content_hash
        _remember(item, article, at=at)
        if self.publish:
            _publish(article, wire.date, at=at)
        return Outcome(status, article, draft.remarks)


def hash_of(text):
    """SHA-256 of ``text``, the same however its lines end and whatever blanks end them."""
    content = "\n".join(line.rstrip() for line in NEWLINE.split(text)).strip("\n\ufeff")
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def wait_for_other_imports():
    """Two imports of one folder must not meet: one text at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _known_item(source, content_hash):
    """What is remembered of this content, else of this source."""
    items = ImportedItem.objects.select_related("article").filter(
        Q(source=source) | Q(content_hash=content_hash)
    )
    return min(items, key=lambda item: item.content_hash != content_hash, default=None)


def _elsewhere(item, source):
    return () if item.source == source else (Remark(f"the same text came as {item.source}"),)


def _locked(pk):
    return Article.objects.select_for_update(of=("self",)).get(pk=pk)


def _is_touched(article):
    """Whether anybody at the desk has done anything to ``article``."""
    by_desk = Q(by__isnull=False) | ~Q(verb__in=NOT_BY_THE_DESK)
    return article.stage != Stage.DRAFT or Event.objects.filter(by_desk, article=article).exists()


def _remember(item, article, *, at):
    item.article = article
    item.version_number = article.version_number
    item.imported_at = at
    item.save()


def _publish(article, date, *, at):
    why = "imported with --publish"
    publication = getattr(article, "publication", None)
    if publication and publication.published_at <= at:
        if publication.version.number != article.version_number:
            actions.update_live(article, by=None, at=at, override=why)
    elif date and date > at:
        actions.schedule(article, by=None, at=at, publish_at=date, override=why)
    else:
        actions.publish(article, by=None, at=at, published_at=date, override=why)


def _is_about_the_text(error):
    """Not a database that has gone away: then PostgreSQL gives no code, or one of other classes."""
    return isinstance(error, IntegrityError) or _code(error).startswith(("40", "54"))


def _may_pass(error):
    """Whether trying again can help: a clash of keys, or a deadlock."""
    return isinstance(error, IntegrityError) or _code(error).startswith("40")


def _code(error):
    return getattr(error.__cause__, "pgcode", None) or ""


def _in_words(error):
    if not hasattr(error, "message_dict"):
        return " ".join(error.messages)
    return " ".join(
        f"{field.replace('_', ' ')}: {' '.join(messages)}"
        for field, messages in error.message_dict.items()
    )
