"""The library of pictures: its page, its dialog, and the form of one picture."""

from .admin import ImageAdmin

__all__ = ["ImageAdmin"]
