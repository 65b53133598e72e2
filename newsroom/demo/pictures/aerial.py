"""From above: river delta, storm, football pitch, container ship."""

from math import cos, hypot, pi, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import Canvas, tinted
from .palette import EMBER, FOAM, INK, MIST, OCHRE, PAPER, RUST, SAND, SLATE, STEEL, mix
from .sheet import Sheet, curve


def delta() -> Image.Image:
    canvas = Canvas(seed=128)
    land = canvas.noise(620, 520, 6)
    canvas.image = tinted(
        land,
        (
            (0, (40, 60, 52)),
            (0.35, (82, 100, 72)),
            (0.6, (138, 132, 90)),
            (0.85, (190, 160, 110)),
            (1, (214, 188, 140)),
        ),
    )
    relief = land.filter(ImageFilter.Kernel((3, 3), (-2, -1, 0, -1, 0, 1, 0, 1, 2), 1, 128))
    canvas.image = Image.blend(canvas.image, Image.merge("RGB", [relief] * 3), 0.2)
    _fields(canvas)
    banks, water = canvas.sheet(), canvas.sheet()
    _branch(canvas, (banks, water), (1010, -40), pi / 2 + 0.08, 66, 0)
    shore = banks.flat()
    canvas.paint((48, 74, 60), shore.filter(ImageFilter.BoxBlur(9)), 0.75)
    canvas.paint((206, 186, 140), shore, 0.8)
    flow = tinted(
        canvas.slope(0, 1280), ((0, (36, 78, 92)), (0.6, (62, 110, 116)), (1, (132, 158, 142)))
    )
    canvas.paint(flow, water.flat())
    _coast(canvas)
    haze = canvas.noise(900, 500, 5).point([max(0, i - 165) * 3 for i in range(256)])
    canvas.paint(FOAM, haze.filter(ImageFilter.GaussianBlur(4)), 0.5)
    return canvas.finish(vignette=0.45)


def _fields(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for _ in range(26):
        x, y = canvas.random.uniform(0, 1920), canvas.random.uniform(0, 620)
        turn = canvas.random.uniform(0, pi)
        for i in range(canvas.random.randint(2, 6)):
            for j in range(canvas.random.randint(1, 4)):
                tone = canvas.random.choice(
                    ((110, 124, 76), (190, 162, 104), (72, 96, 72), (150, 140, 92))
                )
                corners = [
                    (i * 46, j * 30),
                    (i * 46 + 43, j * 30),
                    (i * 46 + 43, j * 30 + 27),
                    (i * 46, j * 30 + 27),
                ]
                sheet.polygon(
                    [
                        (x + a * cos(turn) - b * sin(turn), y + a * sin(turn) + b * cos(turn))
                        for a, b in corners
                    ],
                    (*tone, 150),
                )
    canvas.lay(sheet, blur=0.6)


def _coast(canvas: Canvas) -> None:
    line = [(x, y + 150 * sin(pi * x / 1920) - 20) for x, y in canvas.ridge(990, 110, rough=0.6)]
    sheet = canvas.sheet()
    sheet.polygon([*line, (1920, 1280), (0, 1280)])
    mask = sheet.flat()
    sea = tinted(
        canvas.slope(960, 1300),
        ((0, (150, 168, 146)), (0.3, (84, 128, 128)), (0.7, (32, 76, 92)), (1, (16, 46, 64))),
    )
    plume = canvas.noise(420, 160, 5)
    sea = Image.composite(
        Image.blend(sea, Image.new("RGB", canvas.size, (176, 178, 148)), 0.5),
        sea,
        plume.point([max(0, i - 110) for i in range(256)]),
    )
    canvas.paint((60, 84, 68), mask.filter(ImageFilter.GaussianBlur(22)), 0.8)
    canvas.paint((222, 206, 164), mask.filter(ImageFilter.MaxFilter(9)))
    canvas.paint(sea, mask)


def _branch(canvas: Canvas, sheets: tuple[Sheet, Sheet], start, heading, width, depth) -> None:
    """Draw a channel that wanders towards the sea and splits, each arm thinner than the last."""
    x, y = start
    points = [(x, y)]
    for _ in range(6 if depth == 0 else 4):
        heading += canvas.random.uniform(-0.4, 0.4) + (pi / 2 - heading) * 0.1
        x, y = x + cos(heading) * 50, y + sin(heading) * 50
        points.append((x, y))
    path = curve(points, 9)
    widths = [width * (1 - 0.22 * i / len(path)) for i in range(len(path))]
    sheets[0].stroke(path, [w + 8 for w in widths])
    sheets[1].stroke(path, widths)
    if y > 1160 or depth > 6 or width < 3:
        return
    lean = canvas.random.choice((-1, 1))
    for arm, share in ((lean, 0.8), (-lean, canvas.random.uniform(0.5, 0.75))):
        turned = heading + arm * canvas.random.uniform(0.3, 0.8)
        _branch(canvas, sheets, (x, y), min(2.9, max(0.25, turned)), widths[-1] * share, depth + 1)


def storm() -> Image.Image:
    canvas = Canvas(seed=131)
    centre = (1040, 600)
    canvas.image = tinted(canvas.noise(900, 700, 4), ((0, (10, 30, 46)), (1, (24, 62, 80))))
    _shore(canvas)
    cloud = canvas.noise(420, 230, 6)
    swirl = cloud.transform(
        canvas.size, Image.Transform.MESH, _spiral(canvas, centre), Image.Resampling.BILINEAR
    )
    bands = canvas.sheet()
    for arm in range(3):
        points, widths = [], []
        for k in range(90):
            turn, radius = k / 90 * 4.6 * pi / 2 + arm * 2 * pi / 3, 60 + 8.2 * k
            points.append(
                (centre[0] + radius * 1.12 * cos(turn), centre[1] + radius * 0.86 * sin(turn))
            )
            widths.append(150 - k * 0.5)
        bands.stroke(points, widths, fill=230)
    arms = bands.flat().resize((240, 160)).filter(ImageFilter.GaussianBlur(5)).resize(canvas.size)
    thick = Image.blend(arms, canvas.halo(*centre, 720, 560, power=0.8), 0.42)
    density = Image.blend(swirl, thick, 0.56).point(
        [round(255 * min(1, max(0, (i - 84) / 116)) ** 1.3) for i in range(256)]
    )
    shadow = density.transform(canvas.size, Image.Transform.AFFINE, (1, 0, -14, 0, 1, -16))
    canvas.paint((6, 18, 30), shadow, 0.5)
    relief = swirl.filter(ImageFilter.GaussianBlur(1)).filter(
        ImageFilter.Kernel((3, 3), (-3, -2, 0, -2, 0, 2, 0, 2, 3), 1, 150)
    )
    canvas.paint(
        tinted(relief, ((0, (92, 116, 130)), (0.55, (206, 212, 208)), (1, (250, 246, 236)))),
        density,
    )
    _eye(canvas, centre)
    return canvas.finish(vignette=0.5)


def _shore(canvas: Canvas) -> None:
    points = [(0, 1280), (0, 700)]
    points += [(x * 0.5, 690 + x * 0.3 + (y - 600)) for x, y in canvas.ridge(600, 130)]
    sheet = canvas.sheet()
    sheet.polygon([*points, (960, 1280)])
    canvas.paint(
        tinted(canvas.noise(300, 260, 5), ((0, (52, 66, 54)), (1, (140, 126, 92)))), sheet.flat()
    )


def _spiral(canvas: Canvas, centre) -> list:
    """A mesh that turns the picture around the centre, most of all near it."""
    step, mesh = 40, []

    def source(x: float, y: float) -> tuple[float, float]:
        dx, dy = x - centre[0], y - centre[1]
        away = hypot(dx, dy)
        turn = -5.2 / (1 + away / 210) ** 1.15
        sx, sy = dx * cos(turn) - dy * sin(turn), dx * sin(turn) + dy * cos(turn)
        return (min(1919, max(0, centre[0] + sx * 0.8)), min(1279, max(0, centre[1] + sy * 0.8)))

    for top in range(0, canvas.height, step):
        for left in range(0, canvas.width, step):
            right, low = left + step, top + step
            corners = [source(left, top), source(left, low), source(right, low), source(right, top)]
            mesh.append(
                ((left, top, right, low), tuple(value for corner in corners for value in corner))
            )
    return mesh


def _eye(canvas: Canvas, centre) -> None:
    canvas.paint((36, 60, 76), canvas.halo(*centre, 78, 62, power=0.7), 0.9)
    canvas.paint((8, 24, 38), canvas.halo(*centre, 44, 34, power=0.6), 0.9)
    grid = canvas.sheet("RGBA")
    for i in range(-2, 9):
        grid.line(
            curve([(-40, i * 210 + 60), (960, i * 210), (1960, i * 210 + 60)]), 1, (*PAPER, 34)
        )
        grid.line([(i * 300 - 60, -20), (i * 270 + 60, 1300)], 1, (*PAPER, 34))
    canvas.lay(grid)


def pitch() -> Image.Image:
    canvas = Canvas(1600, 1280, seed=149)
    canvas.image.paste((58, 98, 74), (0, 0, *canvas.size))
    sheet = canvas.sheet()
    for i in range(0, 12, 2):
        sheet.box(i * 134, 0, 134, 1280)
    canvas.paint((72, 114, 84), sheet.flat())
    turf = canvas.noise(60, 60, 3)
    canvas.paint((34, 70, 58), turf, 0.22)
    canvas.paint((30, 62, 52), canvas.noise(700, 700, 3), 0.35)
    _markings(canvas)
    _players(canvas)
    canvas.shine(canvas.slope(1500, 0, across=True), (255, 190, 110), 0.22)
    canvas.paint((16, 34, 44), canvas.slope(700, 1700, across=True), 0.7)
    return canvas.finish(vignette=0.4)


def _markings(canvas: Canvas) -> None:
    lines = canvas.sheet()
    lines.box(0, 70, 1600, 8)
    lines.box(0, 1202, 1600, 8)
    lines.box(500, 70, 8, 1140)
    lines.ring(504, 640, 190, 8)
    lines.disc(504, 640, 11)
    lines.box(1516, 70, 8, 1140)
    for left, tall in ((1206, 700), (1404, 330)):
        for y in (640 - tall / 2, 640 + tall / 2):
            lines.box(left, y - 4, 1520 - left, 8)
        lines.box(left - 4, 640 - tall / 2 - 4, 8, tall + 8)
    lines.disc(1306, 640, 10)
    lines.arc(1306, 640, 190, 122, 238, 8)
    for k in range(9):
        lines.box(1524, 560 + k * 20, 50, 2, fill=150)
    lines.box(1524, 556, 56, 4)
    lines.box(1524, 720, 56, 4)
    lines.box(1578, 556, 4, 168)
    canvas.paint((232, 232, 216), lines.flat(), 0.86)


def _players(canvas: Canvas) -> None:
    reds = [
        (560, 600),
        (700, 340),
        (740, 900),
        (930, 560),
        (980, 760),
        (1130, 420),
        (1260, 700),
        (420, 820),
    ]
    blues = [
        (640, 700),
        (860, 420),
        (1000, 640),
        (1070, 850),
        (1150, 540),
        (1290, 500),
        (1320, 780),
        (1496, 640),
    ]
    shadows, kit = canvas.sheet(), canvas.sheet("RGBA")
    teams = [(spot, EMBER, PAPER) for spot in reds] + [(spot, (36, 62, 96), FOAM) for spot in blues]
    for (x, y), shirt, shorts in teams:
        turn = canvas.random.uniform(0, 2 * pi)
        shadows.polygon([(x - 8, y - 14), (x + 10, y + 14), (x + 190, y + 66), (x + 182, y + 34)])
        shadows.disc(x + 196, y + 52, 18)
        shadows.line([(x + 120, y + 40), (x + 164, y + 6)], 9)
        _player(kit, x, y, turn, shirt, shorts)
    ball = (1012, 588)
    shadows.disc(ball[0] + 34, ball[1] + 12, 12, 8)
    canvas.paint((14, 36, 36), shadows.flat().filter(ImageFilter.GaussianBlur(2)), 0.55)
    kit.disc(*ball, 10, fill=(*PAPER, 255))
    canvas.lay(kit)


def _player(kit: Sheet, x: float, y: float, turn: float, shirt, shorts) -> None:
    dx, dy = cos(turn), sin(turn)
    for side in (-1, 1):
        shoulder = (x - dy * 20 * side, y + dx * 20 * side)
        hand = (shoulder[0] + dx * 20 * side - dy * 6, shoulder[1] + dy * 20 * side + dx * 6)
        kit.line([shoulder, hand], 7, (*mix(SAND, RUST, 0.35), 255))
        foot = (x - dy * 8 * side - dx * 26 * side, y + dx * 8 * side - dy * 26 * side)
        kit.line([(x, y), foot], 9, (*shorts, 255))
        kit.disc(*foot, 5, fill=(*INK, 255))
    spin = [(cos(k * pi / 10), sin(k * pi / 10)) for k in range(20)]
    kit.polygon(
        [(x - dy * 23 * a + dx * 12 * b, y + dx * 23 * a + dy * 12 * b) for a, b in spin],
        (*shirt, 255),
    )
    kit.disc(x + dx * 3, y + dy * 3, 10, fill=(44, 34, 30, 255))
    kit.disc(x + dx * 8, y + dy * 8, 6, fill=(*mix(SAND, RUST, 0.25), 255))


def container_ship() -> Image.Image:
    canvas = Canvas(seed=151)
    canvas.image = tinted(
        canvas.noise(800, 500, 6), ((0, (10, 44, 58)), (0.6, (22, 70, 84)), (1, (48, 104, 112)))
    )
    waves = canvas.noise(70, 26, 3).point([max(0, i - 170) * 3 for i in range(256)])
    canvas.paint((120, 160, 158), waves, 0.22)
    angle = -24
    _ship_wake(canvas)
    ship = Image.new("RGBA", (2000, 420))
    _deck(canvas, ship)
    turned = ship.rotate(-angle, resample=Image.Resampling.BICUBIC, expand=True)
    turned = turned.resize((round(turned.width * 0.86), round(turned.height * 0.86)))
    place = (960 - turned.width // 2, 640 - turned.height // 2)
    shadow = Image.new("L", canvas.size)
    shadow.paste(turned.getchannel("A"), (place[0] + 34, place[1] + 44))
    canvas.paint((4, 20, 30), shadow.filter(ImageFilter.GaussianBlur(10)), 0.6)
    canvas.image.paste(turned, place, turned)
    canvas.shine(canvas.halo(300, 100, 1300), (255, 220, 170), 0.14)
    return canvas.finish(vignette=0.5)


def _ship_wake(canvas: Canvas) -> None:
    turn = radians(-24)

    def at(along: float, side: float) -> tuple[float, float]:
        return 960 + along * cos(turn) - side * sin(turn), 640 + along * sin(turn) + side * cos(
            turn
        )

    wake = canvas.sheet()
    wake.polygon([at(-760, -92), at(-760, 92), at(-1500, 190), at(-1500, -190)], fill=170)
    for side in (-1, 1):
        wake.polygon(
            [
                at(850, side * 10),
                at(690, side * 118),
                at(300, side * 168),
                at(-400, side * 236),
                at(-1400, side * 420),
                at(-1400, side * 330),
                at(-400, side * 180),
                at(300, side * 120),
            ],
            fill=210,
        )
    foam = canvas.noise(90, 34, 4).point([max(0, min(255, (i - 96) * 3)) for i in range(256)])
    shape = wake.flat().filter(ImageFilter.GaussianBlur(14))
    canvas.paint((214, 226, 218), ImageChops.multiply(shape, foam), 0.85)
    canvas.paint((120, 168, 166), shape, 0.3)


def _deck(canvas: Canvas, ship: Image.Image) -> None:
    pen = ImageDraw.Draw(ship)
    hull = [
        (70, 80),
        (1640, 80),
        (1800, 120),
        (1930, 210),
        (1800, 300),
        (1640, 340),
        (70, 340),
        (50, 310),
        (50, 110),
    ]
    pen.polygon(hull, fill=(*mix(RUST, INK, 0.35), 255))
    inner = [(80, 94), (1636, 94), (1790, 132), (1900, 210), (1790, 288), (1636, 326), (80, 326)]
    pen.polygon(inner, fill=(*mix(STEEL, SLATE, 0.5), 255))
    colours = (
        RUST,
        EMBER,
        OCHRE,
        STEEL,
        SLATE,
        (74, 110, 116),
        SAND,
        (168, 96, 66),
        MIST,
        (52, 84, 88),
    )
    for bay in range(17):
        x = 100 + bay * 96 + (70 if bay > 2 else 0)
        rows = 9 if x < 1560 else 5
        for row in range(rows):
            y = 210 - rows * 12.4 + row * 24.8
            tone = mix(canvas.random.choice(colours), INK, canvas.random.uniform(0, 0.25))
            high = canvas.random.random()
            pen.rectangle((x, y, x + 86, y + 22.6), fill=(*mix(tone, INK, 0.25 * high), 255))
            for rib in range(6, 86, 8):
                pen.line((x + rib, y + 2, x + rib, y + 21), fill=(*mix(tone, INK, 0.3), 255))
            pen.line((x, y, x + 86, y), fill=(*mix(tone, PAPER, 0.45), 255), width=2)
    pen.rectangle((392, 66, 452, 354), fill=(*PAPER, 255))
    pen.rectangle((392, 66, 404, 354), fill=(*MIST, 255))
    pen.rectangle((420, 170, 446, 250), fill=(*mix(EMBER, RUST, 0.3), 255))
    pen.ellipse((1826, 196, 1852, 222), outline=(*PAPER, 255), width=3)
