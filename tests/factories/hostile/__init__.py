"""Files that are to be refused: small on disk, large, long or false where they are unpacked.

Each maker returns the content; beside it stands the code of the refusal (``NotAPicture.code``).
"""

from collections.abc import Callable

from . import avifs, disguises, gifs, jpegs, pngs, webps

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    f"{module.__name__.rpartition('.')[2]}: {name}": made
    for module in (avifs, disguises, gifs, jpegs, pngs, webps)
    for name, made in module.HOSTILE.items()
}
