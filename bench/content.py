"""Lifelike articles, always the same ones, written through the real actions."""

import random
from datetime import datetime, timedelta
from itertools import accumulate

from articles import actions
from articles.body import (
    KeyPoint,
    KeyPoints,
    Link,
    Paragraph,
    ReadMore,
    Strong,
    Subhead,
    serialise,
)
from articles.models import Agency, AgencyCredit, Article, Contributor, Credit, Section, Topic

SOURCE = (
    "the harbour council said on Monday that talks about water rights would resume after a pause "
    "of three weeks while engineers inspect the old lock and ministers prepare a new proposal for "
    "towns along the river whose farmers have asked for help since the drought began last spring"
)
PARAGRAPHS = 14


def _language(size: int = 12_000) -> list[str]:
    """The words of SOURCE, and others of two to four syllables; the same ones each time."""
    dice = random.Random(1)
    syllables = [start + vowel for start in "bdfgklmnprstvz" for vowel in "aeiou"]
    made = ("".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in iter(int, 1))
    words = dict.fromkeys(SOURCE.split())
    while len(words) < size:
        words.setdefault(next(made))
    return list(words)


# The n-th word is said 1/n as often as the first, as in any natural language (Zipf's law).
WORDS = _language()
OFTEN = list(accumulate(1 / place for place in range(1, len(WORDS) + 1)))


def sentence(dice: random.Random) -> str:
    words = dice.choices(WORDS, cum_weights=OFTEN, k=dice.randint(12, 24))
    return " ".join(words).capitalize() + "."


def body(dice: random.Random, earlier: list[int], *, sentences: int = 3) -> str:
    """Twenty blocks, about 800 words, two read-mores once there are earlier articles."""
    blocks: list = []
    for number in range(PARAGRAPHS):
        text = " ".join(sentence(dice) for _ in range(sentences))
        blocks.append(
            Paragraph((text, " ", Link("https://example.org/report", ("A report",)), "."))
        )
        if number in (3, 8):
            blocks.append(Subhead((sentence(dice)[:40],)))
        if number in (5, 10) and earlier:
            blocks.append(ReadMore(article_id=dice.choice(earlier)))
    points = [KeyPoint(label, (sentence(dice),)) for label in ("Key ally", "Earlier", "Next")]
    blocks += [KeyPoints(tuple(points)), Paragraph((Strong(("Last word.",)),))]
    return serialise(tuple(blocks))


class Writer:
    """Writes and publishes articles; the same ones each time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.dice = random.Random(20)
        self.written: list[int] = []
        self.sections = [
            Section.objects.get_or_create(slug=f"bench-{n}", defaults={"name": f"Section {n}"})[0]
            for n in range(5)
        ]
        self.topics = [
            Topic.objects.get_or_create(slug=f"bench-{n}", defaults={"name": f"Topic {n}"})[0]
            for n in range(12)
        ]
        self.people = [
            Contributor.objects.get_or_create(initials=f"z{n}", defaults={"name": f"Person {n}"})[0]
            for n in range(8)
        ]
        self.agency = Agency.objects.get_or_create(short_name="AP", defaults={"name": "AP"})[0]

    def save(self, number: int) -> Article:
        article = Article(
            language_id="en",
            headline=f"{sentence(self.dice)[:70]} {number}",
            kicker="Bench",
            teaser=sentence(self.dice),
            body=body(self.dice, self.written[-200:]),
            section=self.dice.choice(self.sections),
        )
        actions.save(article, by=None, at=self.now, related=lambda: self.relate(article))
        actions.approve(article, by=None, at=self.now)
        return article

    def relate(self, article: Article) -> None:
        article.topics.set(self.dice.sample(self.topics, 3))
        article.tags.set([f"tag {self.dice.randint(1, 60)}"])
        for position, person in enumerate(self.dice.sample(self.people, 2)):
            Credit.objects.create(article=article, contributor=person, position=position)
        AgencyCredit.objects.create(article=article, agency=self.agency)

    def publish(self, article: Article, number: int) -> None:
        actions.publish(
            article, by=None, at=self.now, published_at=self.now - timedelta(minutes=number)
        )
        self.written.append(article.pk)
