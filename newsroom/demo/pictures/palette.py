"""The colours of the demo pictures: sea, stone, lamplight. One palette makes them one series."""

INK = (13, 24, 34)
NIGHT = (20, 38, 54)
SLATE = (42, 66, 82)
STEEL = (84, 112, 125)
MIST = (157, 177, 180)
FOAM = (214, 221, 215)
PAPER = (243, 236, 223)
SAND = (221, 196, 156)
OCHRE = (203, 146, 78)
EMBER = (219, 104, 63)
RUST = (139, 62, 46)
MOSS = (98, 115, 80)
PINE = (34, 58, 54)
LAMP = (255, 208, 138)

Colour = tuple[int, int, int]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour that is `share` of the way from one to the other."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
