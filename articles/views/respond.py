"""How every reader page answers: frame, language, variant, headers."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from articles.queries import site


def frame(code):
    """The frame of a page in the language ``code``. Raises Http404 for an unknown one."""
    furniture = site.furniture(code)
    if furniture is None:
        raise Http404
    return furniture


def page(request, template, furniture, context, *, status=200):
    """Render ``template`` in the page's language and the reader's variant.

    Readers have no cookies unless they joined the beta; caches must ask each time whether a page
    is still as it was.
    """
    language = furniture.language
    with translation.override(language.code):
        html = render_to_string(
            names(request, template),
            {"site": furniture.site, "language": language, **context},
            request=request,
        )
    response = HttpResponse(html, status=status)
    response.headers["Content-Language"] = language.code
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def names(request, template):
    """``templates/beta/`` first, for those who joined the beta."""
    variant = getattr(request, "variant", "classic")
    return [template] if variant == "classic" else [f"{variant}/{template}", template]
