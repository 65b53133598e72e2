"""A transparent sheet to draw shapes on, at twice the size so that edges come out smooth."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

SCALE = 2
Point = tuple[float, float]


class Sheet:
    """Shapes in the picture's own coordinates. Mode "L" makes a mask, "RGBA" a coloured layer."""

    def __init__(self, size: tuple[int, int], mode: str = "L"):
        self.image = Image.new(mode, (size[0] * SCALE, size[1] * SCALE))
        self.pen = ImageDraw.Draw(self.image)

    def flat(self) -> Image.Image:
        """The sheet at the picture's size."""
        return self.image.reduce(SCALE)

    def polygon(self, points: Iterable[Point], fill=255) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def box(self, x: float, y: float, width: float, height: float, fill=255, radius=0) -> None:
        corners = _ordered(x, y, x + width, y + height)
        if radius:
            self.pen.rounded_rectangle(corners, radius * SCALE, fill=fill)
        else:
            self.pen.rectangle(corners, fill=fill)

    def disc(self, x: float, y: float, across: float, down: float | None = None, fill=255) -> None:
        """An ellipse around x, y; `across` and `down` are half its width and height."""
        down = across if down is None else down
        self.pen.ellipse(_ordered(x - across, y - down, x + across, y + down), fill=fill)

    def ring(self, x: float, y: float, radius: float, width: float, fill=255) -> None:
        corners = _ordered(x - radius, y - radius, x + radius, y + radius)
        self.pen.ellipse(corners, outline=fill, width=max(1, round(width * SCALE)))

    def arc(self, x, y, radius, start, end, width: float, fill=255) -> None:
        corners = _ordered(x - radius, y - radius, x + radius, y + radius)
        self.pen.arc(corners, start, end, fill=fill, width=max(1, round(width * SCALE)))

    def line(self, points: Sequence[Point], width: float, fill=255) -> None:
        path = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(path, fill=fill, width=max(1, round(width * SCALE)), joint="curve")

    def stroke(self, points: Sequence[Point], widths: Sequence[float], fill=255) -> None:
        """A line whose width changes from point to point, such as a river."""
        for (x, y), width in zip(points, widths, strict=True):
            self.disc(x, y, width / 2, fill=fill)
        for (start, end), width in zip(pairwise(points), widths[1:], strict=True):
            self.line([start, end], width, fill)


def _ordered(left: float, top: float, right: float, bottom: float) -> list[float]:
    return [
        min(left, right) * SCALE,
        min(top, bottom) * SCALE,
        max(left, right) * SCALE,
        max(top, bottom) * SCALE,
    ]


def curve(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """A smooth path through the points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    path = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            path.append(tuple(_blend(*values, t) for values in zip(a, b, c, d, strict=True)))
    return [*path, points[-1]]


def _blend(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
