"""The same page in other languages, as search engines are told of it.

https://developers.google.com/search/docs/specialty/international/localized-versions
"""

from collections.abc import Mapping

# For readers of any other language.
DEFAULT = "x-default"


def with_default(
    paths: Mapping[str, str], default_language: str, *, original: str = ""
) -> dict[str, str]:
    """``paths`` by language, and under DEFAULT that of the site's default language.

    Where there is none in it, the ``original``, if there is one. Nothing for a page that there is
    in one language alone.
    """
    if len(paths) < 2:
        return {}
    default = paths.get(default_language) or original
    return {**paths, **({DEFAULT: default} if default else {})}
