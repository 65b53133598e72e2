"""What dead servers leave in /tmp goes away; what a living one or a start needs stays."""

import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.devdb import DatabaseError, EmbeddedServer, sockets
from newsroom.devdb.account import server_user
from newsroom.devdb.processes import is_server


@pytest.fixture
def parent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A /tmp of our own: short, and open to the server's user."""
    made = Path(tempfile.mkdtemp(prefix="nr"))
    made.chmod(0o755)
    monkeypatch.setattr(sockets, "PARENT", made)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def server(parent: Path) -> Iterator[EmbeddedServer]:
    made = EmbeddedServer(parent / "data" / "pgdata")
    yield made
    made.stop()


def leave(parent: Path, *names: str, mode: int = 0o700, owner: int | None = None) -> Path:
    """A folder as a server leaves it, with empty files in it."""
    folder = sockets.directory_for(parent / str(len(list(parent.iterdir()))))
    folder.mkdir(mode=mode)
    os.chown(folder, server_user().pw_uid if owner is None else owner, -1)
    for name in names:
        (folder / name).touch()
    return folder


def kill_hard(server: EmbeddedServer) -> None:
    pid = server.pid()
    os.kill(pid, signal.SIGKILL)
    while is_server(pid, server.data):
        time.sleep(0.01)


def test_a_killed_server_leaves_its_folder_and_the_next_start_of_any_clears_it(server, parent):
    server.start()
    kill_hard(server)
    assert sorted(os.listdir(server.socket_directory)) == sorted(sockets.NAMES)
    other = EmbeddedServer(parent / "other" / "pgdata")
    other.start()
    try:
        assert not server.socket_directory.exists()
        assert server.start() is True
        assert other.is_ready() is True
    finally:
        other.stop()
    assert not other.socket_directory.exists()


def test_stopping_a_killed_server_clears_its_folder(server):
    server.start()
    kill_hard(server)
    assert server.stop() is False
    assert not server.socket_directory.exists()


def test_a_start_that_fails_leaves_none(server):
    server.options = {"max_connections": "many"}
    with pytest.raises(DatabaseError, match="max_connections"):
        server.start()
    assert not server.socket_directory.exists()


def test_a_living_server_keeps_its_folder(server):
    server.start()
    sockets.clear_away_unused()
    assert server.is_ready() is True


def test_a_server_that_is_stopped_in_its_tracks_keeps_its_folder(server):
    server.start()
    os.kill(server.pid(), signal.SIGSTOP)
    try:
        sockets.clear_away_unused()
        assert sorted(os.listdir(server.socket_directory)) == sorted(sockets.NAMES)
    finally:
        os.kill(server.pid(), signal.SIGCONT)


def test_a_server_whose_data_were_removed_keeps_its_folder(server):
    server.start()
    pid = server.pid()
    shutil.rmtree(server.data)
    try:
        sockets.clear_away_unused()
        assert sorted(os.listdir(server.socket_directory)) == sorted(sockets.NAMES)
    finally:
        os.kill(pid, signal.SIGKILL)
    while is_server(pid, server.data):
        time.sleep(0.01)


def test_a_folder_in_which_a_server_starts_stays(parent):
    folder = sockets.directory_for(parent / "data")
    with sockets.held(folder):
        sockets.clear_away_unused()
        assert folder.is_dir()
    assert not folder.exists()


def test_empty_folders_and_dead_sockets_go(parent):
    empty, dead = leave(parent), leave(parent, sockets.NAMES[1])
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(dead / sockets.NAMES[0]))
    sockets.clear_away_unused()
    assert (empty.exists(), dead.exists()) == (False, False)


def test_what_is_not_ours_stays(parent):
    kept = [leave(parent, "letter.txt"), leave(parent, mode=0o755)]
    if os.geteuid() == 0:
        kept.append(leave(parent, owner=12345))
    link = sockets.directory_for(parent / "link")
    target = parent / "target"
    target.mkdir(mode=0o700)
    os.chown(target, server_user().pw_uid, -1)
    link.symlink_to(target)
    file = sockets.directory_for(parent / "file")
    file.touch()
    foreign = parent / f"newsroom-pg-{os.geteuid() + 1}-0123456789ab"
    foreign.mkdir(mode=0o700)
    sockets.clear_away_unused()
    assert [path for path in (*kept, link, target, file, foreign) if not path.exists()] == []


def test_a_folder_that_is_no_folder_is_refused(parent):
    folder = sockets.directory_for(parent / "data")
    folder.touch()
    with pytest.raises(DatabaseError, match="should be a private folder"), sockets.held(folder):
        pass
