"""Which files of a picture a page names, and how large they are shown there: see reader.css."""

from collections.abc import Callable, Mapping

from articles.body import Cut
from articles.pictures.crops import CARD, FULL, LEAD
from articles.pictures.renditions import CONTENT_TYPES, rendition_name

# From the key of the renditions and the name of a file to its address.
Address = Callable[[str, str], str]
# What a browser gets that knows neither ``srcset`` nor the newer formats: as wide as a phone is.
PLAIN_FORMAT = "jpg"
PLAIN_WIDTH = 960
# A page has twenty cards, so each names fewer files; none is shown much wider than half a page.
# The crop for leads is never narrower than that for cards: what is there of one is of the other.
CARD_WIDTHS = (320, 480, 640, 960, 1280)
CARD_PLAIN_WIDTH = 480
# A little larger than its pixels looks better than a gap beside it; much larger does not.
ENLARGED = 1.25
# The whole picture is no higher than this, in CSS pixels: a portrait fits on a screen.
HIGHEST = 800
# All pictures of a gallery have one frame, and are shown whole in it: width to height.
FRAME = 3 / 2
# How wide each crop is shown, as ``sizes`` has it: in the text, above a story, in a list.
TEXT_SIZES = "min(44rem, 92vw, {most}px)"
LEAD_SIZES = "(min-width: 64rem) min(58rem, 88vw - 13rem, {most}px), min(92vw, {most}px)"
FRAMED_SIZES = "min({rem:.4g}rem, {vw:.4g}vw, {most}px)"
CARD_SIZES = "auto, (min-width: 64rem) min(17rem, 22vw), (min-width: 40rem) 45vw, 26vw"
SIZES = {FULL.name: TEXT_SIZES, LEAD.name: LEAD_SIZES, CARD.name: CARD_SIZES}


def cut(key: str, crop: str, made: Mapping[str, list], address: Address) -> Cut:
    """The files of ``made``, which is what ``Image.renditions`` has of ``crop``."""
    is_card = crop == CARD.name
    made_sizes = sorted(made["sizes"])
    widths = [width for width, _height in made_sizes]
    offered = [width for width in widths if width in CARD_WIDTHS] if is_card else widths
    offered = offered or widths

    def file(width, suffix=PLAIN_FORMAT):
        return address(key, rendition_name(crop, width, suffix))

    def srcset(suffix):
        return ", ".join(f"{file(width, suffix)} {width}w" for width in offered)

    shown_width, shown_height = _shown(crop, *made_sizes[-1])
    return Cut(
        src=file(_plain(offered, CARD_PLAIN_WIDTH if is_card else PLAIN_WIDTH)),
        width=shown_width,
        height=shown_height,
        sizes=SIZES.get(crop, "").format(most=shown_width),
        framed=_framed(shown_width, shown_height),
        srcset="" if is_card else srcset(PLAIN_FORMAT),
        sources=tuple(
            (CONTENT_TYPES[suffix], srcset(suffix))
            for suffix in made["formats"]
            if suffix != PLAIN_FORMAT
        ),
        largest=(file(widths[-1]), *made_sizes[-1]),
    )


def _framed(width, height):
    part = min(1, width / height / FRAME)
    return FRAMED_SIZES.format(rem=44 * part, vw=92 * part, most=width)


def _plain(widths, most):
    return max((width for width in widths if width <= most), default=widths[0])


def _shown(crop, width, height):
    """The most that a crop is shown at, of which ``width`` × ``height`` is the largest file."""
    factor = min(ENLARGED, HIGHEST / height) if crop == FULL.name else ENLARGED
    return max(1, round(width * factor)), max(1, round(height * factor))
