"""The pages under one article's address in the admin, beside the form itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import URLPattern, path

from . import compare, restore
from .autosave import autosave
from .notes import notes_page
from .presence import presence
from .preview import phone, preview
from .preview_links import links_page
from .withdraw import withdraw_page


@dataclass(frozen=True)
class Page:
    """``view(model_admin, request, article)`` answers at ``…/<id>/<route>``.

    The article is one that the person may know of: others are 404 before ``view`` is called.
    Reverse it as ``admin:articles_article_<name>``.
    """

    name: str
    route: str
    view: Callable
    # Whether readers get such a page, so that it must work under their policy.
    for_readers: bool = False


PAGES = [
    Page("compare", "compare/", compare.page),
    Page("restore", "restore/<int:number>/", restore.page),
    Page("presence", "presence/", presence),
    Page("autosave", "autosave/", autosave),
    Page("preview", "preview/", preview, for_readers=True),
    Page("phone", "preview/phone/", phone),
    Page("links", "links/", links_page),
    Page("notes", "notes/", notes_page),
    Page("withdraw", "withdraw/", withdraw_page),
]


def urls(model_admin) -> list[URLPattern]:
    return [_url(model_admin, page) for page in PAGES]


def _url(model_admin, page):
    def view(request, object_id, **kwargs):
        article = model_admin.article_or_404(request, object_id)
        return page.view(model_admin, request, article, **kwargs)

    site = model_admin.admin_site
    wrap = site.reader_view if page.for_readers else site.admin_view
    return path(f"<path:object_id>/{page.route}", wrap(view), name=f"articles_article_{page.name}")
