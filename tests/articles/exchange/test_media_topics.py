"""IPTC's vocabulary as it is published, and what is no such file."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.actions.media_topics import Concept
from articles.exchange.media_topics import read_media_topics
from articles.exchange.problems import ImportProblem

SAMPLE = Path(__file__).parent / "media_topics.json"


@pytest.fixture
def changed(tmp_path):
    """The sample with something else in it: ``changed(change)`` gives the path."""

    def write(change):
        data = json.loads(SAMPLE.read_text(encoding="utf-8"))
        change(data["conceptSet"])
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return str(path)

    return write


def problem(path):
    with pytest.raises(ImportProblem) as raised:
        read_media_topics(str(path))
    return str(raised.value).removeprefix(f"{path}: ")


def test_concepts_have_codes_parents_and_texts_in_every_language():
    concepts, remarks = read_media_topics(str(SAMPLE))
    assert concepts == [
        Concept(
            "medtop:04000000",
            names={
                "en": "economy, business and finance",
                "de": "Wirtschaft und Finanzen",
                "ar": "اقتصاد، أعمال ومال",
                "sv": "Ekonomi, affärer och finans",
                "da": "økonomi, business og finans",
                "pt-br": "economia, negócios e finanças",
                "pt-pt": "economia, negócios e finanças",
                "zh-hans": "经济、商业和金融",
            },
            descriptions={"en": "All matters of markets and trade", "de": "Märkte und Handel"},
        ),
        Concept(
            "medtop:20000385",
            names={"en": "market and exchange", "de": "Märkte und Börsen"},
            descriptions={"en": "Places where goods are traded"},
            parent="medtop:04000000",
        ),
        Concept(
            "medtop:20000064",
            names={"en": "war crime action", "de": "Kriegsverbrechen"},
            parent="medtop:20000385",
            retired_at=datetime(2016, 4, 5, 12, tzinfo=UTC),
        ),
    ]
    assert remarks == []


def test_a_name_that_a_topic_cannot_hold_is_left_out_and_told_of(changed):
    def change(concepts):
        concepts[1]["prefLabel"]["de"] = "x" * 81
        concepts[1]["prefLabel"]["not a tag"] = "y"
        concepts[2]["prefLabel"]["de"] = " \u200b"

    concepts, remarks = read_media_topics(changed(change))
    assert [concept.names for concept in concepts[1:]] == [
        {"en": "market and exchange"},
        {"en": "war crime action"},
    ]
    assert [str(remark) for remark in remarks] == [
        "medtop:20000385: its text in “not a tag”, which is no language, was left out",
        "medtop:20000385: its name in “de” has 81 characters and was left out: 80 are the most",
    ]


def test_parents_may_be_codes_and_stand_alone(changed):
    def change(concepts):
        concepts[1]["broader"] = "medtop:04000000"
        concepts[2]["broader"] = []

    concepts, _remarks = read_media_topics(changed(change))
    assert [concept.parent for concept in concepts] == [None, "medtop:04000000", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1: is not JSON: Expecting value"),
        ("{\n\n'", "3: is not JSON: Expecting property name enclosed in double quotes"),
        ("[]", "is not the vocabulary: it holds no list “conceptSet”"),
        ('{"conceptSet": []}', "is not the vocabulary: it holds no list “conceptSet”"),
        ('{"conceptSet": {"a": 1}}', "is not the vocabulary: it holds no list “conceptSet”"),
        ("[" * 100_000, "is not the vocabulary: it is nested too deeply"),
        ('{"conceptSet": [1]}', "entry 1 (None) has no code such as “medtop:11000000”"),
        (
            '{"conceptSet": [{"uri": "http://x/1"}]}',
            "entry 1 (http://x/1) has no code such as “medtop:11000000”",
        ),
        (
            '{"conceptSet": [{"qcode": "medtop:1"}]}',
            "entry 1 (medtop:1) has no code such as “medtop:11000000”",
        ),
        (
            '{"conceptSet": [{"qcode": ["medtop:11000000"]}]}',
            "entry 1 (['medtop:11000000']) has no code such as “medtop:11000000”",
        ),
    ],
)
def test_what_is_no_vocabulary_is_refused(tmp_path, text, expected):
    path = tmp_path / "file.json"
    path.write_text(text)
    assert problem(path).removeprefix(f"{path}:") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"prefLabel": {}}, "medtop:20000385 has no name"),
        ({"prefLabel": {"en-GB": "\u200b"}}, "medtop:20000385 has no name"),
        ({"prefLabel": "x"}, "medtop:20000385: its prefLabel is not a text for each language"),
        ({"prefLabel": {"en-GB": 7}}, "medtop:20000385: its text in “en-GB” is none"),
        ({"definition": []}, "medtop:20000385: its definition is not a text for each language"),
        ({"broader": 7}, "medtop:20000385: its parent is no address"),
        (
            {"broader": ["http://x/20009999"]},
            "medtop:20000385: its parent medtop:20009999 is not in the file",
        ),
        ({"broader": ["medtop:20000064"]}, "medtop:20000385 lies under itself"),
        ({"broader": ["medtop:20000385"]}, "medtop:20000385 lies under itself"),
        (
            {"retired": "soon"},
            "medtop:20000385: “soon”, when it was retired, is no time",
        ),
        ({"retired": 7}, "medtop:20000385: “7”, when it was retired, is no time"),
        ({"qcode": "medtop:04000000"}, "medtop:04000000 is there twice"),
    ],
)
def test_a_problem_names_the_entry(changed, fields, expected):
    assert problem(changed(lambda concepts: concepts[1].update(fields))) == expected


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"a": "é"}'.encode("latin-1"))
    assert problem(latin) == "is not in UTF-8"
    assert problem(tmp_path) == "cannot be read: Is a directory"
    assert problem(tmp_path / "none.json") == "cannot be read: No such file or directory"
    assert problem("a\0b").endswith("cannot be read: embedded null byte")
