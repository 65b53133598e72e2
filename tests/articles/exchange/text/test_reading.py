import os
import socket

import pytest

from articles.exchange.problems import ImportProblem
from articles.exchange.text import read_text_file


@pytest.fixture
def write(tmp_path):
    def write(content, name="text.txt"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        "Zürich – „so“\n".encode(),
        "Zürich – „so“\n".encode("utf-8-sig"),
        "Zürich – „so“\n".encode("utf-16"),
        "\ufeffZürich – „so“\n".encode("utf-16-be"),
    ],
)
def test_reads_utf_8_and_marked_utf_16(write, content):
    assert read_text_file(write(content)) == "Zürich – „so“\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"caf\xe9 au lait", "is not UTF-8: byte 0xE9 at offset 3"),
        (b"\xef\xbb\xbfcaf\xe9", "is not UTF-8: byte 0xE9 at offset 6"),
        (b"cut off \xe2\x82", "is not UTF-8: byte 0xE2 at offset 8"),
        (b"\xff\xfea\x00\x00\xd8", "is not UTF-16: byte 0x00 at offset 4"),
        (b"one\ntwo\x00", "is not a text: it holds control character 0x00"),
        (b"\x89PNG\r\n\x1a\n", "is not UTF-8: byte 0x89 at offset 0"),
        (b"%PDF-1.4\n\x01\x02", "is not a text: it holds control character 0x01"),
    ],
)
def test_says_what_is_wrong(write, content, reason):
    with pytest.raises(ImportProblem) as caught:
        read_text_file(write(content))
    assert caught.value.reason == reason


def test_names_file_and_line(write):
    path = write(b"one\ntwo\nthree \xff\n")
    with pytest.raises(ImportProblem) as caught:
        read_text_file(path)
    assert str(caught.value) == f"{path}:3: is not UTF-8: byte 0xFF at offset 14"


def test_limit_is_inclusive(write):
    path = write(b"a" * 10)
    assert read_text_file(path, limit=10) == "a" * 10
    with pytest.raises(ImportProblem, match="is larger than 9 bytes"):
        read_text_file(path, limit=9)


def test_folder_pipe_and_missing_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, reason in [
        (tmp_path, "is a folder, not a text"),
        (pipe, "is not a regular file"),
        (tmp_path / "gone.txt", "does not exist"),
    ]:
        with pytest.raises(ImportProblem) as caught:
            read_text_file(path)
        assert caught.value.reason == reason


def test_socket_is_refused(tmp_path):
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        with pytest.raises(ImportProblem, match="cannot be read"):
            read_text_file(path)


def test_no_permission(tmp_path, monkeypatch):
    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ImportProblem, match="cannot be read: permission denied"):
        read_text_file(tmp_path / "secret.txt")
