"""Parts of addresses that readers and staff have in common."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class RenditionKey(StringConverter):
    """The folder of a picture's files: see ``articles.actions.picture_files``."""

    regex = "[A-Za-z0-9_-]{16,32}"


class RenditionName(StringConverter):
    """The name of one of them, whether it was made or not."""

    regex = r"[a-z0-9]{1,20}-[1-9][0-9]{0,5}\.[a-z]{1,5}"


register_converter(RenditionKey, "folder")
register_converter(RenditionName, "rendition")
