"""A picture as it is shown in a text: where its files are, and its words in that language."""

from collections.abc import Iterable, Mapping

from articles import addresses, rights
from articles.body import Block, ImageData, pictures
from articles.models import Image
from articles.pictures.crops import FULL

from .cuts import Address, cut

__all__ = ["Address", "for_machines", "for_sharing", "image_data", "in_text"]


def image_data(
    image: Image, code: str, *, address: Address = addresses.picture
) -> ImageData | None:
    """``image`` in a text in the language ``code``; None while its renditions are not made."""
    if not image.rendition_key:
        return None
    return ImageData(
        cuts={
            crop: cut(image.rendition_key, crop, made, address)
            for crop, made in image.renditions.items()
        },
        alt=image.alt_in(code),
        caption=image.caption_in(code),
        credit=image.credit,
        rights=rights.limits(image.usable_from, image.usable_until),
        is_generated=image.is_generated,
    )


def for_machines(image: Image, shown: ImageData) -> dict:
    """What structured data, Open Graph and feeds say of ``image``, as JSON-ready data.

    ``files`` has the largest JPEG of each crop by the crop's name: address, width and height in
    pixels. ``rights`` says between which moments they may show it (see ``articles.rights``). The
    names of the others are those of the fields.
    """
    words = (
        "creator",
        "copyright_notice",
        "license_url",
        "acquire_license_page",
        "digital_source_type",
    )
    return {
        "alt": shown.alt,
        "caption": shown.caption,
        "credit": shown.credit,
        "is_generated": shown.is_generated,
        "rights": dict(shown.rights),
        **{name: getattr(image, name) for name in words},
        "files": {name: _largest(cut) for name, cut in shown.cuts.items()},
    }


def in_text(
    blocks: Iterable[Block], images: Mapping[int, Image], shown: Mapping[int, ImageData]
) -> list[dict]:
    """The same of the pictures of a text, each once, in its order: the whole picture alone, with
    the caption that the text gives it. ``images`` and what is ``shown`` of them are by key.
    """
    found: dict[int, dict] = {}
    for one in pictures(blocks):
        if one.image_id in shown and one.image_id not in found:
            said = for_machines(images[one.image_id], shown[one.image_id])
            said["caption"] = "".join(one.lines()) or said["caption"]
            said["files"] = {FULL.name: said["files"][FULL.name]}
            found[one.image_id] = said
    return list(found.values())


def for_sharing(lead: Mapping | None) -> dict | None:
    """What other sites show of ``lead``, which `for_machines` made; None without one."""
    if lead is None or "social" not in lead["files"]:
        return None
    return {**lead["files"]["social"], "alt": lead["alt"]}


def _largest(cut):
    address, width, height = cut.largest
    return {"src": address, "width": width, "height": height}
