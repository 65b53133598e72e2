"""The desk's screens for pages that staff arrange."""

from .admin import FrontAdmin

__all__ = ["FrontAdmin"]
