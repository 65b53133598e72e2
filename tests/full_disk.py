"""A disk without room, for real: in a process of its own, to which the system gives no more."""

import ctypes
import multiprocessing
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

FORK = multiprocessing.get_context("fork")
NEW_MOUNTS, NEW_USER = 0x00020000, 0x10000000  # linux/sched.h
PRIVATE, RECURSIVELY = 1 << 18, 1 << 14  # linux/mount.h


def with_files_of_at_most(size: int, job: Callable[[], Any]) -> Any:
    """What ``job`` returns where no file may be larger than ``size`` bytes: EFBIG partway."""

    def limited() -> Any:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return job()

    return _in_a_process(limited)


def with_a_disk_of(size: int, folder: Path, job: Callable[[], Any]) -> Any:
    """What ``job`` returns where ``folder`` is a disk of ``size`` bytes: ENOSPC partway.

    The test is skipped where the system lets nobody mount one.
    """

    def mounted() -> Any:
        return job() if _mount(folder, size) else None

    result = _in_a_process(mounted)
    if result is None:
        pytest.skip("no disk may be mounted here")
    return result


def _mount(folder: Path, size: int) -> bool:
    """A disk that this process alone sees."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare"):
        return False
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(NEW_MOUNTS | (NEW_USER if user else 0)):
        return False
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    if libc.mount(b"none", b"/", None, PRIVATE | RECURSIVELY, None):
        return False
    options = f"size={size},mode=0700,uid={user},gid={group}".encode()
    return libc.mount(b"none", os.fsencode(folder), b"tmpfs", 0, options) == 0


def _in_a_process(job: Callable[[], Any]) -> Any:
    connections.close_all()
    here, there = FORK.Pipe()

    def run() -> None:
        try:
            there.send((job(), None))
        except BaseException as error:
            there.send((None, repr(error)))
            raise
        finally:
            connections.close_all()

    process = FORK.Process(target=run)
    process.start()
    there.close()
    result, error = here.recv()
    process.join(timeout=60)
    assert error is None, error
    return result
