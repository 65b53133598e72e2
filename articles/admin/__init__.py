"""The newsroom's own screens, by noun. Each only translates: form in, action, page out."""

from . import article, breaking, credit, front, image, policy, record, site, taxonomy

__all__ = [
    "article",
    "breaking",
    "credit",
    "front",
    "image",
    "policy",
    "record",
    "site",
    "taxonomy",
]
