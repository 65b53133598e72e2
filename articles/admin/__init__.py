"""The newsroom's own screens, by noun. Each only translates: form in, action, page out."""

from . import article, credit, image, policy, record, site, taxonomy

__all__ = ["article", "credit", "image", "policy", "record", "site", "taxonomy"]
