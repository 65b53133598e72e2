"""How long a photograph takes from its file to all its renditions, and how much memory.

Each line: seconds and megabytes above what the process has at rest, each in a process of its own,
and the seconds as a multiple of encoding that photograph once as a JPEG, which it is measured with.
The photographs are made: large even parts, fine grain, sharp edges.
"""

import io
import multiprocessing
import statistics
import time
from pathlib import Path

from PIL import Image, ImageDraw

ROUNDS = 5
MEGA = 1024 * 1024
SIZES = {"24 megapixels": (6000, 4000), "50 megapixels": (8660, 5773), "2 megapixels": (1600, 1200)}
HOW = {"JPEG": {"quality": 92}, "PNG": {"compress_level": 1}, "WEBP": {"quality": 80}}


def measure() -> None:
    print(f"\n{'':28}   seconds       p95  ratio    memory   files      in all")
    for name, size in SIZES.items():
        kinds = HOW if name.startswith("24") else ["JPEG"]
        for kind in kinds:
            report(f"{name}, {kind}", photograph(size, kind))


def photograph(size: tuple[int, int], kind: str) -> bytes:
    """A file of ``kind`` with ``size`` pixels that compresses about as a photograph does."""
    width, height = size
    grain = Image.effect_noise((width // 4, height // 4), 40).resize(size, Image.Resampling.BICUBIC)
    sky = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (sky, Image.blend(sky, grain, 0.5), grain))
    draw = ImageDraw.Draw(picture)
    for n in range(0, width, 97):
        draw.line((n, 0, width - n, height), fill=(n % 255, 80, 160), width=3)
    file = io.BytesIO()
    picture.save(file, kind, **HOW[kind])
    return file.getvalue()


def report(name: str, data: bytes) -> None:
    rounds = [in_a_process(data) for _n in range(ROUNDS)]
    seconds = sorted(row["seconds"] for row in rounds)
    ratio = statistics.median(row["seconds"] / row["floor"] for row in rounds)
    print(
        f"{name:28} {statistics.median(seconds):8.2f} s {seconds[-1]:7.2f} s {ratio:6.1f} "
        f"{max(row['memory'] for row in rounds):6.0f} MB {rounds[0]['files']:7} "
        f"{rounds[0]['bytes'] / MEGA:8.1f} MB"
    )


def in_a_process(data: bytes) -> dict:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(renditions, (data,))


def renditions(data: bytes) -> dict:
    from articles.pictures.checking import FORMATS, check
    from articles.pictures.decoding import decode
    from articles.pictures.renditions import made_of, make

    with Image.open(io.BytesIO(data)) as picture:
        size = picture.size
    at_rest, started = peak(), time.perf_counter()
    file = io.BytesIO(data)
    check(file, name="photograph.jpg")
    picture, size = decode(file, formats=FORMATS)
    count = total = 0
    for _name, content in make(picture, made_of(size)):
        count, total = count + 1, total + len(content)
    seconds, most = time.perf_counter() - started, peak()
    return {
        "seconds": seconds,
        "memory": (most - at_rest) / 1024,
        "floor": floor(data),
        "files": count,
        "bytes": total,
    }


def floor(data: bytes) -> float:
    """Seconds to encode the photograph once, whole."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        started = time.perf_counter()
        picture.convert("RGB").save(io.BytesIO(), "JPEG", quality=90)
        return time.perf_counter() - started


def peak() -> int:
    """Kilobytes. Not ru_maxrss, which counts what the parent had before this was started."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
