import os

import pytest

from articles.exchange.files import files_in, sniff


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.TXT", "sub/c.txt", "sub/d.json", ".hidden.txt", ".git/e.txt", "f"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    return tmp_path


def names(paths, folder):
    return [str(path.relative_to(folder)) for path in paths]


def test_a_folder_is_read_whole_and_in_order(folder):
    files, problems = files_in([folder])
    assert names(files, folder) == ["a.TXT", "b.txt", "sub/c.txt"]
    assert problems == []


def test_a_file_is_taken_whatever_its_name_and_once(folder):
    given = [folder / "sub" / "d.json", folder / "b.txt", folder, folder / "sub" / ".." / "b.txt"]
    files, _ = files_in(given)
    assert names(files, folder) == ["sub/d.json", "b.txt", "a.TXT", "sub/c.txt"]


def test_a_folder_without_texts_and_a_missing_file(tmp_path):
    files, problems = files_in([tmp_path, tmp_path / "gone.txt"])
    assert files == [tmp_path / "gone.txt"]
    assert [str(problem) for problem in problems] == [f"{tmp_path}: holds no .txt files"]


def test_an_empty_path_is_not_this_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    files, problems = files_in(["", "b.txt"])
    assert [str(path) for path in files] == ["b.txt"]
    assert [str(problem) for problem in problems] == [
        "a path is empty: is a variable not set? “.” stands for this folder"
    ]


def test_links_in_a_circle(folder):
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    files, problems = files_in([folder])
    assert names(files, folder) == ["a.TXT", "b.txt", "loop.txt", "sub/c.txt"]
    assert problems == []


def test_a_folder_that_cannot_be_read(folder, monkeypatch):
    closed = str(folder / "sub")
    scandir = os.scandir

    def refuse(path):
        if str(path) == closed:
            raise PermissionError(13, "Permission denied", closed)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files, problems = files_in([folder])
    assert names(files, folder) == ["a.TXT", "b.txt"]
    assert [str(problem) for problem in problems] == [f"{closed}: cannot be read"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two planes landed.", "text"),
        ('\ufeff {"uri": "x", "version": "1"}', "ninjs"),
        ('<?xml version="1.0"?>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">', "newsml"),
        ("<newsMessage>", "newsml"),
        ('<?xml version="1.0"?><nitf>', "nitf"),
        ('<?xml version="1.0"?><rss version="2.0"><channel>', "rss"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "rss"),
        ('<rss xmlns:wp="http://wordpress.org/export/1.2/">', "wxr"),
        ("{sic} he said", "text"),
        ("<3 is a heart", "text"),
        ("The <rss> element", "text"),
        ("", "text"),
    ],
)
def test_sniff(text, found):
    assert sniff(text) == found
