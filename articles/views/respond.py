"""How every reader page answers: frame, language, headers."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from articles.queries import site
from articles.rendering import stencil


class ReaderResponse(TemplateResponse):
    """A page in the language of its frame. Middleware may still choose another template.

    Its template sees ``site``, ``language``, ``here``, what the view gave, and what a middleware
    left in ``request.page_extras``; not the request, of which a reader's page must not speak.
    """

    def __init__(self, request, template, own, *, furniture, here, status):
        super().__init__(request, template, own, status=status)
        self.furniture = furniture
        self.here = here

    @property
    def rendered_content(self):
        site, language = self.furniture.site, self.furniture.language
        template = self.resolve_template(self.template_name)
        own = self.context_data | getattr(self._request, "page_extras", dict)()
        own["breaking"] = _breaking(site)
        fixed = {"site": site, "language": language, "here": self.here}
        name = template.template.name, self.here
        with translation.override(language.code):
            return stencil.render(
                lambda context: template.render(fixed | context), name, own, kept=site.kept
            )


def _breaking(site):
    """The bar of this moment as a dict of words, or None."""
    found = site.breaking_at(timezone.now())
    return found and {"text": found.text, "url": found.url}


def frame(code, revision=None):
    """The frame of a page in the language ``code``. Raises Http404 for an unknown one.

    ``revision`` is what the page's own query found (see ``site.furniture``).
    """
    furniture = site.furniture(code, revision=revision)
    if furniture is None:
        raise Http404
    return furniture


def absolute(request):
    """A function that makes a full address of a path on this site."""
    origin = f"{request.scheme}://{request.get_host()}"

    def full(url):
        if url.startswith("//"):
            return f"{request.scheme}:{url}"
        return origin + url if url.startswith("/") else url

    return full


def page(request, template, furniture, own, *, section_url="", status=200):
    """Answer with ``template`` and the context ``own``; ``section_url`` is the section to mark.

    Readers have no cookies unless they joined the beta; caches must ask each time whether a page
    is still as it was.
    """
    here = furniture.site.section_number(section_url)
    response = ReaderResponse(request, template, own, furniture=furniture, here=here, status=status)
    response.headers["Content-Language"] = furniture.language.code
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
