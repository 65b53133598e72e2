"""Under the sky: the observatory beneath its star trails, a stork on the salt marsh."""

from math import cos, pi, sin

from PIL import Image

from .canvas import Canvas
from .palette import EMBER, INK, LAMP, MIST, NIGHT, OCHRE, PAPER, SAND, SLATE, STEEL, mix
from .sheet import Sheet, curve


def observatory() -> Image.Image:
    canvas = Canvas(seed=163)
    canvas.gradient(
        (0, (10, 18, 34)),
        (0.5, (24, 44, 70)),
        (0.82, (64, 88, 108)),
        (1, (176, 142, 110)),
        bottom=0.86,
    )
    cloud = canvas.noise(1100, 300, 5).point([max(0, i - 140) for i in range(256)])
    canvas.paint((70, 92, 116), cloud, 0.45)
    _trails(canvas, 1190, 420)
    canvas.mist(1000, 150, (150, 130, 118), 0.45)
    canvas.ground(canvas.ridge(960, 110), (66, 82, 98), 0.95)
    canvas.mist(1030, 60, (140, 124, 116), 0.4)
    canvas.ground(canvas.ridge(1030, 80), (40, 54, 68))
    hill = [
        (x, 1120 - 110 * sin(pi * min(1, max(0, (x - 120) / 1250))) ** 2)
        for x in range(0, 1930, 10)
    ]
    _dome(canvas, 700, 1018, 240)
    canvas.ground(hill, (12, 20, 28))
    _hut(canvas)
    return canvas.finish(vignette=0.5)


def _trails(canvas: Canvas, x: float, y: float) -> None:
    sheet = canvas.sheet("RGBA")
    for _ in range(620):
        radius = 12 + 1500 * canvas.random.random() ** 0.8
        start = canvas.random.uniform(0, 360)
        tone = canvas.random.choice(
            (PAPER, PAPER, (196, 214, 232), (255, 222, 178), (246, 190, 150))
        )
        alpha = round(30 + 200 * canvas.random.random() ** 2.4)
        sheet.arc(
            x,
            y,
            radius,
            start,
            start + canvas.random.uniform(26, 44),
            canvas.random.choice((0.5, 1, 1, 1.5, 2)),
            (*tone, alpha),
        )
    sheet.disc(x, y, 2.4, fill=(*PAPER, 255))
    canvas.lay(sheet)


def _dome(canvas: Canvas, x: float, foot: float, radius: float) -> None:
    shell = canvas.sheet()
    shell.disc(x, foot - 120, radius)
    shell.box(x - radius, foot - 120, radius * 2, 260)
    shape = shell.flat()
    light = canvas.slope(x - radius, x + radius, across=True)
    tone = Image.composite(
        Image.new("RGB", canvas.size, (26, 38, 54)),
        Image.new("RGB", canvas.size, (176, 178, 176)),
        light,
    )
    canvas.paint(tone, shape)
    sheet = canvas.sheet("RGBA")
    for rib in range(-3, 4):
        bend = rib / 4 * radius
        sheet.line(
            curve(
                [
                    (x + bend, foot - 110),
                    (x + bend * 0.86, foot - 240),
                    (x + bend * 0.24, foot - 356),
                ]
            ),
            1.6,
            (*INK, 70),
        )
    sheet.box(x - radius - 12, foot - 128, radius * 2 + 24, 20, (*mix(STEEL, INK, 0.35), 255))
    slit = [
        (x + 22, foot - 128),
        (x + 24, foot - 250),
        (x + 34, foot - 352),
        (x + 92, foot - 338),
        (x + 112, foot - 250),
        (x + 116, foot - 128),
    ]
    sheet.polygon(slit, (*mix(OCHRE, EMBER, 0.35), 255))
    tube = [(x + 40, foot - 130), (x + 66, foot - 310), (x + 96, foot - 304), (x + 96, foot - 130)]
    sheet.polygon(tube, (*INK, 255))
    sheet.line([(x + 64, foot - 312), (x + 98, foot - 305)], 8, (*LAMP, 255))
    for window in (-150, -90, 150):
        sheet.box(x + window, foot - 70, 22, 34, (*LAMP, 255))
    canvas.lay(sheet)
    canvas.shine(canvas.halo(x + 70, foot - 250, 230, 260, power=2.2), (255, 160, 90), 0.5)


def _hut(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.box(1060, 1004, 170, 76, (*mix(NIGHT, INK, 0.5), 255))
    sheet.polygon([(1046, 1008), (1144, 966), (1246, 1008)], (*mix(SLATE, INK, 0.5), 255))
    for x in (1084, 1132, 1184):
        sheet.box(x, 1026, 20, 26, (*LAMP, 255))
    sheet.line([(1300, 1100), (1300, 1020)], 4, (*INK, 255))
    sheet.disc(1300, 1054, 5, fill=(*INK, 255))
    for x, tall in ((1330, 62), (1352, 54)):
        sheet.disc(x, 1092 - tall, 8, fill=(6, 12, 18, 255))
        sheet.box(x - 9, 1100 - tall, 18, tall, (6, 12, 18, 255), radius=6)
    sheet.line([(1384, 1100), (1400, 1046), (1418, 1104)], 3, (6, 12, 18, 255))
    sheet.line([(1380, 1056), (1424, 1024)], 9, (6, 12, 18, 255))
    canvas.lay(sheet)
    canvas.shine(canvas.halo(1144, 1040, 190, 110), (255, 180, 100), 0.4)


def marsh() -> Image.Image:
    canvas = Canvas(seed=173)
    water = 760
    canvas.gradient(
        (0, (132, 156, 158)),
        (0.5, (206, 198, 172)),
        (0.85, (240, 202, 152)),
        (1, (236, 180, 130)),
        bottom=water / 1280,
    )
    clouds = canvas.noise(1300, 120, 4).point([max(0, i - 130) * 2 for i in range(256)])
    canvas.paint((178, 160, 150), clouds, 0.4)
    canvas.shine(canvas.halo(620, 600, 560, power=2.5), (255, 210, 150), 0.6)
    sun = canvas.sheet()
    sun.disc(620, 600, 92)
    canvas.paint((255, 236, 200), sun.flat())
    canvas.ground(canvas.ridge(736, 30), (160, 148, 130), 0.8)
    canvas.mist(744, 46, (244, 206, 160), 0.7)
    _reeds(canvas, water + 6, 70, (118, 110, 92), 400)
    canvas.mirror(water, stretch=1, blur=2, swell=6)
    canvas.paint((52, 76, 84), canvas.slope(water - 40, 1460), 0.75)
    birds = canvas.sheet("RGBA")
    _stork(birds, 1250, 1120, 2.3, (24, 36, 44))
    _stork(birds, 1560, 900, 0.95, (70, 76, 80))
    _stork(birds, 930, 870, 0.7, (92, 92, 90))
    _flock(canvas, birds)
    canvas.lay(birds)
    _ripples(canvas)
    _reeds(canvas, 1300, 430, (22, 34, 40), 90, spread=((0, 430), (1640, 1920)))
    return canvas.finish()


def _stork(sheet: Sheet, x: float, foot: float, size: float, colour) -> None:
    def path(*points):
        return [(x + a * size, foot - b * size) for a, b in points]

    ink, red = (*colour, 255), (*mix(EMBER, colour, 0.25), 255)
    pale = (*mix(PAPER, colour, 0.12), 255)
    sheet.line(path((6, 110), (4, 56), (6, -10)), 3 * size, red)
    sheet.line(path((-8, 110), (-22, 60), (2, 72)), 3 * size, red)
    body = curve(
        path(
            (44, 152), (20, 158), (-24, 142), (-74, 112), (-50, 100), (0, 98), (36, 120), (50, 146)
        )
    )
    sheet.polygon(body, pale)
    neck = curve(
        path((34, 136), (56, 166), (48, 196), (58, 222), (76, 220), (66, 198), (74, 164), (50, 128))
    )
    sheet.polygon(neck, pale)
    sheet.disc(*path((68, 218))[0], 12 * size, 10 * size, fill=pale)
    sheet.polygon(path((74, 224), (146, 204), (74, 210)), red)
    sheet.disc(*path((72, 220))[0], 2.2 * size, fill=ink)
    wing = curve(path((4, 140), (-40, 126), (-96, 92), (-60, 96), (-20, 104), (14, 118)))
    sheet.polygon(wing, ink)


def _flock(canvas: Canvas, sheet: Sheet) -> None:
    for i in range(17):
        arm = -1 if i % 2 else 1
        x, y = 1240 + i * 26 + canvas.random.uniform(-8, 8), 250 + arm * i * 9 + i * 4
        for side in (-1, 1):
            sheet.polygon(
                [
                    (x, y),
                    (x + side * 14, y - 9),
                    (x + side * 26, y - 3),
                    (x + side * 14, y - 6),
                    (x, y + 4),
                ],
                (*SLATE, 220),
            )


def _ripples(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for x, y, reach in ((1258, 1140, 150), (1564, 908, 60), (932, 876, 44)):
        for ring in range(4):
            across = reach * (0.4 + ring * 0.3)
            box = [
                (x + cos(k * pi / 30) * across, y + sin(k * pi / 30) * across * 0.16)
                for k in range(61)
            ]
            sheet.line(box, 1.6, (*SAND, 120 - ring * 26))
    canvas.lay(sheet, blur=0.6)


def _reeds(canvas: Canvas, foot, tall, colour, count, spread=((0, 1920),)) -> None:
    sheet = canvas.sheet("RGBA")
    for left, right in spread:
        for _ in range(count):
            x = canvas.random.uniform(left, right)
            rise = tall * canvas.random.uniform(0.4, 1)
            lean = canvas.random.uniform(-0.12, 0.22) * rise
            blade = curve(
                [(x, foot), (x + lean * 0.3, foot - rise * 0.6), (x + lean, foot - rise)], 5
            )
            tone = (*mix(colour, MIST, canvas.random.uniform(0, 0.12)), 255)
            sheet.line(blade, max(1, tall / 110), tone)
            if canvas.random.random() < 0.3:
                sheet.line(
                    [(x + lean * 0.8, foot - rise * 0.86), (x + lean, foot - rise)],
                    max(2, tall / 42),
                    (*mix(colour, OCHRE, 0.16), 255),
                )
    canvas.lay(sheet)
