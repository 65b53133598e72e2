"""Which parts of a picture are cut out, and in which sizes each is made."""

from dataclasses import dataclass

WIDTHS = (320, 480, 640, 960, 1280, 1600, 1920)
EVERY_FORMAT = ("avif", "webp", "jpg")
# What machines fetch of a story (schema.org, Open Graph): one size, in the format that all know.
FOR_MACHINES = ("jpg",)
CENTRE = (0.5, 0.5)
# A WebP picture cannot be higher than 16,383 pixels; no screen shows a tenth of that.
HIGHEST = 10_000

Box = tuple[int, int, int, int]  # left, upper, right, lower, in pixels of the picture


@dataclass(frozen=True)
class Crop:
    """``ratio`` is width to height, None for the whole picture; ``widths`` are in pixels."""

    name: str
    ratio: tuple[int, int] | None
    widths: tuple[int, ...] = WIDTHS
    formats: tuple[str, ...] = EVERY_FORMAT

    def box(self, width: int, height: int, focus: tuple[float, float] = CENTRE) -> Box:
        """The largest part in this ratio, with ``focus`` (from 0 to 1 of width and height) as near
        to its middle as the edges allow.
        """
        if self.ratio is None:
            return 0, 0, width, height
        across, down = self.ratio
        wide = min(width, max(1, round(height * across / down)))
        high = min(height, max(1, round(width * down / across)))
        left, upper = _start(focus[0], width, wide), _start(focus[1], height, high)
        return left, upper, left + wide, upper + high

    def sizes(self, width: int, height: int) -> list[tuple[int, int]]:
        """The sizes to make of a picture of ``width`` × ``height``, the smallest first.

        None is larger than what there is; one that lies between two widths is made as it is.
        """
        left, upper, right, lower = self.box(width, height)
        wide, high = right - left, lower - upper
        wide = max(1, min(wide, wide * HIGHEST // high))
        widths = [candidate for candidate in self.widths if candidate <= wide]
        if wide < self.widths[-1] and wide not in widths:
            widths.append(wide)
        return [(made, self._height(made, right - left, high)) for made in widths]

    def _height(self, made, wide, high):
        across, down = self.ratio if self.ratio and made < wide else (wide, high)
        return max(1, min(round(made * down / across), high, HIGHEST))


def _start(focus, whole, part):
    return min(max(round(focus * whole - part / 2), 0), whole - part)


FULL = Crop("full", None)
# Above a story; in a list; as search engines and other sites show it.
LEAD = Crop("16x9", (16, 9))
CARD = Crop("3x2", (3, 2))
CROPS = {
    crop.name: crop
    for crop in (
        FULL,
        LEAD,
        CARD,
        Crop("4x3", (4, 3), (1200,), FOR_MACHINES),
        Crop("1x1", (1, 1), (1200,), FOR_MACHINES),
        Crop("social", (40, 21), (1200,), FOR_MACHINES),  # 1200 × 630, https://ogp.me
    )
}
