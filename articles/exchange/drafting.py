"""A WireText written into an Article, with its credits, agencies, topics and tags."""

from itertools import chain

from articles import actions
from articles.body import serialise
from articles.enums import CreditRole, Verb
from articles.models import AgencyCredit, Article, Credit, TaggedArticle

from .problems import ImportProblem, Remark
from .text.dates import EARLIEST_YEAR, LATEST_YEAR, is_usable
from .text.sign_off import INITIALS
from .text.wire import TEASER_LENGTH

COPIED = ("kicker", "teaser", "place", "dateline", "seo_title", "seo_description")
# Keys to other rows are looked up here and need no second look.
UNCHECKED = [
    "language",
    "section",
    "lead_image",
    "translation_of",
    "created_by",
    "changed_by",
    "assigned_to",
    "slug",
    "headline_key",
]


class Draft:
    """What one text becomes. ``remarks`` are its own and those that looking up names adds."""

    def __init__(self, wire, directory, *, section=None, language=""):
        self.wire = wire
        self.directory = directory
        self._remarks = list(wire.remarks)
        self.language = self._language(language)
        self.section = directory.section(wire.section) if wire.section else section
        self.topics = self._topics()

    @property
    def remarks(self):
        return tuple(self._remarks)

    def write(self, article, *, at, why, keep_date, by=None):
        """Store all of it in ``article``, new or not, as one version.

        Raises ImportProblem, ValidationError, or what ``actions.save`` does. ``keep_date`` puts
        the text's date into the note, where nothing else would keep it.
        """
        self._fill(article, keep_date=keep_date)
        actions.save(
            article,
            by=by,
            at=at,
            related=lambda: self._relate(article),
            verb=Verb.SAVED if by else Verb.IMPORTED,
            why=why,
        )

    def _fill(self, article, *, keep_date):
        wire = self.wire
        if not wire.headline:
            raise ImportProblem("holds no words that could be a headline")
        if wire.date and not is_usable(wire.date):
            raise ImportProblem(
                f"its date {wire.date.isoformat()} is not in the years"
                f" {EARLIEST_YEAR} to {LATEST_YEAR}",
                line=wire.date_line,
            )
        if article.headline != wire.headline:
            article.slug = ""
        if len(wire.teaser) > TEASER_LENGTH:
            raise ImportProblem(f"its teaser is longer than {TEASER_LENGTH:,} characters")
        article.headline = wire.headline
        article.headline_is_working = wire.headline_is_working
        for name in COPIED:
            setattr(article, name, getattr(wire, name))
        article.body = serialise(wire.blocks)
        article.note = self._note(keep_date=keep_date)
        article.language_id = self.language
        article.section = self.section
        article.clean_fields(exclude=UNCHECKED)

    def _note(self, *, keep_date):
        """What the desk should know: the text's own note, and what found no other place."""
        wire = self.wire
        lines = [wire.note] if wire.note else []
        if wire.date and keep_date:
            lines.append(f"Date: {wire.date.isoformat()}")
        for name, value in wire.extra.items():
            lines.append(f"{name.replace('_', ' ').capitalize()}: {value}")
        lines += [f"Import: {remark}" for remark in self._remarks]
        return "\n".join(lines)

    def _language(self, default):
        """The text's own, else ``default``, else a guess that the newsroom has, else the site's."""
        wire, directory = self.wire, self.directory
        if wire.language:
            return directory.language(wire.language)
        guess = wire.guessed_language
        if not default and guess and directory.has_language(guess):
            return guess
        language = default or directory.default_language()
        if guess and guess != language.partition("-")[0]:
            self._remarks.append(Remark(f"reads like “{guess}”, taken as “{language}”"))
        return language

    def _topics(self):
        found = {}
        for name in self.wire.topics:
            topic = self.directory.topic(name)
            if topic:
                found[topic.pk] = topic
            else:
                self._remarks.append(Remark(f"there is no topic “{name}”"))
        return list(found)

    def _relate(self, article):
        if article.headline_is_working != self.wire.headline_is_working:
            # A new working headline in place of an old one is still a working one.
            article.headline_is_working = self.wire.headline_is_working
            article.save(update_fields=["headline_is_working"])
        through = Article.topics.through
        if article.version_number:
            for model in (Credit, AgencyCredit, through):
                model.objects.filter(article=article).delete()
            TaggedArticle.objects.filter(content_object=article).delete()
        Credit.objects.bulk_create(self._credits(article))
        AgencyCredit.objects.bulk_create(self._agencies(article))
        through.objects.bulk_create(through(article=article, topic_id=pk) for pk in self.topics)
        tags = dict.fromkeys(self.directory.tag(name).pk for name in self.wire.tags)
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=article, tag_id=pk) for pk in tags
        )

    def _credits(self, article):
        sign_off = self.wire.sign_off
        signed = chain(
            ((CreditRole.WRITER, name) for name in sign_off.writers),
            ((CreditRole.EDITOR, name) for name in sign_off.editors),
            ((CreditRole.TRANSLATOR, name) for name in sign_off.translators),
        )
        people = {(self._person(name), role): None for role, name in signed}
        return [
            Credit(
                article=article,
                contributor=person,
                role=role,
                position=position,
                name=person.name,
                initials=person.initials,
            )
            for position, (person, role) in enumerate(people)
        ]

    def _person(self, name):
        if INITIALS.fullmatch(name) and not name.istitle():
            return self.directory.person_by_initials(name)
        return self.directory.person_by_name(name)

    def _agencies(self, article):
        agencies = dict.fromkeys(
            self.directory.agency(name) for name in self.wire.sign_off.agencies
        )
        return [
            AgencyCredit(article=article, agency=agency, position=position)
            for position, agency in enumerate(agencies)
        ]
