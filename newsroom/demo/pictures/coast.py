"""The coast: a port at dusk, turbines at sea, boats before sunrise."""

from math import cos, radians, sin

from PIL import Image

from .canvas import Canvas
from .palette import (
    EMBER,
    FOAM,
    INK,
    LAMP,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    RUST,
    SAND,
    SLATE,
    STEEL,
    mix,
)
from .sheet import Sheet


def harbour_dusk() -> Image.Image:
    canvas = Canvas(seed=11)
    water = 840
    canvas.gradient(
        (0, NIGHT),
        (0.42, SLATE),
        (0.72, (150, 120, 108)),
        (0.9, (226, 150, 96)),
        (1, (244, 196, 138)),
        bottom=water / 1280,
    )
    streaks = canvas.noise(1500, 130, 4).point([max(0, i - 120) * 2 for i in range(256)])
    canvas.paint((74, 76, 92), streaks, 0.5)
    canvas.shine(canvas.halo(1330, water - 30, 1000, 520, power=2.2), (255, 150, 80), 0.75)
    canvas.ground(canvas.ridge(770, 46), (150, 118, 108), 0.75)
    canvas.ground(canvas.ridge(806, 30), (104, 90, 92), 0.85)
    canvas.mist(water, 60, (246, 190, 130), 0.35)
    _quay(canvas, water)
    canvas.mirror(water, stretch=0.92, blur=2, swell=9)
    depths = canvas.slope(water - 120, 1280)
    canvas.paint(INK, depths, 0.72)
    canvas.shine(canvas.halo(1330, water + 10, 560, 200), (255, 160, 90), 0.3)
    _lamps(canvas, water)
    return canvas.finish()


def _quay(canvas: Canvas, water: int) -> None:
    far = canvas.sheet("RGBA")
    for x, size in ((1480, 0.62), (1640, 0.66), (1810, 0.7)):
        _crane(far, x, water, size, (92, 80, 84, 255))
    _stacks(canvas, far, water, range(1120, 1920, 26), (13, 26), 4, 0.55)
    canvas.lay(far, blur=0.8)
    near = canvas.sheet("RGBA")
    for x, size in ((180, 1.5), (560, 1.38), (930, 1.2)):
        _crane(near, x, water, size, (*mix(INK, NIGHT, 0.5), 255))
    _hull(near, water)
    _stacks(canvas, near, water - 92, range(130, 960, 44), (21, 42), 5, 0.25)
    near.box(0, water - 10, 1920, 12, (*INK, 255))
    canvas.lay(near)


def _crane(sheet: Sheet, x: float, foot: float, size: float, colour) -> None:
    """A ship-to-shore crane: portal, boom with its stays, machine house."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, foot - dy * size

    for leg in (0, 90):
        sheet.line([at(leg, 0), at(leg * 0.9 + 5, 235)], 9 * size, colour)
    sheet.line([at(0, 84), at(90, 84)], 7 * size, colour)
    sheet.line([at(0, 84), at(86, 232)], 4 * size, colour)
    sheet.line([at(-70, 240), at(292, 240)], 11 * size, colour)
    sheet.line([at(60, 240), at(78, 372)], 8 * size, colour)
    sheet.line([at(96, 240), at(78, 372)], 6 * size, colour)
    for reach in (168, 276, -60):
        sheet.line([at(78, 370), at(reach, 242)], 2.6 * size, colour)
    for step in range(100, 290, 24):
        sheet.line([at(step, 240), at(step + 12, 252)], 2 * size, colour)
        sheet.line([at(step + 12, 252), at(step + 24, 240)], 2 * size, colour)
    sheet.box(*at(-46, 270), 58 * size, 32 * size, colour)
    sheet.box(*at(176, 232), 26 * size, 16 * size, colour)
    for wire in (181, 196):
        sheet.line([at(wire, 220), at(wire, 132)], 1.4 * size, colour)


def _hull(sheet: Sheet, water: float) -> None:
    dark = (*mix(INK, RUST, 0.16), 255)
    sheet.polygon(
        [(70, water - 96), (1090, water - 96), (1150, water - 118), (1106, water), (104, water)],
        dark,
    )
    sheet.box(96, water - 230, 20, 140, (*INK, 255))
    sheet.box(60, water - 262, 84, 60, (*INK, 255))


def _stacks(canvas: Canvas, sheet: Sheet, base: float, columns: range, box, tall, fade) -> None:
    colours = [
        mix(colour, (70, 62, 70), fade)
        for colour in (
            RUST,
            SLATE,
            (60, 82, 84),
            (150, 92, 62),
            (88, 66, 62),
            STEEL,
            (120, 104, 86),
        )
    ]
    for x in columns:
        for level in range(canvas.random.randint(1, tall)):
            colour = mix(canvas.random.choice(colours), INK, canvas.random.uniform(0.15, 0.4))
            sheet.box(x, base - (level + 1) * box[0], box[1] - 1.5, box[0] - 1.5, (*colour, 255))


def _lamps(canvas: Canvas, water: int) -> None:
    light = canvas.sheet()
    spots = [(x, water - canvas.random.randint(14, 40)) for x in range(40, 1900, 122)]
    spots += [(290, 474), (690, 500), (1040, 546), (98, 604), (1590, 690), (1750, 676)]
    for x, y in spots:
        light.disc(x, y, 3.4)
        canvas.shine(canvas.halo(x, y, 46, power=2.6), LAMP, 0.55)
        canvas.shine(canvas.halo(x, 2 * water - y + 60, 12, 120, power=1.6), LAMP, 0.32)
    canvas.paint((255, 240, 210), light.flat())


def wind_farm() -> Image.Image:
    canvas = Canvas(seed=23)
    horizon = 800
    canvas.gradient(
        (0, (92, 122, 136)),
        (0.5, (158, 178, 178)),
        (0.85, (232, 214, 186)),
        (1, (246, 226, 192)),
        bottom=horizon / 1280,
    )
    clouds = canvas.noise(900, 210, 5).point([max(0, i - 105) * 2 for i in range(256)])
    canvas.paint((238, 232, 220), clouds, 0.75)
    shade = canvas.noise(800, 150, 5).point([max(0, i - 150) * 2 for i in range(256)])
    canvas.paint((98, 120, 134), shade, 0.6)
    canvas.shine(canvas.halo(560, horizon, 900, 420), (255, 214, 150), 0.5)
    _sea(canvas, horizon)
    rows = ((12, 0.2, 0.78, 790), (9, 0.34, 0.6, 803), (6, 0.58, 0.35, 818), (3, 1.05, 0.1, 858))
    for count, size, haze, foot in rows:
        sheet = canvas.sheet("RGBA")
        gap = 1920 / count
        for i in range(count):
            x = gap * (i + 0.5) + canvas.random.uniform(-0.12, 0.12) * gap
            _turbine(canvas, sheet, x, foot, size, mix(FOAM, (206, 206, 194), haze))
        canvas.lay(sheet, blur=0.7 if size < 0.5 else 0)
    canvas.mist(horizon, 34, (246, 228, 198), 0.4)
    return canvas.finish(vignette=0.3)


def _sea(canvas: Canvas, horizon: int) -> None:
    canvas.gradient(
        (0, (172, 184, 178)),
        (0.16, (96, 128, 138)),
        (0.5, (48, 80, 98)),
        (1, (20, 42, 58)),
        top=horizon / 1280,
    )
    waves = canvas.sheet("RGBA")
    for _ in range(1500):
        depth = canvas.random.random() ** 1.7
        y = horizon + 6 + depth * 480
        x, length = canvas.random.uniform(-60, 1920), (8 + 90 * depth) * canvas.random.random()
        tall = 0.6 + 5 * depth * canvas.random.random()
        light = canvas.random.random() < 0.45
        colour = (206, 214, 204, 90) if light else (14, 34, 48, 70)
        waves.disc(x, y, length, tall * 0.5, colour)
    canvas.lay(waves, blur=0.8)
    canvas.shine(canvas.halo(560, horizon + 10, 420, 440, power=2.4), (255, 216, 160), 0.35)


def _turbine(canvas: Canvas, sheet: Sheet, x, foot, size: float, colour) -> None:
    hub = foot - 480 * size
    light, dark = (*colour, 255), (*mix(colour, STEEL, 0.42), 255)
    sheet.polygon(
        [(x - 9 * size, foot), (x + 9 * size, foot), (x + 4 * size, hub), (x - 4 * size, hub)],
        light,
    )
    sheet.polygon(
        [(x + 2 * size, foot), (x + 9 * size, foot), (x + 4 * size, hub), (x + 1 * size, hub)], dark
    )
    sheet.box(x - 13 * size, foot - 34 * size, 26 * size, 40 * size, (*OCHRE, 255))
    turn = canvas.random.uniform(0, 120)
    for blade in range(3):
        angle = radians(turn + blade * 120)
        along, side = (sin(angle), -cos(angle)), (cos(angle), sin(angle))
        points = [(0, -6), (60, -13), (280, -2), (284, 2), (60, 7), (0, 6)]
        sheet.polygon(
            [
                (x + (a * along[0] + b * side[0]) * size, hub + (a * along[1] + b * side[1]) * size)
                for a, b in points
            ],
            light,
        )
    sheet.disc(x, hub, 11 * size, fill=dark)


def fishing_dawn() -> Image.Image:
    canvas = Canvas(seed=37)
    water = 690
    canvas.gradient(
        (0, (110, 140, 148)),
        (0.45, (176, 184, 174)),
        (0.8, (236, 204, 162)),
        (1, (240, 190, 140)),
        bottom=water / 1280,
    )
    canvas.shine(canvas.halo(1250, 560, 620, power=2.4), (255, 214, 160), 0.6)
    sun = canvas.sheet()
    sun.disc(1250, 560, 62)
    canvas.paint((255, 238, 206), sun.flat())
    canvas.ground(canvas.ridge(640, 60), (166, 164, 152), 0.8)
    canvas.ground(canvas.ridge(668, 40), (132, 142, 138), 0.8)
    canvas.mist(660, 60, (240, 214, 178), 0.75)
    boats = canvas.sheet("RGBA")
    for x, y, size, colour in (
        (330, 712, 0.5, MIST),
        (1560, 706, 0.42, MIST),
        (1010, 730, 0.8, STEEL),
    ):
        _boat(boats, x, y - 24, size, mix(colour, SLATE, 0.4))
    canvas.lay(boats, blur=0.8)
    canvas.mirror(water, stretch=1, blur=2, swell=7)
    canvas.paint((30, 58, 74), canvas.slope(water - 40, 1400), 0.78)
    near = canvas.sheet("RGBA")
    _boat(near, 560, 1010, 2.3, (24, 40, 50))
    _gulls(canvas, near)
    canvas.lay(near)
    _wake(canvas)
    return canvas.finish()


def _boat(sheet: Sheet, x: float, y: float, size: float, colour) -> None:
    """A small trawler seen from the side, its keel at y."""

    def path(*points):
        return [(x + a * size, y - b * size) for a, b in points]

    dark, light = (*colour, 255), (*mix(colour, PAPER, 0.32), 255)
    sheet.polygon(path((-120, 46), (-96, 0), (96, 0), (142, 66), (104, 46)), dark)
    sheet.polygon(path((-121, 46), (-118, 38), (122, 38), (142, 66), (104, 46)), light)
    sheet.polygon(path((8, 46), (8, 92), (64, 92), (72, 46)), dark)
    for window in (18, 34, 50):
        sheet.box(x + window * size, y - 84 * size, 10 * size, 13 * size, (*LAMP, 255))
    sheet.line(path((-30, 44), (-30, 150)), 4 * size, dark)
    sheet.line(path((38, 90), (38, 136)), 3 * size, dark)
    sheet.line(path((-30, 146), (-110, 88)), 3 * size, dark)
    for end in ((-112, 48), (36, 134), (8, 48)):
        sheet.line(path((-30, 148), end), 1 * size, dark)
    sheet.polygon(
        path((-108, 88), (-100, 48), (-66, 48), (-84, 106)), (*mix(colour, EMBER, 0.3), 255)
    )


def _gulls(canvas: Canvas, sheet: Sheet) -> None:
    for _ in range(14):
        x, y = canvas.random.uniform(150, 1000), canvas.random.uniform(420, 880)
        wing = canvas.random.uniform(9, 26)
        lift = wing * canvas.random.uniform(0.25, 0.55)
        for side in (-1, 1):
            sheet.polygon(
                [
                    (x, y),
                    (x + side * wing * 0.5, y - lift),
                    (x + side * wing, y - lift * 0.5),
                    (x + side * wing * 0.5, y - lift * 0.68),
                    (x, y + 3),
                ],
                (*FOAM, 235),
            )


def _wake(canvas: Canvas) -> None:
    shade = canvas.sheet("RGBA")
    for i in range(70):
        y = 1012 + i * 3.2
        spread = 300 - i * 2
        for _ in range(2):
            x = 580 + canvas.random.uniform(-spread, spread)
            shade.disc(x, y, canvas.random.uniform(20, 90), 1.6, (16, 30, 40, 150 - i))
    canvas.lay(shade, blur=1)
    canvas.shine(canvas.halo(1250, 760, 200, 330, power=1.8), SAND, 0.3)
