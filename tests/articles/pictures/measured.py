"""Looks at each file of a folder in a process of its own: ``python measured.py FOLDER``.

Prints JSON: by name, the code of the refusal ("decoding" where only the decoder finds out, None
where there is a picture) and the memory that it took at most, in megabytes. Whoever takes more
than two seconds of processor time is ended: the code is "slow".
"""

import json
import os
import resource
import sys
from pathlib import Path

from articles.pictures.checking import FORMATS, NotAPicture, check
from articles.pictures.decoding import decode

SECONDS = 2
# https://man7.org/linux/man-pages/man2/getrusage.2.html; macOS counts bytes
UNIT = 1024 if sys.platform != "darwin" else 1


def look_at(path: Path) -> str | None:
    with path.open("rb") as file:
        try:
            check(file, name=path.name)
        except NotAPicture as refusal:
            return refusal.code
        try:
            decode(file, formats=FORMATS)
        except Exception:
            return "decoding"
    return None


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1_000_000


def measured(path: Path) -> dict:
    incoming, outgoing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resting = peak()
        code = look_at(path)
        os.write(outgoing, json.dumps({"code": code, "megabytes": peak() - resting}).encode())
        os._exit(0)
    os.close(outgoing)
    with os.fdopen(incoming, "rb") as pipe:
        answer = pipe.read()
    status = os.waitpid(child, 0)[1]
    return json.loads(answer) if answer else {"code": f"slow, or ended: {status}", "megabytes": 0}


if __name__ == "__main__":
    print(json.dumps({path.name: measured(path) for path in sorted(Path(sys.argv[1]).iterdir())}))
