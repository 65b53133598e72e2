"""Drives a server with wrk and reads what it says."""

import re
import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    requests_per_second: float
    p50_ms: float
    p99_ms: float


class LoadError(Exception):
    """wrk is missing, or the server did not answer as it should."""


def drive(url: str, *, seconds: int, connections: int = 32) -> Load:
    """Requests per second and latency of ``url``. Raises LoadError on any answer but 2xx."""
    if not shutil.which("wrk"):
        raise LoadError("The benchmark needs wrk (Debian: apt install wrk).")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise LoadError(f"{url} did not answer as it should:\n{text}")
    return Load(
        requests_per_second=float(_find(r"Requests/sec:\s+([\d.]+)", text)),
        p50_ms=_milliseconds(_find(r"50%\s+([\d.]+\w+)", text)),
        p99_ms=_milliseconds(_find(r"99%\s+([\d.]+\w+)", text)),
    )


def _find(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if not found:
        raise LoadError(f"wrk said:\n{text}")
    return found[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]
