"""The newsroom's logo, in each place that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from articles import addresses, rights
from articles.pictures.crops import CROPS, FULL
from articles.pictures.renditions import rendition_name
from articles.queries.site import Site

# The most that it takes of the header, in CSS pixels.
HEIGHT, WIDTH = 40, 320
SQUARE = CROPS["1x1"].name
ON_PAGES, FOR_MACHINES = "webp", "jpg"


@dataclass(frozen=True)
class File:
    """``src`` is a path; sizes are in pixels."""

    src: str
    width: int
    height: int


def in_header(site: Site | None) -> dict[str, str] | None:
    """What an ``<img>`` says beside its alternative text, which is the site's name: texts all.

    None while the name stands there.
    """
    made = _made(site)
    sizes = sorted(made.get(FULL.name, {}).get("sizes", ()))
    if not site or not site.logo or not sizes:
        return None
    key = site.logo.key
    once, twice = (_of_height(sizes, wanted) for wanted in (HEIGHT, 2 * HEIGHT))
    wide, high = sizes[-1]
    part = min(HEIGHT / high, WIDTH / wide)
    return {
        "src": _address(key, FULL.name, once, ON_PAGES),
        "srcset": "" if once == twice else f"{_address(key, FULL.name, twice, ON_PAGES)} 2x",
        "width": str(max(1, round(wide * part))),
        "height": str(max(1, round(high * part))),
    }


def for_machines(site: Site, *, is_square: bool = False) -> File | None:
    """The largest JPEG; the square one is cut around the focal point. None as above."""
    crop = SQUARE if is_square else FULL.name
    sizes = sorted(_made(site).get(crop, {}).get("sizes", ()))
    if not site.logo or not sizes:
        return None
    width, height = sizes[-1]
    return File(_address(site.logo.key, crop, width, FOR_MACHINES), width, height)


def _made(site: Site | None) -> Mapping[str, dict]:
    """What there is of the logo, while its rights hold."""
    if not site or not site.logo or not rights.hold(site.logo.rights, timezone.now()):
        return {}
    return site.logo.made


def _of_height(sizes: list, wanted: int) -> int:
    """The width of the smallest that is so high, or of the largest."""
    return next((width for width, height in sizes if height >= wanted), sizes[-1][0])


def _address(key: str, crop: str, width: int, suffix: str) -> str:
    return addresses.picture(key, rendition_name(crop, width, suffix))
