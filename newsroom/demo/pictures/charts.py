"""Pictures made of information: a rates chart, a map of the river basin, an ice core."""

from math import exp, pi, sin

from PIL import Image, ImageChops, ImageFilter, ImageFont

from .canvas import Canvas, tinted
from .palette import EMBER, FOAM, INK, LAMP, MIST, NIGHT, OCHRE, PAPER, RUST, SLATE, STEEL, mix
from .sheet import SCALE, Sheet, curve


def rates_chart() -> Image.Image:
    canvas = Canvas(seed=211)
    canvas.image = tinted(canvas.slope(), ((0, (14, 30, 44)), (1, (24, 48, 62))))
    canvas.shine(canvas.halo(1350, 500, 900, 700), (70, 100, 110), 0.35)
    _grid(canvas)
    inflation = [
        (
            160 + i * 60,
            745
            - 490 * exp(-(((i - 11) / 5.2) ** 2))
            - 30 * sin(i / 1.7)
            + canvas.random.uniform(-22, 22),
        )
        for i in range(21)
    ]
    line = curve(inflation, 10)
    area = canvas.sheet()
    area.polygon([*line, (line[-1][0], 1080), (160, 1080)])
    fade = ImageChops.multiply(area.flat(), canvas.slope(1080, 260))
    canvas.paint(EMBER, fade, 0.55)
    _fan(canvas, line[-1])
    sheet = canvas.sheet("RGBA")
    sheet.line(line, 6, (*mix(EMBER, LAMP, 0.15), 255))
    steps = _policy_rate()
    sheet.line(steps, 7, (*PAPER, 255))
    for x, y in (line[-1], steps[-1]):
        sheet.disc(x, y, 13, fill=(*INK, 255))
        sheet.disc(x, y, 9, fill=(*PAPER, 255))
    canvas.lay(sheet)
    for (x, y), colour in ((line[-1], (255, 140, 90)), (steps[-1], (240, 236, 220))):
        canvas.shine(canvas.halo(x, y, 130), colour, 0.5)
    return canvas.finish(vignette=0.45)


def _grid(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    face = ImageFont.load_default(26 * SCALE)
    for i in range(7):
        y = 180 + i * 150
        sheet.line([(160, y), (1800, y)], 1, (*STEEL, 120 if i < 6 else 255))
        sheet.pen.text((130 * SCALE, y * SCALE), str(6 - i), (*MIST, 255), face, anchor="rm")
    for i in range(28):
        x = 160 + i * 60
        sheet.line([(x, 1080), (x, 1092 if i % 4 else 1104)], 1, (*MIST, 200))
        if i % 4 == 0:
            sheet.line([(x, 180), (x, 1080)], 1, (*STEEL, 50))
    for i in range(26):
        volume = 26 + 70 * canvas.random.random() * (1.5 - abs(i - 12) / 14)
        sheet.box(176 + i * 60, 1080 - volume, 28, volume, (*STEEL, 70))
    canvas.lay(sheet)


def _policy_rate() -> list[tuple[float, float]]:
    levels = (1020, 1020, 990, 930, 840, 735, 645, 585, 540, 517, 517, 517, 517)
    steps = []
    for i, level in enumerate(levels):
        steps += [(160 + i * 100, level), (min(1360, 160 + (i + 1) * 100), level)]
    return steps[:-1]


def _fan(canvas: Canvas, start) -> None:
    x, y = start
    for spread, alpha in ((210, 40), (140, 50), (80, 60), (36, 70)):
        sheet = canvas.sheet()
        upper = curve([(x, y), (x + 200, y + 10 - spread * 0.5), (x + 440, y + 34 - spread)], 14)
        lower = curve(
            [(x, y), (x + 200, y + 10 + spread * 0.4), (x + 440, y + 34 + spread * 0.75)], 14
        )
        sheet.polygon([*upper, *reversed(lower)], alpha)
        canvas.paint(mix(EMBER, LAMP, 0.4), sheet.flat())
    dashes = curve([(x, y), (x + 200, y + 12), (x + 440, y + 32)], 12)
    sheet = canvas.sheet("RGBA")
    for a, b in zip(dashes[::2], dashes[1::2], strict=False):
        sheet.line([a, b], 4, (*LAMP, 255))
    sheet.line([(x, 180), (x, 1080)], 1.5, (*FOAM, 90))
    canvas.lay(sheet)


def basin_map() -> Image.Image:
    canvas = Canvas(1600, 1280, seed=223)
    heights = Image.blend(canvas.noise(640, 560, 6), canvas.slope(1150, 0), 0.5)
    relief = heights.filter(ImageFilter.GaussianBlur(2)).filter(
        ImageFilter.Kernel(
            (5, 5),
            (-1, -1, -1, -1, 0, -1, -2, -2, 0, 1, -1, -2, 0, 2, 1, -1, 0, 2, 2, 1, 0, 1, 1, 1, 1),
            0.8,
            128,
        )
    )
    land = tinted(
        heights,
        (
            (0, (206, 206, 176)),
            (0.3, (222, 214, 182)),
            (0.55, (226, 204, 162)),
            (0.8, (204, 172, 130)),
            (1, (240, 234, 222)),
        ),
    )
    canvas.image = ImageChops.soft_light(land, Image.merge("RGB", [relief] * 3))
    coast = [(x, y - 90 * sin(pi * x / 1600)) for x, y in canvas.ridge(1010, 120)]
    _countries(canvas)
    _rivers(canvas)
    _water(canvas, coast)
    _lettering(canvas)
    return canvas.finish(vignette=0.22, grain=0.2)


def _countries(canvas: Canvas) -> None:
    borders = (
        curve(
            [(-20, 470), (260, 520), (520, 430), (760, 500), (1000, 420), (1280, 480), (1620, 400)],
            16,
        ),
        curve([(1180, 450), (1230, 620), (1190, 760), (1300, 900), (1290, 1080)], 16),
    )
    sheet = canvas.sheet("RGBA")
    for border in borders:
        sheet.line(border, 20, (*mix(RUST, OCHRE, 0.4), 60))
        for a, b in zip(border[::2], border[1::2], strict=False):
            sheet.line([a, b], 3, (*mix(RUST, INK, 0.4), 255))
    canvas.lay(sheet)


def _rivers(canvas: Canvas) -> None:
    blue = (*mix(SLATE, STEEL, 0.55), 255)
    main = curve(
        [
            (700, 60),
            (640, 170),
            (720, 290),
            (660, 400),
            (770, 520),
            (720, 640),
            (800, 760),
            (770, 870),
            (800, 960),
        ],
        14,
    )
    arms = [
        [(300, 120), (420, 220), (520, 250), (690, 330)],
        [(1080, 130), (960, 220), (880, 320), (690, 440)],
        [(380, 640), (520, 590), (640, 560), (750, 560)],
        [(1080, 600), (960, 640), (860, 690), (770, 700)],
    ]
    sheet = canvas.sheet("RGBA")
    sheet.stroke(main, [3 + 11 * i / len(main) for i in range(len(main))], blue)
    for arm in arms:
        path = curve(arm, 14)
        sheet.stroke(path, [1.5 + 4 * i / len(path) for i in range(len(path))], blue)
    for end in (660, 740, 800, 870, 950):
        sheet.stroke(
            curve([(790, 900), ((790 + end) / 2 + 10, 960), (end, 1090)], 12), [6] * 25, blue
        )
    sheet.polygon(
        curve([(640, 178), (690, 200), (740, 280), (716, 300), (660, 240), (632, 190)], 8), blue
    )
    sheet.line([(690, 306), (748, 282)], 9, (*INK, 255))
    canvas.lay(sheet)


def _water(canvas: Canvas, coast) -> None:
    sheet = canvas.sheet()
    sheet.polygon([*coast, (1600, 1280), (0, 1280)])
    mask = sheet.flat()
    canvas.paint((172, 196, 194), mask)
    for away, tone in ((26, (150, 182, 184)), (70, (126, 164, 170)), (130, (104, 146, 156))):
        deeper = (
            mask.resize((200, 160)).filter(ImageFilter.GaussianBlur(away / 8)).resize(canvas.size)
        )
        level = deeper.point([255 if i > 214 else 0 for i in range(256)])
        canvas.paint(
            tone, ImageChops.multiply(level.filter(ImageFilter.GaussianBlur(1)), mask), 0.75
        )
    line = canvas.sheet("RGBA")
    line.line(coast, 3, (*mix(SLATE, INK, 0.3), 255))
    canvas.lay(line)


def _lettering(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for i in range(1, 8):
        sheet.line([(i * 200, 0), (i * 200, 1280)], 1, (*SLATE, 60))
        sheet.line([(0, i * 200 - 40), (1600, i * 200 - 40)], 1, (*SLATE, 60))
    _spaced(sheet, 370, 330, "OSSARA", 46, 30, mix(RUST, INK, 0.35))
    _spaced(sheet, 470, 760, "TALMORA", 46, 26, mix(RUST, INK, 0.35))
    _spaced(sheet, 1440, 700, "HELVARD", 34, 12, mix(RUST, INK, 0.35))
    _spaced(sheet, 1180, 1180, "AMBER SEA", 34, 22, mix(SLATE, NIGHT, 0.4))
    for x, y, name, capital in (
        (560, 640, "Aldera", True),
        (868, 916, "Marhaven", False),
        (1000, 760, "Vardal", False),
        (830, 350, "Merek", False),
        (430, 180, "Ost", True),
    ):
        sheet.disc(x, y, 10, fill=(*INK, 255))
        sheet.disc(x, y, 7, fill=(*(EMBER if capital else PAPER), 255))
        _halo_text(sheet, x + 18, y, name, 30)
    for inset, width in ((18, 3), (34, 1)):
        corners = [
            (inset, inset),
            (1600 - inset, inset),
            (1600 - inset, 1280 - inset),
            (inset, 1280 - inset),
        ]
        sheet.line([*corners, corners[0]], width, (*INK, 255))
    for i in range(5):
        tone = INK if i % 2 == 0 else PAPER
        sheet.box(90 + i * 60, 1190, 60, 12, (*tone, 255))
    canvas.lay(sheet)


def _spaced(sheet: Sheet, x: float, y: float, word: str, size: int, gap: float, colour) -> None:
    face = ImageFont.load_default(size * SCALE)
    wide = sum(face.getlength(letter) / SCALE + gap for letter in word) - gap
    at = x - wide / 2
    for letter in word:
        sheet.pen.text((at * SCALE, y * SCALE), letter, (*colour, 235), face, anchor="lm")
        at += face.getlength(letter) / SCALE + gap


def _halo_text(sheet: Sheet, x: float, y: float, word: str, size: int) -> None:
    face = ImageFont.load_default(size * SCALE)
    sheet.pen.text(
        (x * SCALE, y * SCALE),
        word,
        (*INK, 255),
        face,
        anchor="lm",
        stroke_width=3 * SCALE,
        stroke_fill=(244, 236, 214, 255),
    )


def ice_core() -> Image.Image:
    canvas = Canvas(seed=227)
    canvas.image = tinted(canvas.slope(), ((0, (8, 16, 24)), (0.5, (18, 36, 50)), (1, (6, 12, 20))))
    canvas.shine(canvas.halo(960, 600, 1300, 560), (70, 130, 160), 0.4)
    top, tall = 380, 440
    bands = _bands(canvas)
    layers = Image.blend(bands.resize(canvas.size), canvas.noise(420, 160, 5), 0.3)
    layers = layers.transform(
        canvas.size, Image.Transform.AFFINE, (1, 0.05, -30, 0, 1, 0), Image.Resampling.BILINEAR
    )
    ice = tinted(
        layers,
        ((0, (22, 48, 66)), (0.35, (70, 122, 146)), (0.7, (156, 196, 204)), (1, (238, 244, 240))),
    )
    cloudy = canvas.noise(160, 90, 5)
    ice = Image.composite(
        Image.blend(ice, Image.new("RGB", canvas.size, FOAM), 0.35),
        ice,
        cloudy.point([max(0, i - 90) for i in range(256)]),
    )
    shape = canvas.sheet()
    shape.box(120, top, 1900, tall, radius=40)
    mask = shape.flat()
    canvas.paint(ice, mask)
    round_shade = [
        255 * (1 - sin(pi * min(1, max(0, (y - top) / tall))) ** 0.55) for y in range(1280)
    ]
    strip = Image.frombytes("L", (1, 1280), bytes(round(value) for value in round_shade))
    canvas.paint((6, 18, 30), ImageChops.multiply(strip.resize(canvas.size), mask), 0.85)
    glint = canvas.sheet()
    glint.box(150, top + 76, 1800, 20, radius=10)
    canvas.shine(glint.flat().filter(ImageFilter.GaussianBlur(9)), (220, 240, 244), 0.5)
    _bubbles(canvas, top, tall)
    _rule(canvas, top + tall + 120)
    return canvas.finish(vignette=0.5)


def _bands(canvas: Canvas) -> Image.Image:
    """Layers of years: bright winter, dark summer, thinner and thinner, and two lines of ash."""
    tones, level = [], 150.0
    year = 26.0
    while len(tones) < 1920:
        wide = max(3, round(year * canvas.random.uniform(0.5, 1.5)))
        level += canvas.random.uniform(-46, 46) - (level - 150) * 0.2
        for i in range(wide):
            tones.append(round(min(255, max(30, level + 34 * sin(2 * pi * i / wide)))))
        year = max(4.0, year * 0.988)
    for ash, wide in ((742, 9), (1308, 5)):
        tones[ash : ash + wide] = [4] * wide
    strip = Image.frombytes("L", (1920, 1), bytes(tones[:1920]))
    return strip.resize((1920, 8)).filter(ImageFilter.BoxBlur((2, 0)))


def _bubbles(canvas: Canvas, top: float, tall: float) -> None:
    sheet = canvas.sheet("RGBA")
    for _ in range(900):
        x = 140 + 1780 * canvas.random.random() ** 1.3
        y = canvas.random.gauss(top + tall / 2, tall / 5)
        if top + 14 < y < top + tall - 14:
            size = canvas.random.uniform(0.8, 5.2) * (1 - x / 3600)
            sheet.disc(x, y, size, fill=(*PAPER, 70))
            sheet.disc(x - size * 0.3, y - size * 0.3, size * 0.4, fill=(255, 255, 255, 190))
    for _ in range(9):
        x, y = canvas.random.uniform(200, 1800), canvas.random.uniform(top + 30, top + tall - 30)
        crack = [(x + i * 16, y + canvas.random.uniform(-26, 26)) for i in range(6)]
        sheet.line(crack, 1.2, (255, 255, 255, 90))
    canvas.lay(sheet)


def _rule(canvas: Canvas, y: float) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.line([(120, y), (1920, y)], 2, (*MIST, 220))
    face = ImageFont.load_default(26 * SCALE)
    for i in range(61):
        x = 120 + i * 30
        sheet.line(
            [(x, y), (x, y + (34 if i % 10 == 0 else 20 if i % 5 == 0 else 12))], 1.6, (*MIST, 220)
        )
        if i % 10 == 0:
            sheet.pen.text((x * SCALE, (y + 58) * SCALE), str(i), (*MIST, 255), face, anchor="mm")
    for x in (746, 1311):
        sheet.line([(x, y - 34), (x, y - 96)], 2, (*OCHRE, 255))
        sheet.disc(x, y - 30, 6, fill=(*OCHRE, 255))
    canvas.lay(sheet)
