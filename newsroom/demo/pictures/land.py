"""The land: a viaduct in the mountains, terraced vines, a field of solar panels."""

from math import cos, pi, sin

from PIL import Image

from .canvas import Canvas
from .palette import EMBER, INK, LAMP, MIST, MOSS, OCHRE, PAPER, PINE, RUST, SAND, SLATE, STEEL, mix
from .sheet import Sheet


def viaduct() -> Image.Image:
    canvas = Canvas(seed=71)
    canvas.gradient(
        (0, (122, 152, 164)),
        (0.4, (196, 200, 188)),
        (0.75, (244, 216, 174)),
        (1, (240, 200, 160)),
        bottom=0.72,
    )
    canvas.shine(canvas.halo(1420, 420, 760, power=2.4), (255, 220, 166), 0.55)
    for base, rise, colour in (
        (430, 330, (178, 186, 180)),
        (560, 280, (140, 158, 160)),
        (690, 240, (102, 128, 136)),
    ):
        _mountain(canvas, canvas.ridge(base, rise), colour)
        canvas.mist(base + 190, 100, (240, 216, 184), 0.55)
    canvas.ground(canvas.ridge(850, 170), (74, 100, 104))
    canvas.mist(930, 120, (226, 208, 182), 0.6)
    _arches(canvas, 790)
    canvas.mist(1060, 90, (214, 204, 184), 0.72)
    _pines(canvas)
    return canvas.finish()


def _mountain(canvas: Canvas, line, colour) -> None:
    """A ridge with its lit side: each rise towards the sun gets a paler facet."""
    canvas.ground(line, colour)
    sheet = canvas.sheet("RGBA")
    pale = mix(colour, PAPER, 0.34)
    peaks = [
        i
        for i in range(8, len(line) - 8, 1)
        if line[i][1] == min(y for _, y in line[i - 8 : i + 9])
    ]
    for peak in peaks:
        x, y = line[peak]
        right = line[peak : min(peak + 26, len(line))]
        drop = canvas.random.uniform(60, 150)
        zigzag = [(x - 14 + (k % 2) * 26 + k * 5, y + drop * (1 - k / 5)) for k in range(5)]
        sheet.polygon(
            [*right, (right[-1][0] - 40, right[-1][1] + drop * 0.5), *zigzag], (*pale, 255)
        )
    canvas.lay(sheet, blur=0.6)


def _arches(canvas: Canvas, deck: float) -> None:
    wide, stone, shade = 192, (196, 178, 152), (124, 120, 116)
    walls = canvas.sheet()
    walls.box(0, deck, 1920, 110)
    for i in range(11):
        walls.disc(i * wide - 40 + wide / 2, deck + 122, wide / 2 - 21, fill=0)
    for i in range(11):
        x = i * wide - 40
        walls.polygon([(x - 22, deck + 100), (x + 22, deck + 100), (x + 36, 1200), (x - 36, 1200)])
    canvas.paint(stone, walls.flat())
    _courses(canvas, deck, wide, shade)
    _train(canvas, deck)


def _courses(canvas: Canvas, deck: float, wide: float, shade) -> None:
    sheet = canvas.sheet("RGBA")
    for i in range(11):
        x = i * wide - 40
        sheet.polygon(
            [(x - 22, deck + 118), (x - 6, deck + 118), (x - 8, 1200), (x - 36, 1200)],
            (*shade, 150),
        )
        for y in range(int(deck) + 130, 1190, 22):
            sheet.line([(x - 30, y), (x + 30, y)], 1, (*shade, 70))
        sheet.arc(
            x + wide / 2, deck + 122, wide / 2 - 12, 180, 360, 9, (*mix(shade, SAND, 0.5), 255)
        )
    sheet.box(0, deck - 6, 1920, 12, (*mix(shade, SAND, 0.8), 255))
    sheet.box(0, deck + 6, 1920, 7, (*shade, 190))
    canvas.lay(sheet)


def _train(canvas: Canvas, deck: float) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.line([(0, deck - 86), (1920, deck - 86)], 1.4, (*SLATE, 200))
    for x in range(60, 1920, 192):
        sheet.line([(x, deck - 4), (x, deck - 98)], 3, (*SLATE, 230))
        sheet.line([(x, deck - 92), (x + 26, deck - 86)], 2, (*SLATE, 230))
    for car in range(4):
        x = 640 + car * 208
        sheet.box(x, deck - 62, 202, 52, (*mix(RUST, EMBER, 0.45), 255), radius=9)
        sheet.box(x, deck - 24, 202, 7, (*PAPER, 255))
        sheet.box(x + 4, deck - 66, 194, 7, (*mix(SLATE, STEEL, 0.4), 255), radius=3)
        for window in range(8):
            sheet.box(x + 13 + window * 22.6, deck - 53, 16, 20, (*mix(LAMP, PAPER, 0.3), 255))
        for wheel in (30, 56, 146, 172):
            sheet.disc(x + wheel, deck - 8, 7, fill=(*INK, 255))
    nose = [
        (1472, deck - 62),
        (1502, deck - 50),
        (1516, deck - 26),
        (1516, deck - 10),
        (1466, deck - 10),
    ]
    sheet.polygon(nose, (*mix(RUST, EMBER, 0.45), 255))
    sheet.polygon(
        [(1476, deck - 54), (1496, deck - 46), (1506, deck - 32), (1476, deck - 32)], (*INK, 255)
    )
    sheet.line([(960, deck - 66), (974, deck - 78), (950, deck - 86)], 3, (*INK, 255))
    canvas.lay(sheet)


def _pines(canvas: Canvas) -> None:
    for base, tall, colour, count in (
        (1180, 120, (66, 90, 90), 46),
        (1260, 190, (38, 62, 64), 30),
        (1330, 280, (18, 36, 42), 20),
    ):
        sheet = canvas.sheet("RGBA")
        floor = [(x, base - 14 + 16 * sin(x / 170 + tall)) for x in range(0, 1930, 16)]
        sheet.polygon([*floor, (1920, 1290), (0, 1290)], (*colour, 255))
        for i in range(count):
            x = (i + canvas.random.random()) * 1920 / count
            away = abs(x - 960) / 960
            _pine(
                canvas,
                sheet,
                x,
                base + 10,
                tall * (0.45 + 0.75 * away * canvas.random.uniform(0.7, 1.2)),
                colour,
            )
        canvas.lay(sheet)


def _pine(canvas: Canvas, sheet: Sheet, x: float, foot: float, tall: float, colour) -> None:
    for tier in range(6):
        y = foot - tall * (tier / 6.5)
        half = tall * 0.2 * (1 - tier / 7)
        tone = (*mix(colour, PAPER, 0.03 * tier), 255)
        sheet.polygon([(x - half, y), (x + half, y), (x, y - tall * 0.32)], tone)


def vineyard() -> Image.Image:
    canvas = Canvas(seed=83)
    canvas.gradient((0, (146, 170, 172)), (0.5, (220, 210, 182)), (1, (246, 212, 160)), bottom=0.5)
    canvas.shine(canvas.halo(420, 470, 800, power=2.3), (255, 214, 150), 0.6)
    for base, rise, colour in (
        (430, 150, (168, 176, 164)),
        (500, 120, (140, 150, 130)),
        (560, 90, (122, 130, 100)),
    ):
        canvas.ground(canvas.ridge(base, rise, rough=0.42), colour)
        canvas.mist(base + 90, 50, (244, 220, 176), 0.45)
    _far_rows(canvas)
    _farm(canvas, 1330, 640)
    _near_rows(canvas)
    return canvas.finish()


def _far_rows(canvas: Canvas) -> None:
    hill = [
        (x, 690 - 70 * sin(pi * (x + 160) / 1500) - 24 * sin(x / 190)) for x in range(0, 1930, 12)
    ]
    canvas.ground(hill, (150, 146, 96))
    sheet = canvas.sheet("RGBA")
    for i in range(90):
        x = i * 26 - 200
        top = hill[min(160, max(0, round((x + 60) / 12)))][1]
        sheet.line(
            [(x + 60, top + 3), (x + 10, top + 90), (x - 80, 860)], 6, (*mix(MOSS, PINE, 0.25), 220)
        )
    canvas.lay(sheet, blur=0.8)
    canvas.mist(700, 46, (246, 222, 176), 0.3)


def _farm(canvas: Canvas, x: float, y: float) -> None:
    sheet = canvas.sheet("RGBA")
    for dx, size in ((-190, 1.0), (-160, 1.24), (-132, 0.9), (150, 1.15), (184, 0.85)):
        sheet.disc(x + dx, y - 70 * size, 15 * size, 78 * size, (*PINE, 255))
    sheet.polygon([(x - 100, y), (x - 100, y - 64), (x + 110, y - 64), (x + 110, y)], (*PAPER, 255))
    sheet.polygon(
        [(x + 30, y), (x + 30, y - 64), (x + 110, y - 64), (x + 110, y)],
        (*mix(SAND, STEEL, 0.35), 255),
    )
    sheet.polygon(
        [(x - 112, y - 62), (x - 84, y - 112), (x + 92, y - 112), (x + 122, y - 62)],
        (*mix(RUST, EMBER, 0.3), 255),
    )
    sheet.box(x - 60, y - 126, 18, 34, (*RUST, 255))
    for window in (-80, -44, -8, 52, 80):
        sheet.box(x + window, y - 46, 13, 20, (*SLATE, 255))
    canvas.lay(sheet)


def _near_rows(canvas: Canvas) -> None:
    top, vanish = 756, (1130, 600)
    crest = [(x, top + 26 * cos((x - 1100) / 620)) for x in range(0, 1930, 12)]
    soil = canvas.noise(300, 60, 4)
    ground = Image.composite(
        Image.new("RGB", canvas.size, (188, 152, 98)),
        Image.new("RGB", canvas.size, (150, 116, 76)),
        soil,
    )
    canvas.ground(crest, ground)
    sheet = canvas.sheet("RGBA")
    for row in range(-9, 10):
        foot = 1060 + row * 330
        for k in range(110):
            depth = 0.12 + 0.95 * (k / 110) ** 2.1
            x = vanish[0] + (foot - vanish[0]) * depth
            y = vanish[1] + (1330 - vanish[1]) * (0.24 + 0.86 * depth) - 30
            if -160 < x < 2080 and y > top:
                _vine(canvas, sheet, x, y, depth)
    canvas.lay(sheet, blur=0.4)


def _vine(canvas: Canvas, sheet: Sheet, x: float, y: float, depth: float) -> None:
    size = 100 * depth
    sheet.disc(x + size * 0.5, y + size * 0.1, size * 0.85, size * 0.2, (84, 66, 52, 120))
    sheet.line([(x, y), (x, y - size * 0.8)], 1 + 5 * depth, (*mix(RUST, INK, 0.5), 255))
    for _ in range(3):
        tone = mix(
            canvas.random.choice((MOSS, (128, 128, 66), OCHRE, PINE)),
            PINE,
            canvas.random.uniform(0, 0.55),
        )
        dx, dy = canvas.random.uniform(-0.35, 0.35), canvas.random.uniform(0.45, 1.1)
        sheet.disc(x + dx * size, y - dy * size, size * 0.36, size * 0.3, (*tone, 255))


def solar_field() -> Image.Image:
    canvas = Canvas(seed=97)
    horizon = 560
    canvas.gradient(
        (0, (78, 128, 150)), (0.5, (170, 190, 180)), (1, (246, 220, 170)), bottom=horizon / 1280
    )
    canvas.shine(canvas.halo(960, 400, 900, power=2.6), (255, 232, 186), 0.7)
    sun = canvas.sheet()
    sun.disc(960, 380, 54)
    canvas.paint((255, 250, 232), sun.flat())
    canvas.ground(canvas.ridge(520, 90), (206, 182, 150))
    canvas.ground(canvas.ridge(548, 50), (190, 152, 112))
    canvas.mist(horizon, 40, (250, 226, 180), 0.6)
    sand = canvas.noise(500, 50, 4)
    canvas.image.paste(
        Image.composite(
            Image.new("RGB", canvas.size, (226, 182, 122)),
            Image.new("RGB", canvas.size, (196, 144, 90)),
            sand,
        ),
        (0, 0),
        canvas.slope(horizon, horizon + 2),
    )
    _panels(canvas, horizon)
    canvas.mist(horizon + 16, 34, (252, 230, 188), 0.5)
    canvas.shine(canvas.halo(960, 900, 420, 520, power=2.4), (255, 232, 190), 0.3)
    return canvas.finish()


def _panels(canvas: Canvas, horizon: float) -> None:
    sheet = canvas.sheet("RGBA")
    for row in range(17, -1, -1):
        near, far = 1 / (1 + row * 0.42), 1 / (1 + row * 0.42 + 0.2)
        front, back = horizon + 800 * near, horizon + 800 * far
        back -= 40 * near
        shade = mix((22, 44, 66), (196, 190, 170), min(0.75, row / 20))
        wide, count = 520 * near, int(2 + 1400 / (520 * near))
        for i in range(-count, count + 1):
            x = 960 + i * wide
            _panel(
                sheet, (x - wide * 0.47, x + wide * 0.47), (front, back), far / near, shade, near
            )
    canvas.lay(sheet, blur=0.3)


def _panel(sheet: Sheet, across, rows, shrink: float, shade, near: float) -> None:
    def at(u: float, v: float) -> tuple[float, float]:
        x = across[0] + (across[1] - across[0]) * u
        y = rows[0] + (rows[1] - rows[0]) * v
        return 960 + (x - 960) * (1 + (shrink - 1) * v), y

    if across[1] < -500 or across[0] > 2420:
        return
    drop = 46 * near
    sheet.polygon(
        [(at(0, 0)[0], rows[0] + drop), (at(1, 0)[0], rows[0] + drop), at(1, 0.2), at(0, 0.2)],
        (120, 82, 54, 150),
    )
    sheet.polygon([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], (*shade, 255))
    for k in range(4):
        u = k / 4
        light = max(0.0, 0.5 - abs(at(u + 0.12, 0.5)[0] - 960) / 1500)
        for v in (0.0, 0.5):
            cell = mix(shade, (232, 214, 180), light * (0.5 + v * 0.6))
            sheet.polygon(
                [
                    at(u + 0.012, v + 0.03),
                    at(u + 0.238, v + 0.03),
                    at(u + 0.238, v + 0.47),
                    at(u + 0.012, v + 0.47),
                ],
                (*cell, 255),
            )
    sheet.line([at(0, 0), at(1, 0)], 1 + 3 * near, (*mix(MIST, shade, 0.3), 255))
