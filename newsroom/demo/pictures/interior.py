"""Halls: an orchestra before its audience, a polling station in a school."""

from math import cos, pi

from PIL import Image

from .canvas import Canvas
from .palette import EMBER, INK, LAMP, MIST, NIGHT, OCHRE, PAPER, RUST, SAND, SLATE, STEEL, mix
from .sheet import Sheet, curve

BRASS = ((70, 52, 38), (255, 226, 170), (190, 140, 84), (84, 56, 40))


def concert_hall() -> Image.Image:
    canvas = Canvas(seed=181)
    canvas.gradient(
        (0, (38, 24, 24)), (0.5, (96, 56, 40)), (0.75, (124, 76, 50)), (1, (40, 26, 26))
    )
    _ceiling(canvas)
    canvas.shine(canvas.halo(960, 560, 620, 520, power=1.7), (255, 170, 90), 0.5)
    _organ(canvas)
    _balconies(canvas)
    _stage(canvas)
    for x in (600, 780, 960, 1140, 1320):
        beam = canvas.sheet()
        beam.polygon(
            [
                (x - 6, 60),
                (x + 6, 60),
                (960 + (x - 960) * 0.9 + 120, 900),
                (960 + (x - 960) * 0.9 - 120, 900),
            ],
            fill=46,
        )
        canvas.shine(beam.flat(), (255, 214, 160), 0.6)
    _audience(canvas)
    return canvas.finish(vignette=0.6)


def _ceiling(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for i in range(9):
        rise = 330 - i * 38
        arch = curve(
            [
                (-40 + i * 50, 420),
                (400 + i * 20, 420 - rise),
                (960, 380 - rise * 1.1),
                (1520 - i * 20, 420 - rise),
                (1960 - i * 50, 420),
            ]
        )
        sheet.line(arch, 9, (*mix(OCHRE, RUST, 0.5 + i * 0.05), 130))
    for k in range(-5, 6):
        sheet.line([(960 + k * 70, 330), (960 + k * 300, -20)], 3, (*mix(OCHRE, RUST, 0.6), 90))
    canvas.lay(sheet, blur=0.8)


def _organ(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.box(560, 640, 800, 130, (*mix(RUST, INK, 0.5), 255))
    for i in range(43):
        away = abs(i - 21)
        x, wide = 960 + (i - 21) * 18.4, 15.4
        tall = 330 - away * 9 + (70 if i % 14 in (6, 7, 8) else 0) + 30 * cos(i * pi / 7)
        for strip in range(7):
            place = strip / 6
            tone = mix(BRASS[1], BRASS[0], abs(place - 0.3) * 1.3)
            tone = mix(tone, BRASS[2], 0.45)
            sheet.box(
                x - wide / 2 + strip * wide / 7, 650 - tall, wide / 7 + 0.5, tall, (*tone, 255)
            )
        sheet.disc(x, 650 - tall, wide / 2, 4, fill=(*mix(BRASS[2], INK, 0.3), 255))
        sheet.polygon([(x - 4, 628), (x + 4, 628), (x + 2.5, 610), (x - 2.5, 610)], (*INK, 255))
    for x in (556, 960 - 134, 960 + 126, 1352):
        sheet.box(x, 250 if 700 < x < 1200 else 360, 10, 410, (*mix(RUST, INK, 0.45), 255))
    canvas.lay(sheet)


def _balconies(canvas: Canvas) -> None:
    for y, drop, tone in (
        (420, 150, (108, 66, 46)),
        (610, 120, (120, 74, 50)),
        (780, 80, (130, 82, 54)),
    ):
        sheet = canvas.sheet("RGBA")
        for side in (-1, 1):
            near, far = 960 + side * 1000, 960 + side * 470
            edge = curve([(near, y - drop), (960 + side * 700, y - drop * 0.5), (far, y)])
            lower = [(a, b + 62 + abs(a - 960) * 0.05) for a, b in reversed(edge)]
            shade = [(a, b + 150) for a, b in reversed(edge)]
            sheet.polygon([*edge, *shade], (*mix(RUST, INK, 0.72), 190))
            sheet.polygon([*edge, *lower], (*tone, 255))
            sheet.line(edge, 7, (*mix(OCHRE, LAMP, 0.3), 255))
            sheet.line(list(reversed(lower)), 4, (*mix(OCHRE, RUST, 0.4), 255))
            for a, b in edge[3::4]:
                sheet.disc(a, b + 28, 7, fill=(255, 240, 208, 255))
            for a, b in edge[1::2]:
                sheet.disc(a, b - 14, 10, 12, fill=(30, 20, 22, 255))
        canvas.lay(sheet)
        for side in (-1, 1):
            canvas.shine(
                canvas.halo(960 + side * 700, y - drop * 0.4, 420, 150), (255, 170, 90), 0.4
            )


def _stage(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.polygon([(470, 800), (1450, 800), (1640, 960), (280, 960)], (*mix(OCHRE, SAND, 0.2), 255))
    sheet.polygon([(280, 960), (1640, 960), (1640, 1010), (280, 1010)], (*mix(RUST, INK, 0.5), 255))
    for row, (y, count, reach) in enumerate(
        ((812, 19, 430), (842, 17, 450), (878, 15, 470), (918, 11, 440))
    ):
        for i in range(count):
            place = (i - (count - 1) / 2) / ((count - 1) / 2)
            if row == 3 and abs(place) < 0.15:
                continue
            x, up = 960 + place * reach, y - 14 * (1 - place**2)
            size = 0.8 + row * 0.12
            sheet.disc(
                x, up - 40 * size, 9 * size, fill=(*mix(SAND, RUST, 0.3 + (i % 3) * 0.15), 255)
            )
            sheet.box(
                x - 14 * size, up - 32 * size, 28 * size, 42 * size, (26, 22, 26, 255), radius=9
            )
            if row:
                sheet.line(
                    [(x - 14 * size, up - 22), (x + 18 * size, up - 4)],
                    3,
                    (*mix(OCHRE, RUST, 0.5), 255),
                )
    sheet.box(944, 924, 32, 42, (14, 14, 18, 255))
    sheet.box(947, 868, 26, 62, (18, 18, 22, 255), radius=9)
    sheet.disc(960, 856, 11, fill=(*mix(SAND, RUST, 0.4), 255))
    sheet.line([(970, 884), (1004, 852)], 7, (18, 18, 22, 255))
    sheet.line([(1004, 852), (1030, 832)], 2, (*PAPER, 255))
    canvas.lay(sheet)
    canvas.shine(canvas.halo(960, 870, 720, 190, power=1.6), (255, 206, 140), 0.42)


def _audience(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for row, y in enumerate(range(1030, 1330, 58)):
        size, tone = 26 + row * 9, mix((58, 36, 34), INK, row / 5)
        gap = size * 2.5
        count = int(2000 / gap) + 1
        for i in range(count):
            x = i * gap + (row % 2) * gap / 2 - 20 + canvas.random.uniform(-5, 5)
            up = y + canvas.random.uniform(-7, 7)
            rim = (*mix(tone, OCHRE, 0.35), 255)
            sheet.disc(x, up - 2.5, size * 0.62, size * 0.74, fill=rim)
            sheet.disc(x, up, size * 0.61, size * 0.74, fill=(*tone, 255))
            sheet.box(
                x - size * 1.1,
                up + size * 0.72,
                size * 2.2,
                160,
                (*tone, 255),
                radius=round(size * 0.6),
            )
    canvas.lay(sheet)


def polling() -> Image.Image:
    canvas = Canvas(seed=197)
    canvas.gradient(
        (0, (186, 176, 156)),
        (0.5, (214, 200, 172)),
        (0.62, (196, 176, 146)),
        (0.621, (150, 124, 96)),
        (1, (92, 76, 66)),
    )
    _windows(canvas)
    _light_on_floor(canvas)
    sheet = canvas.sheet("RGBA")
    for i in range(5):
        _booth(sheet, 250 + i * 355, 880, occupied=i in (0, 2, 3))
    canvas.lay(sheet)
    _ballot_box(canvas)
    beams = canvas.sheet()
    for i in range(5):
        x = 190 + i * 385
        beams.polygon([(x - 90, 110), (x + 90, 110), (x + 360, 1280), (x - 20, 1280)], fill=44)
    canvas.shine(beams.flat(), (255, 232, 190), 0.75)
    return canvas.finish(vignette=0.5)


def _windows(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for i in range(5):
        x = 190 + i * 385
        sheet.disc(x, 200, 104, fill=(*mix(SAND, STEEL, 0.35), 255))
        sheet.box(x - 104, 200, 208, 380, (*mix(SAND, STEEL, 0.35), 255))
        sheet.disc(x, 200, 90, fill=(250, 244, 226, 255))
        sheet.box(x - 90, 200, 180, 366, (250, 244, 226, 255))
        sheet.box(x - 90, 400, 180, 166, (*mix(MIST, PAPER, 0.4), 255))
        sheet.box(x - 3, 108, 6, 460, (*mix(SLATE, SAND, 0.3), 255))
        for y in (210, 330, 450):
            sheet.box(x - 90, y, 180, 5, (*mix(SLATE, SAND, 0.3), 255))
        sheet.box(x - 116, 566, 232, 16, (*PAPER, 255))
    sheet.box(0, 700, 1920, 10, (*mix(SAND, RUST, 0.3), 255))
    canvas.lay(sheet)
    canvas.shine(canvas.halo(960, 300, 1200, 460), (255, 236, 200), 0.3)


def _light_on_floor(canvas: Canvas) -> None:
    sheet = canvas.sheet()
    for i in range(5):
        x = 250 + i * 385
        for pane in (0, 1):
            left = x + pane * 110
            sheet.polygon([(left, 860), (left + 96, 860), (left + 236, 1260), (left + 108, 1260)])
    canvas.shine(sheet.flat(), (255, 214, 150), 0.42)


def _booth(sheet: Sheet, x: float, foot: float, *, occupied: bool) -> None:
    wood, edge = mix(SLATE, STEEL, 0.25), mix(STEEL, PAPER, 0.2)
    sheet.polygon(
        [(x - 96, foot + 150), (x + 110, foot + 150), (x + 330, foot + 300), (x + 150, foot + 300)],
        (30, 26, 30, 70),
    )
    for leg in (-100, 94):
        sheet.box(x + leg, foot - 130, 9, 290, (*INK, 255))
    if occupied:
        tone = (*mix(INK, RUST if x > 900 else NIGHT, 0.45), 255)
        sheet.disc(x + 4, foot - 340, 34, 40, fill=(*mix(INK, RUST, 0.2), 255))
        sheet.box(x - 54, foot - 298, 114, 250, tone, radius=40)
        sheet.box(x - 40, foot - 90, 36, 242, (*mix(INK, NIGHT, 0.3), 255), radius=10)
        sheet.box(x + 10, foot - 90, 36, 250, (*mix(INK, NIGHT, 0.3), 255), radius=10)
    sheet.polygon(
        [(x - 130, foot - 290), (x - 130, foot - 80), (x - 104, foot - 100), (x - 104, foot - 300)],
        (*mix(wood, INK, 0.4), 255),
    )
    sheet.polygon(
        [(x + 130, foot - 290), (x + 130, foot - 80), (x + 104, foot - 100), (x + 104, foot - 300)],
        (*mix(wood, INK, 0.2), 255),
    )
    sheet.box(x - 104, foot - 270, 208, 172, (*wood, 255))
    sheet.box(x - 134, foot - 300, 268, 12, (*edge, 255))
    sheet.box(x - 134, foot - 100, 268, 14, (*edge, 255))
    sheet.polygon(
        [(x - 26, foot - 206), (x + 26, foot - 206), (x + 26, foot - 154), (x - 26, foot - 154)],
        (*mix(PAPER, wood, 0.2), 255),
    )
    sheet.line([(x - 13, foot - 182), (x - 3, foot - 168), (x + 16, foot - 196)], 6, (*EMBER, 255))


def _ballot_box(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.polygon([(1330, 1250), (1700, 1250), (1900, 1290), (1480, 1290)], (20, 18, 22, 120))
    sheet.box(1330, 1010, 360, 300, (*mix(SLATE, INK, 0.25), 255))
    sheet.polygon(
        [(1330, 1010), (1690, 1010), (1650, 950), (1370, 950)], (*mix(STEEL, SLATE, 0.3), 255)
    )
    sheet.polygon([(1440, 984), (1580, 984), (1574, 972), (1446, 972)], (*INK, 255))
    sheet.polygon([(1462, 978), (1560, 978), (1572, 838), (1474, 828)], (*PAPER, 255))
    sheet.polygon(
        [(1516, 978), (1560, 978), (1572, 838), (1526, 834)], (*mix(PAPER, SAND, 0.5), 255)
    )
    sheet.box(1446, 1090, 128, 96, (*mix(SLATE, STEEL, 0.5), 255), radius=8)
    sheet.line([(1480, 1138), (1502, 1160), (1542, 1112)], 10, (*PAPER, 255))
    canvas.lay(sheet)
    canvas.shine(canvas.halo(1510, 940, 240, 200), (255, 226, 180), 0.3)
