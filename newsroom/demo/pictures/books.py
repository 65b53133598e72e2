"""Books and paper: a library by night, a printing press at work."""

from itertools import pairwise
from math import cos, pi, sin

from PIL import Image

from .canvas import Canvas
from .palette import EMBER, INK, LAMP, NIGHT, OCHRE, PAPER, RUST, SAND, SLATE, STEEL, mix
from .sheet import Sheet, curve


def library() -> Image.Image:
    canvas = Canvas(1280, 1600, seed=191)
    canvas.gradient((0, (44, 34, 32)), (0.45, (120, 82, 54)), (1, (30, 26, 28)))
    wall = _bookcase(canvas)
    corners = ((0, -240), (450, 470), (450, 1010), (0, 1840))
    left = wall.transform(
        canvas.size,
        Image.Transform.PERSPECTIVE,
        _perspective(corners, wall.size),
        Image.Resampling.BILINEAR,
    )
    _end_wall(canvas)
    side = canvas.sheet()
    side.polygon(corners)
    shape = side.flat()
    canvas.paint(left, shape)
    canvas.paint(
        left.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        shape.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    )
    _floor(canvas)
    canvas.shine(canvas.halo(640, 640, 560, 760, power=1.8), (255, 200, 130), 0.45)
    _tables(canvas)
    return canvas.finish(vignette=0.6)


def _bookcase(canvas: Canvas) -> Image.Image:
    wall = Image.new("RGB", (1500, 1100), (50, 34, 28))
    sheet = Sheet(wall.size, "RGBA")
    colours = (
        RUST,
        OCHRE,
        SLATE,
        (84, 96, 84),
        (120, 78, 54),
        SAND,
        (66, 52, 60),
        STEEL,
        (150, 92, 64),
    )
    for bay in range(6):
        for shelf in range(11):
            x, foot = bay * 250 + 14, 96 + shelf * 98
            while x < bay * 250 + 228:
                wide, tall = canvas.random.uniform(7, 19), canvas.random.uniform(54, 80)
                tone = mix(canvas.random.choice(colours), INK, canvas.random.uniform(0.1, 0.5))
                sheet.box(x, foot - tall, wide - 1.5, tall, (*tone, 255))
                sheet.box(x + 1, foot - tall + 12, wide - 3.5, 3, (*mix(tone, LAMP, 0.6), 255))
                x += wide
            sheet.box(bay * 250, foot, 250, 9, (*mix(OCHRE, RUST, 0.5), 255))
        sheet.box(bay * 250 - 7, 0, 14, 1100, (*mix(OCHRE, INK, 0.5), 255))
    sheet.box(0, 500, 1500, 26, (*mix(OCHRE, LAMP, 0.25), 255))
    for post in range(0, 1500, 24):
        sheet.box(post, 440, 3, 62, (*mix(OCHRE, LAMP, 0.15), 255))
    sheet.box(0, 434, 1500, 8, (*mix(OCHRE, LAMP, 0.4), 255))
    layer = sheet.flat()
    wall.paste(layer, (0, 0), layer)
    shade = Image.linear_gradient("L").rotate(90).resize(wall.size)
    return Image.composite(
        Image.blend(wall, Image.new("RGB", wall.size, (255, 190, 110)), 0.22),
        wall,
        shade.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    )


def _perspective(corners, size) -> list[float]:
    """Coefficients that map the four corners (from top left, clockwise) back onto the picture."""
    wide, tall = size
    rows = []
    for (x, y), (u, v) in zip(corners, ((0, 0), (wide, 0), (wide, tall), (0, tall)), strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(8):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[8] for row in rows]


def _end_wall(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.box(0, 0, 1280, 700, (*mix(RUST, INK, 0.55), 255))
    for k in range(-7, 8):
        sheet.line([(640 + k * 30, 300), (640 + k * 190, -60)], 4, (*mix(OCHRE, INK, 0.5), 255))
    sheet.polygon(
        [(450, 470), (520, 350), (640, 290), (760, 350), (830, 470), (830, 1020), (450, 1020)],
        (*mix(OCHRE, RUST, 0.45), 255),
    )
    for i in range(7):
        y, out = 470 - i * 74, i * 74
        sheet.line(
            curve([(450 - out, y), (640, y - 190 - i * 40), (830 + out, y)]),
            12 + i * 3,
            (*mix(OCHRE, INK, 0.35 + i * 0.05), 255),
        )
    sheet.disc(640, 500, 130, fill=(255, 240, 206, 255))
    sheet.box(510, 500, 260, 420, (255, 240, 206, 255))
    for x in (575, 640, 705):
        sheet.line([(x, 370), (x, 920)], 5, (*mix(RUST, INK, 0.4), 255))
    for y in range(500, 921, 84):
        sheet.line([(510, y), (770, y)], 5, (*mix(RUST, INK, 0.4), 255))
    canvas.lay(sheet)


def _floor(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    sheet.polygon(
        [(450, 1010), (830, 1010), (1280, 1600), (1280, 1840), (0, 1840), (0, 1600)],
        (*mix(RUST, INK, 0.5), 255),
    )
    for k in range(-9, 10):
        sheet.line([(640 + k * 40, 1010), (640 + k * 190, 1700)], 2, (*mix(OCHRE, INK, 0.55), 120))
    sheet.polygon(
        [(540, 1010), (740, 1010), (930, 1600), (350, 1600)], (*mix(LAMP, RUST, 0.55), 110)
    )
    canvas.lay(sheet, blur=0.8)


def _tables(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for side in (-1, 1):
        for depth in (0.34, 0.55, 0.95):
            x, y = 640 + side * 420 * depth, 960 + 430 * depth
            wide = 210 * depth
            sheet.box(x - wide, y, wide * 2, 20 * depth, (*mix(OCHRE, RUST, 0.55), 255))
            sheet.polygon(
                [
                    (x - wide, y),
                    (x + wide, y),
                    (x + wide * 0.8, y - 50 * depth),
                    (x - wide * 0.8, y - 50 * depth),
                ],
                (*mix(OCHRE, RUST, 0.3), 255),
            )
            for leg in (-0.9, 0.86):
                sheet.box(x + leg * wide, y + 18 * depth, 12 * depth, 130 * depth, (*INK, 255))
            sheet.line(
                [(x, y - 24 * depth), (x, y - 100 * depth)], 6 * depth, (*mix(OCHRE, INK, 0.3), 255)
            )
            sheet.polygon(
                [
                    (x - 58 * depth, y - 92 * depth),
                    (x + 58 * depth, y - 92 * depth),
                    (x + 36 * depth, y - 132 * depth),
                    (x - 36 * depth, y - 132 * depth),
                ],
                (52, 98, 84, 255),
            )
            _reader(sheet, x + side * -110 * depth, y - 20 * depth, depth)
    canvas.lay(sheet)
    for side in (-1, 1):
        for depth in (0.34, 0.55, 0.95):
            x, y = 640 + side * 420 * depth, 960 + 370 * depth
            canvas.shine(canvas.halo(x, y, 220 * depth, 120 * depth), (255, 196, 110), 0.6)


def _reader(sheet: Sheet, x: float, y: float, size: float) -> None:
    tone = (*mix(NIGHT, INK, 0.4), 255)
    sheet.disc(x, y - 120 * size, 26 * size, 30 * size, fill=tone)
    sheet.box(x - 48 * size, y - 88 * size, 96 * size, 100 * size, tone, radius=round(30 * size))
    sheet.polygon(
        [
            (x - 40 * size, y - 6 * size),
            (x, y + 2 * size),
            (x + 40 * size, y - 6 * size),
            (x + 34 * size, y - 24 * size),
            (x, y - 16 * size),
            (x - 34 * size, y - 24 * size),
        ],
        (*PAPER, 255),
    )


def press() -> Image.Image:
    canvas = Canvas(1600, 1280, seed=193)
    canvas.gradient((0, (54, 66, 72)), (0.6, (112, 112, 104)), (1, (38, 46, 52)))
    canvas.shine(canvas.halo(400, 120, 1000, 800), (255, 220, 170), 0.4)
    sheet = canvas.sheet("RGBA")
    for x in range(-40, 1700, 210):
        sheet.box(x, 0, 22, 1280, (*mix(SLATE, STEEL, 0.3), 90))
    for y in (120, 160):
        sheet.box(0, y, 1600, 8, (*mix(SLATE, INK, 0.3), 160))
    canvas.lay(sheet, blur=1.5)
    _frames(canvas)
    spots = ((250, 930, 150), (520, 560, 104), (820, 860, 150), (1080, 470, 104), (1370, 800, 150))
    _web(canvas, spots)
    sheet = canvas.sheet("RGBA")
    for x, y, radius in (
        *spots,
        (520, 860, 74),
        (1080, 760, 74),
        (820, 560, 74),
        (250, 640, 60),
        (1370, 500, 66),
    ):
        _roller(sheet, x, y, radius)
    canvas.lay(sheet)
    canvas.shine(canvas.halo(300, 200, 900, 700), (255, 214, 160), 0.16)
    return canvas.finish(vignette=0.5)


def _frames(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for x, top, wide in (
        (130, 480, 250),
        (420, 390, 210),
        (700, 440, 250),
        (975, 300, 215),
        (1250, 400, 250),
    ):
        sheet.box(x, top, wide, 900, (*mix(SLATE, INK, 0.45), 255), radius=26)
        sheet.box(x + 14, top + 14, wide - 28, 860, (*mix(SLATE, STEEL, 0.12), 255), radius=18)
        for bolt in range(top + 40, 1240, 90):
            for side in (30, wide - 30):
                sheet.disc(x + side, bolt, 6, fill=(*mix(STEEL, INK, 0.3), 255))
        sheet.box(x + 40, 1120, 60, 40, (*mix(RUST, EMBER, 0.5), 255), radius=5)
        sheet.disc(x + wide - 70, 1140, 16, fill=(*mix(OCHRE, LAMP, 0.3), 255))
    sheet.box(0, 1216, 1600, 70, (*INK, 255))
    canvas.lay(sheet)


def _web(canvas: Canvas, spots) -> None:
    """The paper on its way: a bright ribbon over and under the rollers, type showing on it."""
    path = [(-60, 700)]
    for i, (x, y, radius) in enumerate(spots):
        under = i % 2 == 0
        turn = radius + 6
        first, last = (pi, 0) if under else (-pi, 0)
        for k in range(13):
            angle = first + (last - first) * k / 12
            path.append((x + cos(angle) * turn, y + sin(angle) * turn))
    path.append((1700, 240))
    sheet = canvas.sheet("RGBA")
    sheet.line([(x + 10, y + 16) for x, y in path], 34, (10, 16, 20, 110))
    sheet.line(path, 30, (*mix(SAND, SLATE, 0.2), 255))
    sheet.line([(x, y - 3) for x, y in path], 24, (*PAPER, 255))
    for (ax, ay), (bx, by) in pairwise(path):
        length = max(1, round(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 / 13))
        for k in range(length):
            x, y = ax + (bx - ax) * k / length, ay + (by - ay) * k / length - 3
            dx, dy = (bx - ax) / length / 13, (by - ay) / length / 13
            tone = RUST if canvas.random.random() < 0.12 else SLATE
            sheet.line(
                [(x - dy * 9, y + dx * 9), (x + dy * 9, y - dx * 9)],
                canvas.random.uniform(1, 5),
                (*tone, 190),
            )
    canvas.lay(sheet)


def _roller(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.disc(x + 8, y + 12, radius, fill=(8, 14, 18, 130))
    for ring in range(20):
        size = radius * (1 - ring / 40)
        tone = mix((96, 104, 106), (226, 222, 208), ring / 22)
        sheet.disc(x - ring * radius / 70, y - ring * radius / 60, size, fill=(*tone, 255))
    sheet.ring(x, y, radius, radius * 0.045, (*INK, 255))
    sheet.disc(x, y, radius * 0.44, fill=(*mix(SLATE, INK, 0.3), 255))
    for spoke in range(6):
        angle = spoke * pi / 3 + radius
        sheet.disc(
            x + cos(angle) * radius * 0.3,
            y + sin(angle) * radius * 0.3,
            radius * 0.06,
            fill=(*STEEL, 255),
        )
    sheet.disc(x, y, radius * 0.14, fill=(*OCHRE, 255))
