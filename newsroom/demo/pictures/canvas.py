"""The canvas of a demo picture: gradients, noise, light and grain, all from a fixed seed."""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageFilter

from .palette import INK, Colour
from .sheet import Point, Sheet

Stops = Sequence[tuple[float, Colour]]


def ramp(stops: Stops) -> list[Colour]:
    """256 colours through the stops, whose positions run from 0 to 1."""
    colours = []
    for step in range(256):
        at = step / 255
        before = max((stop for stop in stops if stop[0] <= at), default=stops[0])
        after = min((stop for stop in stops if stop[0] >= at), default=stops[-1])
        span = after[0] - before[0]
        share = (at - before[0]) / span if span else 0
        colours.append(
            tuple(round(a + (b - a) * share) for a, b in zip(before[1], after[1], strict=True))
        )
    return colours


def tinted(grey: Image.Image, stops: Stops) -> Image.Image:
    """The grey picture with its tones replaced by the stops' colours."""
    colours = ramp(stops)
    bands = [grey.point([colour[band] for colour in colours]) for band in range(3)]
    return Image.merge("RGB", bands)


class Canvas:
    """A picture in the making. Every random choice comes from its seed."""

    def __init__(self, width: int = 1920, height: int = 1280, *, seed: int):
        self.size = self.width, self.height = width, height
        self.random = Random(seed)
        self.image = Image.new("RGB", self.size, INK)

    # Fields: grey pictures to be used as masks or to be tinted.

    def slope(self, top: float = 0, bottom: float | None = None, *, across=False) -> Image.Image:
        """Black at `top` to white at `bottom`, or from left to right."""
        end = self.width if across else self.height
        bottom = end if bottom is None else bottom
        tones = [round(255 * min(1, max(0, (i - top) / (bottom - top)))) for i in range(end)]
        strip = Image.frombytes("L", (end, 1) if across else (1, end), bytes(tones))
        return strip.resize(self.size)

    def noise(self, across: float, down: float | None = None, octaves: int = 4) -> Image.Image:
        """Soft cloudy noise, full contrast; the largest features are `across` by `down` pixels."""
        down = across if down is None else down
        field = None
        for octave in range(octaves):
            columns = max(3, round(self.width / across * 2**octave))
            rows = max(3, round(self.height / down * 2**octave))
            cells = Image.frombytes("L", (columns, rows), self.random.randbytes(columns * rows))
            wide = cells.resize(self.size, Image.Resampling.BICUBIC)
            field = wide if field is None else Image.blend(field, wide, 0.36 / (1 + octave * 0.28))
        low, high = field.getextrema()
        return field.point([round(255 * _unit((i - low) / max(1, high - low))) for i in range(256)])

    def halo(self, x: float, y: float, across: float, down: float | None = None, *, power=2.0):
        """Light around a point, white at its middle, black at the given radius."""
        down = across if down is None else down
        light = Image.radial_gradient("L").point(
            [round(255 * max(0.0, 1 - i / 180) ** power) for i in range(256)]
        )
        spot = light.resize((max(2, round(across * 2)), max(2, round(down * 2))))
        field = Image.new("L", self.size)
        field.paste(spot, (round(x - spot.width / 2), round(y - spot.height / 2)))
        return field

    def sheet(self, mode: str = "L") -> Sheet:
        return Sheet(self.size, mode)

    # Paint.

    def gradient(self, *stops: tuple[float, Colour], top: float = 0, bottom: float | None = None):
        """Fill from `top` to `bottom` (as shares of the height) with the stops' colours."""
        end = self.height if bottom is None else bottom * self.height
        field = tinted(self.slope(top * self.height, end), stops)
        self.image.paste(
            field.crop((0, round(top * self.height), self.width, round(end))),
            (0, round(top * self.height)),
        )

    def paint(self, paint: Colour | Image.Image, mask: Image.Image, opacity: float = 1) -> None:
        if opacity != 1:
            mask = mask.point([round(i * opacity) for i in range(256)])
        self.image.paste(paint, (0, 0, *self.size), mask)

    def lay(self, sheet: Sheet, *, blur: float = 0) -> None:
        """Put a coloured sheet on top."""
        layer = sheet.flat()
        if blur:
            layer = layer.filter(ImageFilter.GaussianBlur(blur))
        self.image.paste(layer, (0, 0), layer)

    def shine(self, mask: Image.Image, colour: Colour, strength: float = 1) -> None:
        """Add light of a colour; unlike paint it never darkens."""
        bands = [
            mask.point([round(i * part / 255 * strength) for i in range(256)]) for part in colour
        ]
        self.image = ImageChops.screen(self.image, Image.merge("RGB", bands))

    def polygon(self, points: Sequence[Point], colour: Colour, opacity: float = 1) -> None:
        sheet = self.sheet()
        sheet.polygon(points)
        self.paint(colour, sheet.flat(), opacity)

    # Landscape.

    def ridge(self, base: float, rise: float, *, rough: float = 0.55, steps: int = 8):
        """The points of a mountain ridge around height `base` (midpoint displacement)."""
        line = [base + self.random.uniform(-rise, rise) * 0.4 for _ in range(3)]
        for _ in range(steps):
            wider = []
            for a, b in pairwise(line):
                wider += [a, (a + b) / 2 + self.random.uniform(-rise, rise) * 0.5]
            line = [*wider, line[-1]]
            rise *= rough
        return [(i * self.width / (len(line) - 1), y) for i, y in enumerate(line)]

    def ground(self, line: Sequence[Point], paint: Colour | Image.Image, opacity: float = 1):
        """Fill everything below a line that runs from the left edge to the right."""
        sheet = self.sheet()
        sheet.polygon([*line, (self.width, self.height), (0, self.height)])
        self.paint(paint, sheet.flat(), opacity)

    def mist(self, y: float, depth: float, colour: Colour, strength: float = 0.6) -> None:
        """A band of haze, thickest at y."""
        tones = [math.exp(-(((i - y) / depth) ** 2)) for i in range(self.height)]
        strip = bytes(round(255 * strength * tone) for tone in tones)
        self.paint(colour, Image.frombytes("L", (1, self.height), strip).resize(self.size))

    def mirror(self, y: int, *, stretch: float = 1.0, blur: float = 2, swell: float = 6) -> None:
        """Fill all below y with the picture above it, upside down, as water shows it."""
        depth = self.height - y
        source = self.image.crop((0, max(0, y - round(depth / stretch)), self.width, y))
        water = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        water = water.resize((self.width + 4 * round(swell), depth))
        water = water.filter(ImageFilter.BoxBlur((blur, blur * 3)))
        size, mesh = (self.width, depth), self._swell(depth, swell)
        water = water.transform(size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
        self.image.paste(water, (0, y))

    def _swell(self, depth: int, swell: float) -> list:
        mesh, top, margin = [], 0, round(swell * 2)
        while top < depth:
            tall = 2 + round(7 * top / depth)
            shift = self.random.uniform(-swell, swell) * (0.25 + 1.6 * top / depth)
            box = (0, top, self.width, min(depth, top + tall))
            left, right = margin + shift, margin + self.width + shift
            mesh.append((box, (left, box[1], left, box[3], right, box[3], right, box[1])))
            top += tall
        return mesh

    # The finish that every picture gets.

    def finish(self, *, vignette: float = 0.35, grain: float = 0.22) -> Image.Image:
        """Darker corners and a film of grain; returns the picture."""
        edge = (
            Image.radial_gradient("L")
            .resize(self.size)
            .point([round(255 * vignette * max(0, i / 255 - 0.35) ** 1.6) for i in range(256)])
        )
        self.paint(INK, edge)
        pixels = self.width * self.height
        one, other = (
            Image.frombytes("L", self.size, self.random.randbytes(pixels)) for _ in range(2)
        )
        film = ImageChops.add(one, other, scale=2).filter(ImageFilter.GaussianBlur(0.6))
        film = Image.merge("RGB", [film] * 3)
        return Image.blend(self.image, ImageChops.overlay(self.image, film), grain)


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
