"""Sitemaps in XML: https://www.sitemaps.org/protocol.html

Written as text: a file has thousands of entries, and an address needs no more than escaping.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from articles.queries.sitemap import Entry, Month
from articles.queries.sitemap_pages import Page

from .alternates import with_default

START = '<?xml version="1.0" encoding="utf-8"?>\n'
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def index(
    kinds: Mapping[str, int],
    months: Sequence[Month],
    news_files: int,
    absolute: Callable[[str], str],
) -> str:
    """The list of all files; ``absolute`` makes a full address of a path.

    ``kinds`` says how many files there are of lists of each kind. The first file of the sitemap for
    news stands in robots.txt, the others here.
    """
    paths = [
        "/sitemap-pages.xml",
        *(path for name, count in kinds.items() for path in _files(f"/sitemap-{name}", count)),
        *list(_files("/news-sitemap", news_files))[1:],
        *(path for month in months for path in _files(_month(month), month.files)),
    ]
    entries = "\n".join(f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>" for path in paths)
    return f'{START}<sitemapindex xmlns="{MAP}">\n{entries}\n</sitemapindex>\n'


def _month(month: Month) -> str:
    return f"/sitemap-{month.begins:%Y-%m}"


def _files(name: str, count: int) -> Iterator[str]:
    yield from [f"{name}.xml"][:count]
    yield from (f"{name}-{number}.xml" for number in range(2, count + 1))


def of_stories(
    entries: Iterable[Entry], default_language: str, absolute: Callable[[str], str]
) -> str:
    """The file of a month, or of a part of it."""
    return _urlset(
        _url(
            entry.path,
            entry.changed_at,
            with_default(entry.translations, default_language, original=entry.original),
            absolute,
        )
        for entry in entries
    )


def of_pages(pages: Iterable[Page], default_language: str, absolute: Callable[[str], str]) -> str:
    """A file of what is no story."""
    return _urlset(
        _url(path, page.changed_at[code], with_default(page.paths, default_language), absolute)
        for page in pages
        for code, path in page.paths.items()
    )


def _urlset(urls: Iterable[str]) -> str:
    lines = "\n".join(urls)
    return f'{START}<urlset xmlns="{MAP}" xmlns:xhtml="{XHTML}">\n{lines}\n</urlset>\n'


def _url(
    path: str, at: datetime, alternates: Mapping[str, str], absolute: Callable[[str], str]
) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(absolute(other))}/>'
        for code, other in alternates.items()
    )
    changed = f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>"
    return f"<url><loc>{escape(absolute(path))}</loc>{changed}{links}</url>"
