"""What is going on at the desk of a large newsroom, made through the real actions, once."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet

from articles import actions
from articles.actions import notes
from articles.body import Paragraph, serialise
from articles.enums import ChangeKind
from articles.models import Article, Publication, Section
from bench.content import Writer, body, sentence

EDITORS, REPORTERS = 30, 60
IN_WORK, UPDATED, SCHEDULED, WANTED = 120, 40, 20, 60
LONG_WORDS = 20_000
DAY = timedelta(days=1)


@transaction.atomic
def fill(now: datetime) -> None:
    """Accounts, texts in every stage, schedules, corrections, notes, links that are waited for."""
    if User.objects.filter(username="editor-0").exists():
        return
    editors = [_account(f"editor-{n}", "Editor") for n in range(EDITORS)]
    reporters = [_account(f"reporter-{n}", "Reporter") for n in range(REPORTERS)]
    writer = Writer(now)
    _work(writer, editors, reporters, now)
    _updates(writer.dice, now)
    measured = _measured(writer, reporters[0], now)
    for number in range(25):
        notes.add(measured, f"@editor-{number} {sentence(writer.dice)}", by=reporters[0], at=now)
    for name, text in LONG_TEXTS.items():
        _compared(name, text, writer.dice, now)


def _account(name: str, group: str) -> User:
    user = User.objects.create(username=name, is_staff=True, email=f"{name}@news.example")
    user.groups.add(Group.objects.get(name=group))
    return user


def _work(writer: Writer, editors: list[User], reporters: list[User], now: datetime) -> None:
    for number in range(IN_WORK):
        article = _draft(writer, number, by=reporters[number % REPORTERS])
        article.planned_for = now + (number % 12 - 2) * DAY if number % 3 else None
        _save(writer, article, by=reporters[number % REPORTERS], at=now)
        if number % 4 == 1:
            actions.assign(article, by=editors[0], at=now, to=reporters[(number + 1) % REPORTERS])
        if number % 4 > 1:
            actions.submit(article, by=reporters[number % REPORTERS], at=now)
        if number % 4 == 3:
            actions.approve(article, by=editors[1], at=now)
        if number % 4 == 3 and number < 4 * SCHEDULED:
            soon = now + (1 + number % 6) * DAY
            actions.schedule(article, by=editors[0], at=now, publish_at=soon)


def _draft(writer: Writer, number: int, *, by: User) -> Article:
    wanted = f'<aside data-wanted="{sentence(writer.dice)[:60]}"></aside>'
    return Article(
        language_id="en",
        headline=f"{sentence(writer.dice)[:70]} at the desk {number}",
        teaser=sentence(writer.dice),
        body=body(writer.dice, writer.written) + (wanted if number < WANTED else ""),
        section=writer.dice.choice(writer.sections),
    )


def _save(writer: Writer, article: Article, *, by: User | None, at: datetime) -> None:
    actions.save(article, by=by, at=at, related=lambda: writer.relate(article))


def _updates(dice: random.Random, now: datetime) -> None:
    """Corrections of live stories, and updates that wait."""
    for article in _live(now).order_by("-pk")[:UPDATED]:
        article.teaser = sentence(dice)
        actions.save(article, by=None, at=now)
        how = {"by": None, "at": now, "kind": ChangeKind.CORRECTION, "words": sentence(dice)}
        if article.pk % 5:
            actions.update_live(article, **how)
        else:
            actions.schedule_update(article, due_at=now + DAY, **how)


def _measured(writer: Writer, by: User, now: datetime) -> Article:
    """The text of a thousand words whose form is measured."""
    article = _draft(writer, 0, by=by)
    article.slug = MEASURED
    some = list(_live(now).order_by("pk").values_list("pk", flat=True)[:100])
    article.body = body(writer.dice, some, sentences=4)
    _save(writer, article, by=by, at=now)
    return article


def _live(now: datetime) -> QuerySet[Article]:
    return Article.objects.filter(pk__in=Publication.objects.live(now).values("pk"))


def _long(dice: random.Random, words: int) -> list[str]:
    found: list[str] = []
    while sum(map(len, map(str.split, found))) < words:
        found.append(" ".join(sentence(dice) for _ in range(4)))
    return found


def _little(texts: list[str], dice: random.Random) -> list[str]:
    """In each paragraph a word here and there is another."""
    changed = []
    for text in texts:
        words = text.split()
        for place in dice.sample(range(len(words)), max(1, len(words) // 20)):
            words[place] = words[place][::-1]
        changed.append(" ".join(words))
    return changed


def _shuffled(texts: list[str], dice: random.Random) -> list[str]:
    return dice.sample(texts, len(texts))


def _one_word(texts: list[str], dice: random.Random) -> list[str]:
    return [*texts[:-1], texts[-1] + " Amended."]


def _new(texts: list[str], dice: random.Random) -> list[str]:
    return _long(dice, LONG_WORDS)


def _in_one(change: Callable) -> Callable:
    return lambda texts, dice: [" ".join(change(texts, dice))]


MEASURED = "a-thousand-words"
# How the second version of a text of 20,000 words comes from the first.
LONG_TEXTS: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "one-word": _one_word,
    "every-block-a-little": _little,
    "every-block-moved": _shuffled,
    "moved-and-changed": lambda texts, dice: _shuffled(_little(texts, dice), dice),
    "another-text": _new,
    "one-huge-block": _in_one(_little),
    "one-huge-block-moved": _in_one(_shuffled),
}


def _compared(name: str, change: Callable, dice: random.Random, now: datetime) -> None:
    texts = _long(dice, LONG_WORDS)
    first = [" ".join(texts)] if name.startswith("one-huge") else texts
    article = Article(
        language_id="en", headline=f"Compared: {name}", slug=name, section=Section.objects.first()
    )
    for version in (first, change(texts, dice)):
        article.body = serialise(tuple(Paragraph((text,)) for text in version))
        actions.save(article, by=None, at=now)
