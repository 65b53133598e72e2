import os
from pathlib import Path

from articles.exchange.names import SOURCE_LENGTH, shown, source_of


def test_names_that_cannot_be_printed():
    path = os.fsdecode(b"a\xff\x1b[31m\n\xc3\xbc.txt")
    assert shown(path) == "a\\xff\\x1b[31m\\nü.txt"


def test_the_same_file_has_one_source(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert source_of("a.txt") == source_of(tmp_path / "x" / ".." / "a.txt") == f"{tmp_path}/a.txt"


def test_long_paths_stay_apart():
    first, second = (Path("/") / name / ("x" * 600) for name in "ab")
    assert len(source_of(first)) == SOURCE_LENGTH
    assert source_of(first) != source_of(second)
