"""The demo's stories agree with each other, with the pictures and with newsroom.toml."""

import tomllib
from collections import Counter
from datetime import timedelta

import pytest

from articles.body import (
    Embed,
    Gallery,
    ImageBlock,
    KeyPoints,
    ListBlock,
    PullQuote,
    Subhead,
    references,
    word_count,
)
from articles.exchange.text import parse_text
from newsroom.demo.loader import FACTS
from newsroom.demo.pictures import PICTURES
from newsroom.demo.story import STORIES, read_story

IDS = {key: number for number, key in enumerate(PICTURES, 1)}
STORY = {path.stem: read_story(path) for path in sorted(STORIES.glob("*.txt"))}
WIRE = {stem: parse_text(story.text, pictures=IDS) for stem, story in STORY.items()}
KNOWN = tomllib.loads(FACTS.read_text(encoding="utf-8"))
LANGUAGE_OF = {story.key: WIRE[stem].language for stem, story in STORY.items()}
WANTED = {("en", "Can ammonia power a cargo ship?")}


def known(kind: str, name: str) -> set[str]:
    return {row[name] for row in KNOWN[kind]}


def headlines(*stages: str) -> set[tuple[str, str]]:
    return {
        (wire.language, wire.headline)
        for stem, wire in WIRE.items()
        if not stages or STORY[stem].stage in stages
    }


def read_mores(stem: str) -> list[tuple[str, str]]:
    wire = WIRE[stem]
    return [(wire.language, target.wanted) for target in references(wire.blocks).read_more]


@pytest.mark.parametrize("stem", STORY)
def test_story_is_read_without_remarks(stem):
    wire = WIRE[stem]
    assert (wire.remarks, wire.extra, wire.headline_is_working) == ((), {}, False)
    assert wire.teaser
    assert wire.language == wire.guessed_language
    assert wire.sign_off.writers


@pytest.mark.parametrize("stem", STORY)
def test_everything_that_a_story_names_is_known(stem):
    story, wire = STORY[stem], WIRE[stem]
    assert wire.language in known("languages", "code")
    assert wire.section in known("sections", "slug")
    assert wire.topics
    assert set(wire.topics) - known("topics", "slug") == set()
    people = {*wire.sign_off.writers, *wire.sign_off.editors}
    assert people - known("contributors", "initials") == set()
    assert set(wire.sign_off.agencies) - known("agencies", "short_name") == set()
    assert story.pictures - set(PICTURES) == set()
    assert f"{wire.headline}\n" not in wire.teaser
    if wire.language != "en":
        assert story.pictures - set(KNOWN["pictures"]) == set()


def test_keys_and_headlines_are_unique():
    assert len({story.key for story in STORY.values()}) == len(STORY) == 45
    assert len(headlines()) == len(STORY)


def test_numbers_of_languages_stages_and_long_reads():
    assert Counter(wire.language for wire in WIRE.values()) == {"en": 30, "de": 8, "ar": 7}
    assert Counter(story.stage for story in STORY.values()) == {
        "live": 37,
        "draft": 2,
        "review": 2,
        "approved": 2,
        "scheduled": 1,
        "withdrawn": 1,
    }
    assert sum(word_count(wire.blocks) > 1000 for wire in WIRE.values()) == 2


def test_every_section_and_topic_has_something_to_read():
    live = [wire for stem, wire in WIRE.items() if STORY[stem].stage == "live"]
    assert {wire.section for wire in live} == known("sections", "slug")
    assert {topic for wire in live for topic in wire.topics} == known("topics", "slug")


def test_only_one_read_more_is_wanted_and_one_waits_for_the_scheduled_story():
    targets = [target for stem in STORY for target in read_mores(stem)]
    assert set(targets) - headlines() == WANTED
    assert [target for target in targets if target in WANTED] == [*WANTED]
    assert len([target for target in targets if target in headlines("scheduled")]) == 1
    assert set(targets) & headlines("draft", "review", "approved", "withdrawn") == set()
    assert len(targets) >= 25


def test_no_story_refers_to_itself():
    for stem, wire in WIRE.items():
        assert (wire.language, wire.headline) not in read_mores(stem)


def test_translations_are_of_known_stories_in_another_language():
    groups: dict[str, set[str]] = {}
    for stem, story in STORY.items():
        if story.translation_of:
            assert LANGUAGE_OF[story.translation_of] == "en"
            assert WIRE[stem].language not in groups.get(story.translation_of, {"en"})
            groups.setdefault(story.translation_of, {"en"}).add(WIRE[stem].language)
    assert groups == {
        "river-accord": {"en", "de", "ar"},
        "comet": {"en", "de", "ar"},
        "solar-cable": {"en", "de", "ar"},
        "skerry-bank": {"en", "de", "ar"},
        "ragna": {"en", "de", "ar"},
        "night-trams": {"en", "de"},
        "kornhall": {"en", "de"},
        "rates": {"en", "de"},
        "water-map": {"en", "ar"},
    }


def test_scheduled_and_withdrawn_stories_say_when_and_why():
    for story in STORY.values():
        assert (story.publish_in is not None) == (story.stage == "scheduled")
        assert bool(story.reason) == (story.stage == "withdrawn")
    waiting = {stem for stem, story in STORY.items() if story.stage in ("draft", "review")}
    assert [stem for stem in sorted(waiting) if not WIRE[stem].note] == []


def test_ages_run_from_minutes_to_weeks():
    live = [story.age for story in STORY.values() if story.stage == "live"]
    assert min(live) == timedelta(minutes=25)
    assert max(live) == timedelta(days=17)
    assert len([age for age in live if age < timedelta(days=1)]) == 21


def test_the_demo_shows_every_kind_of_block():
    kinds = {type(block) for wire in WIRE.values() for block in wire.blocks}
    shown = {Embed, Gallery, ImageBlock, KeyPoints, ListBlock, PullQuote, Subhead}
    assert shown - kinds == set()


def test_no_paragraph_comes_twice():
    lines = Counter(
        line
        for story in STORY.values()
        for line in story.text.partition("\n\n")[2].splitlines()
        if len(line) > 80 and not line.startswith(("Read more:", ">>"))
    )
    assert {line: count for line, count in lines.items() if count > 1} == {}


def test_feedback_is_about_known_live_stories():
    live = {story.key: LANGUAGE_OF[story.key] for story in STORY.values() if story.stage == "live"}
    rows = KNOWN["feedback"]
    assert len(rows) == 14
    assert {row["kind"] for row in rows} == {"praise", "problem", "idea", "question", "error"}
    for row in rows:
        if "page" in row:
            assert live[row["page"]] == row["language"]
        assert row.get("email", "@example.org").endswith("@example.org")
