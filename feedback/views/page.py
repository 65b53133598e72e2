"""What all reader pages of feedback and beta have in common."""

from django.db import Error
from django.shortcuts import render
from django.utils.translation import get_language_info

from articles import locales
from articles.queries.site import Furniture, LanguageChoice, Site, furniture


def frame(*codes):
    """The frame of a page in the first of these languages that the site has.

    Works without the database too, so that a reader's text can be shown again when it is lost.
    """
    wanted = [code for code in codes if code]
    try:
        found = (furniture(code) for code in [*wanted, None])
        return next(frame for frame in found if frame)
    except (Error, ValueError, StopIteration):
        return _bare_frame(wanted[0] if wanted else "en")


def _bare_frame(code):
    try:
        info = get_language_info(code)
    except KeyError:
        info = get_language_info("en")
    language = LanguageChoice(
        code=info["code"],
        name=info["name_local"],
        direction="rtl" if info["bidi"] else "ltr",
        url=f"/{info['code']}/",
        current=True,
    )
    site = Site(
        name="Newsroom",
        tagline="",
        footer_text="",
        default_language=language.code,
        front_url=language.url,
        sections=[],
        languages=[],
    )
    return Furniture(site=site, language=language)


def render_page(request, template, context, *, frame, status=200):
    """A page in the language of ``frame`` that is kept by no cache and no search engine."""
    context = {"site": frame.site, "language": frame.language, **context}
    with locales.speaking(frame.language):
        response = render(request, template, context, status=status)
    response["Content-Language"] = frame.language.code
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
