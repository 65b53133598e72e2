"""The city: towers at night, a tram in the rain, the parliament at the blue hour."""

from PIL import Image, ImageFilter

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


def skyline_night() -> Image.Image:
    canvas = Canvas(seed=41)
    water = 930
    canvas.gradient(
        (0, (10, 20, 34)),
        (0.5, (30, 50, 72)),
        (0.85, (88, 90, 104)),
        (1, (150, 120, 104)),
        bottom=water / 1280,
    )
    haze = canvas.noise(1300, 260, 4).point([max(0, i - 120) * 2 for i in range(256)])
    canvas.paint((96, 96, 112), haze, 0.35)
    _moon(canvas, 1440, 250)
    for low, high, wide, colour, lit in (
        (600, 800, 70, (70, 80, 98), 0.16),
        (470, 790, 92, (40, 54, 72), 0.3),
        (560, 860, 120, (18, 30, 44), 0.42),
    ):
        _block(canvas, water, low, high, wide, colour, lit)
        canvas.mist(water - 30, 130, (160, 122, 100), 0.28)
    canvas.mirror(water, stretch=0.8, blur=2, swell=9)
    canvas.paint(INK, canvas.slope(water - 200, 1330), 0.7)
    canvas.polygon([(0, water - 3), (1920, water - 3), (1920, water + 4), (0, water + 4)], INK)
    return canvas.finish()


def _moon(canvas: Canvas, x: float, y: float) -> None:
    canvas.shine(canvas.halo(x, y, 420, power=2.6), (200, 200, 190), 0.5)
    moon = canvas.sheet()
    moon.disc(x, y, 46)
    canvas.paint(PAPER, moon.flat(), 0.94)
    stars = canvas.sheet("RGBA")
    for _ in range(170):
        across, down = canvas.random.uniform(0, 1920), canvas.random.uniform(0, 460)
        stars.disc(
            across,
            down,
            canvas.random.uniform(0.5, 1.3),
            fill=(*PAPER, canvas.random.randint(60, 190)),
        )
    canvas.lay(stars)


def _block(canvas: Canvas, foot, low, high, wide, colour, lit) -> None:
    sheet, x = canvas.sheet("RGBA"), -30.0
    while x < 1920:
        width = canvas.random.uniform(0.55, 1.25) * wide
        top = canvas.random.uniform(low, high) if canvas.random.random() < 0.8 else low - 90
        _tower(canvas, sheet, (x, top, width, foot), colour, lit)
        x += width + canvas.random.choice((2, 4, 26))
    canvas.lay(sheet)


def _tower(canvas: Canvas, sheet: Sheet, box, colour, lit: float) -> None:
    x, top, width, foot = box
    sheet.box(x, top, width, foot - top, (*colour, 255))
    sheet.box(x + width * 0.7, top, width * 0.3, foot - top, (*mix(colour, INK, 0.3), 255))
    roof = canvas.random.random()
    if roof < 0.22:
        sheet.line([(x + width / 2, top), (x + width / 2, top - 70)], 3, (*colour, 255))
        sheet.disc(x + width / 2, top - 70, 3, fill=(*EMBER, 255))
    elif roof < 0.5:
        sheet.box(x + width * 0.2, top - 20, width * 0.45, 22, (*colour, 255))
    pane, storey = max(5, width / 11), max(10, width / 6.4)
    for row in range(int((foot - top - 24) / storey)):
        dark_floor = canvas.random.random() < 0.3
        for column in range(int((width - 8) / (pane * 1.9))):
            if canvas.random.random() < lit * (0.3 if dark_floor else 1.1):
                glow = canvas.random.choice((LAMP, LAMP, (255, 226, 176), (236, 170, 104), MIST))
                glow = mix(glow, colour, canvas.random.uniform(0.05, 0.5))
                sheet.box(
                    x + 6 + column * pane * 1.9,
                    top + 12 + row * storey,
                    pane,
                    storey * 0.52,
                    (*glow, 255),
                )


def parliament() -> Image.Image:
    canvas = Canvas(seed=53)
    canvas.gradient(
        (0, (24, 46, 70)),
        (0.45, (70, 100, 122)),
        (0.8, (176, 160, 146)),
        (1, (226, 178, 132)),
        bottom=0.78,
    )
    clouds = canvas.noise(1400, 200, 5).point([max(0, i - 118) * 2 for i in range(256)])
    canvas.paint((206, 180, 164), clouds, 0.42)
    house = canvas.sheet("RGBA")
    for side in (-1, 1):
        _wing(house, side)
    canvas.lay(house)
    _portico(canvas)
    _steps(canvas)
    return canvas.finish(vignette=0.45)


def _wing(sheet: Sheet, side: int) -> None:
    stone, shade = (168, 158, 146), (120, 120, 120)
    inner, outer = 960 + side * 430, 960 + side * 990
    sheet.box(inner, 520, outer - inner, 440, (*mix(stone, SLATE, 0.28), 255))
    sheet.box(inner, 500, outer - inner, 24, (*stone, 255))
    sheet.box(inner, 472, outer - inner, 30, (*mix(stone, SLATE, 0.4), 255))
    for i in range(7):
        x = 960 + side * (480 + i * 76)
        for y, tall in ((570, 130), (760, 120)):
            sheet.box(x - 21, y - 8, 42, tall + 14, (*stone, 255))
            lamp = (*mix(LAMP, OCHRE, 0.25), 255) if (i * 3 + y) % 4 else (*shade, 255)
            sheet.box(x - 15, y, 30, tall, lamp)
            sheet.line([(x, y), (x, y + tall)], 2.5, (*SLATE, 255))
            sheet.line([(x - 15, y + tall * 0.4), (x + 15, y + tall * 0.4)], 2.5, (*SLATE, 255))


def _portico(canvas: Canvas) -> None:
    stone, light, dark = (198, 184, 164), (232, 216, 190), (110, 108, 110)
    sheet = canvas.sheet("RGBA")
    sheet.box(530, 500, 860, 470, (*mix(RUST, INK, 0.45), 255))
    for i in range(7):
        sheet.box(598 + i * 112.5, 600, 48, 350, (*mix(LAMP, OCHRE, 0.35), 255))
    canvas.lay(sheet)
    canvas.shine(canvas.halo(960, 840, 560, 320, power=1.5), (255, 170, 84), 0.55)
    sheet = canvas.sheet("RGBA")
    for i in range(8):
        x = 566 + i * 112.5
        for strip in range(12):
            tone = mix(light, dark, abs(strip - 3.4) / 8.6)
            sheet.box(x - 27 + strip * 4.5, 512, 4.5, 436, (*tone, 255))
        sheet.box(x - 36, 500, 72, 20, (*light, 255))
        sheet.box(x - 36, 936, 72, 22, (*stone, 255))
    sheet.box(506, 430, 908, 74, (*stone, 255))
    sheet.box(506, 492, 908, 10, (*dark, 255))
    sheet.box(490, 418, 940, 18, (*light, 255))
    sheet.polygon([(490, 420), (960, 238), (1430, 420)], (*light, 255))
    sheet.polygon([(566, 408), (960, 258), (1354, 408)], (*mix(stone, dark, 0.55), 255))
    sheet.disc(960, 352, 40, fill=(*stone, 255))
    sheet.disc(960, 352, 30, fill=(*mix(stone, dark, 0.7), 255))
    sheet.line([(960, 240), (960, 74)], 6, (*INK, 255))
    flag = [
        (962, 80),
        (1016, 90),
        (1070, 78),
        (1118, 88),
        (1118, 148),
        (1070, 140),
        (1016, 152),
        (962, 142),
    ]
    sheet.polygon(flag, (*mix(EMBER, RUST, 0.35), 255))
    sheet.polygon(
        [
            (962, 102),
            (1016, 112),
            (1070, 100),
            (1118, 110),
            (1118, 126),
            (1070, 118),
            (1016, 130),
            (962, 120),
        ],
        (*PAPER, 255),
    )
    canvas.lay(sheet)


def _steps(canvas: Canvas) -> None:
    sheet = canvas.sheet("RGBA")
    for i in range(11):
        y, out = 956 + i * 17, 460 + i * 26
        sheet.box(960 - out, y, out * 2, 9, (*mix((222, 204, 176), SLATE, i / 16), 255))
        sheet.box(960 - out, y + 8, out * 2, 10, (*mix((140, 130, 122), SLATE, i / 14), 255))
    sheet.box(0, 1140, 1920, 140, (*mix(SLATE, INK, 0.35), 255))
    for x, size in ((380, 1.0), (440, 0.94), (1270, 0.8), (1500, 1.06), (860, 0.72)):
        _walker(sheet, x, 1188 if size > 0.9 else 1120, size * 1.2)
    canvas.lay(sheet)
    canvas.shine(canvas.halo(960, 1010, 700, 170), (255, 178, 100), 0.3)


def _walker(sheet: Sheet, x: float, foot: float, size: float) -> None:
    ink = (*INK, 255)
    sheet.disc(x, foot - 84 * size, 8 * size, fill=ink)
    sheet.polygon(
        [
            (x - 13 * size, foot - 72 * size),
            (x + 13 * size, foot - 72 * size),
            (x + 15 * size, foot - 26 * size),
            (x - 15 * size, foot - 26 * size),
        ],
        ink,
    )
    sheet.line([(x - 5 * size, foot - 28 * size), (x - 11 * size, foot)], 7 * size, ink)
    sheet.line([(x + 5 * size, foot - 28 * size), (x + 12 * size, foot)], 7 * size, ink)
    sheet.polygon(
        [
            (x - 8 * size, foot),
            (x + 10 * size, foot),
            (x + 150 * size, foot + 26 * size),
            (x + 120 * size, foot + 28 * size),
        ],
        (*INK, 90),
    )


def tram_rain() -> Image.Image:
    canvas = Canvas(seed=67)
    street = 850
    canvas.gradient((0, (14, 24, 38)), (0.6, (38, 54, 70)), (1, (92, 84, 84)), bottom=street / 1280)
    _facades(canvas, street)
    canvas.mist(street - 60, 220, (150, 116, 92), 0.4)
    _bokeh(canvas, street)
    _tram(canvas, 960, street)
    canvas.mirror(street, stretch=1.0, blur=3, swell=8)
    canvas.paint((12, 22, 32), canvas.slope(street - 160, 1420), 0.66)
    _rails(canvas, street)
    for x in (870, 1050):
        canvas.shine(canvas.halo(x, street - 70, 260, power=2.8), (255, 236, 196), 0.9)
        canvas.shine(canvas.halo(x, street + 190, 50, 320, power=1.7), (255, 226, 170), 0.6)
    _rain(canvas)
    return canvas.finish(vignette=0.5)


def _facades(canvas: Canvas, street: int) -> None:
    sheet = canvas.sheet("RGBA")
    for side in (-1, 1):
        for i in range(5):
            near, far = 960 - i * 150, 960 - (i + 1) * 150
            top_near, top_far = 60 + i * 105, 60 + (i + 1) * 105
            tone = (*mix(NIGHT, (96, 88, 90), i / 6.5), 255)
            edge = [
                (960 + side * near, street),
                (960 + side * near, top_near),
                (960 + side * far, top_far),
                (960 + side * far, street),
            ]
            sheet.polygon(edge, tone)
            for row in range(6):
                for column in range(4):
                    if canvas.random.random() < 0.5:
                        _pane(
                            canvas, sheet, side, (near, far, top_near, top_far), street, row, column
                        )
    canvas.lay(sheet, blur=1.2)


def _pane(
    canvas: Canvas, sheet: Sheet, side: int, wall, street: int, row: int, column: int
) -> None:
    near, far, top_near, top_far = wall

    def at(u: float, v: float) -> tuple[float, float]:
        top = top_near + (top_far - top_near) * u
        return 960 + side * (near + (far - near) * u), top + (street - top) * v

    u, v = 0.12 + column * 0.22, 0.08 + row * 0.145
    colour = mix(
        canvas.random.choice((LAMP, OCHRE, (255, 222, 170))), NIGHT, canvas.random.uniform(0.1, 0.6)
    )
    sheet.polygon(
        [at(u, v), at(u + 0.13, v), at(u + 0.13, v + 0.085), at(u, v + 0.085)], (*colour, 255)
    )


def _bokeh(canvas: Canvas, street: int) -> None:
    sheet = canvas.sheet("RGBA")
    for _ in range(70):
        away = canvas.random.uniform(-1, 1)
        x, y = 960 + away * 900, street - 40 - canvas.random.random() ** 2 * 300
        colour = canvas.random.choice((LAMP, EMBER, OCHRE, (150, 196, 196)))
        sheet.disc(
            x, y, canvas.random.uniform(6, 24), fill=(*colour, canvas.random.randint(30, 110))
        )
    canvas.lay(sheet, blur=1.5)


def _tram(canvas: Canvas, x: float, street: float) -> None:
    sheet = canvas.sheet("RGBA")
    body, top = (*mix(RUST, EMBER, 0.35), 255), street - 400
    sheet.line([(x, top - 44), (x, 60)], 2, (*INK, 255))
    sheet.line([(x - 70, top - 4), (x, top - 44), (x + 70, top - 4)], 4, (*INK, 255))
    for side in (-1, 1):
        sheet.line([(x, top - 44), (x + side * 960, 40)], 1.6, (*INK, 255))
    sheet.box(x - 165, top, 330, 384, body, radius=34)
    sheet.box(x - 165, street - 140, 330, 104, (*PAPER, 255))
    sheet.box(x - 165, street - 60, 330, 46, (*mix(RUST, INK, 0.4), 255), radius=12)
    sheet.box(x - 140, top + 70, 280, 170, (*INK, 255), radius=18)
    sheet.box(x - 132, top + 78, 264, 154, (*mix(LAMP, OCHRE, 0.3), 255), radius=14)
    for i in range(6):
        across, size = x - 108 + i * 44, 0.9 + (i % 3) * 0.12
        sheet.disc(across, top + 168 - (i % 2) * 10, 13 * size, fill=(*mix(NIGHT, RUST, 0.3), 255))
        sheet.box(
            across - 20, top + 182 - (i % 2) * 10, 40, 52, (*mix(NIGHT, RUST, 0.2), 255), radius=10
        )
    sheet.box(x - 4, top + 74, 8, 160, (*INK, 255))
    sheet.box(x - 74, top + 18, 148, 40, (*INK, 255), radius=6)
    for dot in range(16):
        sheet.disc(x - 58 + dot * 7.8, top + 38 + (dot * 7 % 3 - 1) * 7, 2.6, fill=(*LAMP, 255))
    for lamp in (-90, 90):
        sheet.disc(x + lamp, street - 76, 22, fill=(*SLATE, 255))
        sheet.disc(x + lamp, street - 76, 16, fill=(255, 248, 226, 255))
    sheet.box(x - 140, street - 18, 280, 18, (*INK, 255))
    canvas.lay(sheet)
    canvas.shine(canvas.halo(x, top + 150, 330, 240), (255, 180, 90), 0.28)


def _rails(canvas: Canvas, street: int) -> None:
    sheet = canvas.sheet("RGBA")
    for near, far in ((-560, -92), (560, 92), (-640, -100), (640, 100)):
        sheet.polygon(
            [
                (960 + far - 1.5, street),
                (960 + far + 1.5, street),
                (960 + near + 12, 1280),
                (960 + near - 12, 1280),
            ],
            (*MIST, 80),
        )
    canvas.lay(sheet, blur=0.7)


def _rain(canvas: Canvas) -> None:
    sheet = canvas.sheet()
    for _ in range(900):
        x, y = canvas.random.uniform(-40, 1960), canvas.random.uniform(-60, 1280)
        length = canvas.random.uniform(14, 56)
        sheet.line([(x, y), (x - length * 0.16, y + length)], 0.6, canvas.random.randint(30, 130))
    canvas.shine(sheet.flat().filter(ImageFilter.GaussianBlur(0.5)), FOAM, 0.6)
    canvas.shine(canvas.halo(960, 620, 900, 700), SAND, 0.05)
    canvas.paint(STEEL, canvas.halo(960, 1270, 1400, 260), 0.1)
