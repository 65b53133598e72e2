"""Portraits of two who write for the Courier, as an illustrator would draw them for their pages."""

from dataclasses import dataclass

from PIL import Image, ImageChops

from .canvas import Canvas
from .palette import (
    EMBER,
    INK,
    LAMP,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    SAND,
    SLATE,
    STEEL,
    Colour,
    mix,
)
from .sheet import Point, Sheet, curve

MIDDLE = 960


@dataclass(frozen=True)
class Looks:
    skin: Colour
    hair: Colour
    coat: Colour
    shirt: Colour


def mara() -> Image.Image:
    """Dark bob, green coat, before an evening wall."""
    canvas = Canvas(seed=411)
    canvas.gradient((0, mix(OCHRE, PAPER, 0.45)), (0.7, mix(EMBER, SAND, 0.55)), (1, OCHRE))
    looks = Looks((226, 178, 146), (52, 36, 34), PINE, PAPER)
    _light(canvas)
    _behind(
        canvas, looks, [(700, 560), (720, 300), (960, 215), (1200, 300), (1220, 560), (1215, 800)]
    )
    _bust(canvas, looks)
    _face(canvas, looks)
    fringe = [(742, 560), (748, 400), (850, 300), (960, 272), (1075, 300), (1172, 400), (1178, 560)]
    under = [(1140, 470), (1040, 400), (900, 430), (800, 480)]
    _fill(canvas, [*curve(fringe), *curve(under)], looks.hair)
    return canvas.finish(vignette=0.3)


def ilias() -> Image.Image:
    """Short grey hair and a beard, a blue jacket, before the sea."""
    canvas = Canvas(seed=412)
    canvas.gradient((0, mix(MIST, PAPER, 0.4)), (0.62, MIST), (0.63, STEEL), (1, SLATE))
    looks = Looks((198, 146, 112), (98, 96, 96), NIGHT, mix(MIST, PAPER, 0.6))
    _light(canvas)
    _bust(canvas, looks)
    _face(canvas, looks)
    beard = [(770, 640), (790, 770), (870, 862), (960, 884), (1050, 862), (1130, 770), (1150, 640)]
    cheeks = [(1095, 690), (1035, 700), (960, 690), (885, 700), (825, 690)]
    _fill(canvas, [*curve(beard), *curve(cheeks)], looks.hair)
    _mouth(canvas, looks)
    crown = [(765, 560), (752, 430), (820, 300), (960, 250), (1100, 300), (1168, 430), (1155, 560)]
    temple = [(1130, 450), (1060, 390), (960, 400), (860, 380), (792, 450)]
    _fill(canvas, [*curve(crown), *curve(temple)], looks.hair)
    return canvas.finish(vignette=0.3)


def _light(canvas: Canvas) -> None:
    canvas.shine(canvas.halo(560, 260, 1100, 900, power=1.5), LAMP, 0.35)


def _fill(canvas: Canvas, points: list[Point], colour: Colour) -> None:
    canvas.polygon(points, colour)


def _behind(canvas: Canvas, looks: Looks, line: list[Point]) -> None:
    """Hair that falls behind the face."""
    points = [*curve([(705, 800), *line]), (1100, 850), (820, 850)]
    _fill(canvas, points, mix(looks.hair, INK, 0.25))


def _bust(canvas: Canvas, looks: Looks) -> None:
    """Neck, collar and shoulders, a little darker away from the light."""
    shade = mix(looks.skin, INK, 0.28)
    _fill(canvas, [(868, 740), (1052, 740), (1075, 960), (960, 1150), (845, 960)], shade)
    left = curve([(400, 1290), (440, 1110), (600, 1010), (850, 950)])
    right = curve([(1070, 950), (1320, 1010), (1480, 1110), (1520, 1290)])
    _fill(canvas, [*left, (960, 1130), *right], looks.coat)
    _fill(canvas, [(850, 940), (960, 1130), (900, 1290), (760, 1010)], looks.shirt)
    _fill(
        canvas, [(1070, 940), (960, 1130), (1020, 1290), (1160, 1010)], mix(looks.shirt, INK, 0.12)
    )
    _fill(canvas, [(960, 1130), (890, 1290), (1030, 1290)], mix(looks.shirt, INK, 0.06))
    lapel = mix(looks.coat, PAPER, 0.1)
    _fill(canvas, [(775, 985), (700, 1080), (905, 1290), (880, 1290)], lapel)
    _fill(
        canvas, [(1145, 985), (1220, 1080), (1015, 1290), (1040, 1290)], mix(looks.coat, INK, 0.25)
    )


def _face(canvas: Canvas, looks: Looks) -> None:
    shape = canvas.sheet()
    for x in (762, 1158):
        shape.disc(x, 590, 28, 56)
    shape.disc(MIDDLE, 540, 200, 240)
    shape.polygon(
        curve(
            [(766, 600), (800, 760), (900, 850), (960, 862), (1020, 850), (1120, 760), (1154, 600)]
        )
    )
    mask = shape.flat()
    canvas.paint(looks.skin, mask)
    far = ImageChops.multiply(mask, canvas.slope(900, 1250, across=True))
    canvas.paint(mix(looks.skin, INK, 0.55), far, 0.6)
    features = canvas.sheet("RGBA")
    for x in (872, 1048):
        _eye(features, x, looks)
    nose = mix(looks.skin, INK, 0.35)
    features.line(curve([(968, 580), (985, 660), (990, 684), (958, 694)]), 7, (*nose, 255))
    canvas.lay(features, blur=0.6)
    _mouth(canvas, looks)


def _eye(sheet: Sheet, x: float, looks: Looks) -> None:
    sheet.disc(x, 575, 30, 13, fill=(*mix(looks.skin, PAPER, 0.75), 255))
    sheet.disc(x + 2, 575, 13, 13, fill=(*INK, 255))
    sheet.line(
        curve([(x - 34, 574), (x, 559), (x + 34, 574)]), 6, (*mix(looks.hair, INK, 0.5), 255)
    )
    brow = curve([(x - 46, 528), (x - 6, 512), (x + 44, 526)])
    sheet.line(brow, 13, (*mix(looks.hair, INK, 0.2), 255))


def _mouth(canvas: Canvas, looks: Looks) -> None:
    sheet = canvas.sheet("RGBA")
    lips = mix(looks.skin, (150, 60, 56), 0.6)
    sheet.polygon(
        curve([(898, 752), (938, 742), (960, 748), (982, 742), (1022, 752)])
        + curve([(1022, 752), (960, 780), (898, 752)]),
        (*lips, 255),
    )
    sheet.line(curve([(894, 750), (960, 758), (1026, 750)]), 5, (*mix(lips, INK, 0.5), 255))
    canvas.lay(sheet, blur=0.6)
