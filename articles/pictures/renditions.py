"""The files that readers get of a picture: cut, made smaller, encoded anew; never the original."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PIL import Image
from PIL.Image import Resampling

from .crops import CENTRE, CROPS, Crop
from .metadata import Metadata, stamp_iim, stamped

# For each format what Pillow calls it, and how it is made. Measured: docs/decisions/pictures.md
ENCODERS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 62, "speed": 9}),
    "webp": ("WEBP", {"quality": 78, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
NOTHING = Metadata()
FOLDERS = "pictures/"  # of all pictures, in the storage
PAPER = (255, 255, 255)  # what shines through where a format has no transparency

# By the name of the crop: which formats there are, and in which sizes (width, height).
Made = dict[str, dict[str, list]]


def folder(key: str) -> str:
    """Where the files of one picture are, in the storage."""
    return f"{FOLDERS}{key}/"


def rendition_name(crop: str, width: int, suffix: str) -> str:
    return f"{crop}-{width}.{suffix}"


def made_of(size: tuple[int, int], crops: Iterable[Crop] = tuple(CROPS.values())) -> Made:
    """What is made of a picture of ``size``, as JSON-ready data."""
    return {
        crop.name: {
            "formats": list(crop.formats),
            "sizes": [list(pair) for pair in crop.sizes(*size)],
        }
        for crop in crops
    }


def names(made: Mapping[str, Mapping[str, list]]) -> list[str]:
    """The files of ``made``."""
    return [
        rendition_name(crop, width, suffix)
        for crop, what in made.items()
        for width, _height in what["sizes"]
        for suffix in what["formats"]
    ]


def make(
    picture: Image.Image,
    made: Mapping[str, Mapping[str, list]],
    *,
    focus: tuple[float, float] = CENTRE,
    says: Metadata = NOTHING,
    then: Callable[[str, bytes], Any] = lambda name, content: (name, content),
) -> Iterator[Any]:
    """Name and content of each file of ``made``, from what ``decode`` has returned.

    ``says`` is what the files say of whose the picture is; of the original nothing else remains.
    ``then`` is called with each, for two at once, and what it returns is given in their place: a
    storage that is far away lets one thread wait while the other encodes.
    """
    marks = {suffix: stamped(kind, says) for suffix, (kind, _how) in ENCODERS.items()}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for crop, what in made.items():
            jobs = [
                (rendition_name(crop, part.width, suffix), part, suffix)
                for part in _parts(picture, CROPS[crop], what["sizes"], focus)
                for suffix in what["formats"]
            ]
            yield from pool.map(
                lambda job: then(job[0], _encoded(job[1], job[2], marks[job[2]], says)), jobs
            )


def _parts(picture, crop, sizes, focus):
    """The crop in all sizes, the largest first: each is made of that one."""
    box, largest = crop.box(*picture.size, focus), None
    for width, height in sorted(sizes, reverse=True):
        if largest is None:
            part = picture.resize((width, height), Resampling.LANCZOS, box=box, reducing_gap=3.0)
            largest = part
        else:
            part = largest.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)
        yield part


def _encoded(part, suffix, marks, says):
    kind, how = ENCODERS[suffix]
    if kind == "JPEG" and part.mode == "RGBA":
        paper = Image.new("RGB", part.size, PAPER)
        paper.paste(part, mask=part.getchannel("A"))
        part = paper
    else:
        part = part.copy()  # how it is saved Pillow writes on it; another thread is saving it, too
    file = io.BytesIO()
    part.save(file, kind, **how, **marks)
    return stamp_iim(file.getvalue(), says) if kind == "JPEG" else file.getvalue()
