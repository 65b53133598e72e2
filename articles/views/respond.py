"""How every reader page answers: frame, language, headers."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from articles.queries import site


class ReaderResponse(TemplateResponse):
    """A page in the language of its frame. Middleware may still choose another template."""

    @property
    def rendered_content(self):
        with translation.override(self.context_data["language"].code):
            return super().rendered_content


def frame(code):
    """The frame of a page in the language ``code``. Raises Http404 for an unknown one."""
    furniture = site.furniture(code)
    if furniture is None:
        raise Http404
    return furniture


def page(request, template, furniture, context, *, status=200):
    """Answer with ``template``.

    Readers have no cookies unless they joined the beta; caches must ask each time whether a page
    is still as it was.
    """
    frame = {"site": furniture.site, "language": furniture.language}
    response = ReaderResponse(request, template, frame | context, status=status)
    response.headers["Content-Language"] = furniture.language.code
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
