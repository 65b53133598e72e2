"""The facts about the demo newsroom are complete in each of its languages."""

import json
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.demo.loader import FACTS
from newsroom.demo.pictures import PICTURES

KNOWN = tomllib.loads(FACTS.read_text(encoding="utf-8"))
VOCABULARY = Path(settings.BASE_DIR).parent / "shared/data/vocab/iptc-mediatopics.json"
OTHERS = {"de", "ar"}


def test_names_and_descriptions_are_given_in_all_languages():
    for row in [*KNOWN["sections"], *KNOWN["topics"]]:
        assert (row["slug"], set(row["names"])) == (row["slug"], OTHERS)
        assert (row["slug"], set(row["descriptions"])) == (row["slug"], OTHERS)
        assert row["name"]
        assert row["description"]
    assert set(KNOWN["site"]["taglines"]) == set(KNOWN["site"]["footers"]) == OTHERS


def test_numbers():
    assert {name: len(rows) for name, rows in KNOWN.items() if name != "site"} == {
        "languages": 3,
        "sections": 5,
        "topics": 12,
        "contributors": 10,
        "pictures": 12,
        "agencies": 4,
        "feedback": 14,
        "changes": 3,
        "plans": 2,
        "fronts": 1,
    }


def test_a_parent_topic_comes_before_its_children():
    seen = set()
    for row in KNOWN["topics"]:
        assert row.get("parent", row["slug"]) in seen | {row["slug"]}
        seen.add(row["slug"])
    assert {row["kind"] for row in KNOWN["topics"]} == {
        "subject",
        "person",
        "place",
        "organisation",
        "event",
    }


def test_initials_are_unique_and_people_introduced():
    initials = [row["initials"] for row in KNOWN["contributors"]]
    assert len(initials) == len(set(initials))
    assert all(row["name"] and row["job_title"] and row["bio"] for row in KNOWN["contributors"])
    for row in KNOWN["contributors"]:
        assert (row["initials"], set(row["job_titles"])) == (row["initials"], OTHERS)
        assert (row["initials"], set(row["bios"])) == (row["initials"], OTHERS)


def test_pictures_have_words_in_all_languages_or_in_english_alone():
    assert set(KNOWN["pictures"]) - set(PICTURES) == set()
    for key, words in KNOWN["pictures"].items():
        assert (key, set(words)) == (key, {"alts", "captions"})
        assert (key, set(words["alts"]), set(words["captions"])) == (key, OTHERS, OTHERS)
        assert [text for text in words["alts"].values() if text.endswith(".")] == []
        assert [text for text in words["captions"].values() if not text.endswith(".")] == []
        for text in [*words["alts"].values(), *words["captions"].values()]:
            assert 40 <= len(text) <= 180


@pytest.mark.skipif(not VOCABULARY.exists(), reason="the IPTC Media Topics file is not here")
def test_codes_are_iptc_media_topics_in_use():
    concepts = {
        concept["qcode"]: concept
        for concept in json.loads(VOCABULARY.read_text(encoding="utf-8"))["conceptSet"]
    }
    codes = [row["qcode"] for row in KNOWN["topics"] if "qcode" in row]
    assert len(codes) == len(set(codes)) == 7
    assert [code for code in codes if code not in concepts or concepts[code].get("retired")] == []
