"""How every reader page answers: frame, language, headers."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from articles import locales
from articles.queries import site
from articles.rendering import logo, stencil
from articles.rendering.alternates import with_default


class ReaderResponse(TemplateResponse):
    """A page in the language of its frame. Middleware may still choose another template.

    Its template sees ``site``, ``language``, ``here``, what the view gave, and what a middleware
    left in ``request.page_extras``; not the request, of which a reader's page must not speak.
    """

    def __init__(
        self, request, template, own, *, furniture, here, status, is_varied, elsewhere, original
    ):
        super().__init__(request, template, own, status=status)
        self.elsewhere = elsewhere
        self.original = original
        self.furniture = furniture
        self.here = here
        self.is_varied = is_varied

    @property
    def rendered_content(self):
        site, language = self.furniture.site, self.furniture.language
        template = self.resolve_template(self.template_name)
        own = self.context_data | getattr(self._request, "page_extras", dict)()
        own["breaking"] = _breaking(site)
        own["logo"] = logo.in_header(site)
        own["addresses"] = [self.elsewhere.get(one.code, one.url) for one in site.languages]
        own["alternates"] = self._alternates()
        fixed = {"site": site, "language": language, "here": self.here}
        name = template.template.name, self.here
        with locales.speaking(language):
            if self.is_varied:
                return template.render(fixed | own)
            return stencil.render(
                lambda context: template.render(fixed | context), name, own, kept=site.kept
            )

    def _alternates(self):
        """What search engines are told of this page in other languages."""
        full, site = absolute(self._request), self.furniture.site
        codes = (one.code for one in site.languages if one.code in self.elsewhere)
        paths = with_default(
            {code: self.elsewhere[code] for code in codes},
            site.default_language,
            original=self.original,
        )
        return [{"code": code, "url": full(path)} for code, path in paths.items()]


def _breaking(site):
    """The bar of this moment as a dict of words, or None."""
    found = site.breaking_at(timezone.now())
    return found and {"text": found.text, "url": found.url}


def everywhere(site, address):
    """For ``elsewhere``: a page that there is in each of the site's languages."""
    return {one.code: address(one.code) for one in site.languages}


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


def moved(url):
    """301 to ``url``. Browsers ask each time: kept for good, it would lead them in a circle once
    somebody has taken back a new name.
    """
    response = HttpResponsePermanentRedirect(url)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def xml(text):
    """A file for machines; caches must ask each time whether it is still as it was."""
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def page(
    request,
    template,
    furniture,
    own,
    *,
    section_url="",
    status=200,
    is_varied=False,
    elsewhere=None,
    original="",
):
    """Answer with ``template`` and the context ``own``; ``section_url`` is the section to mark.

    ``elsewhere`` has the path of this page in each language that it exists in, its own included, by
    their tags; ``original`` is the one that the others were made from. ``is_varied`` says that
    hardly two pages of the kind have the same shape (see ``stencil``).

    Readers have no cookies unless they joined the beta; caches must ask each time whether a page
    is still as it was.
    """
    here = furniture.site.section_number(section_url)
    response = ReaderResponse(
        request,
        template,
        own,
        furniture=furniture,
        here=here,
        status=status,
        is_varied=is_varied,
        elsewhere=elsewhere or {},
        original=original,
    )
    response.headers["Content-Language"] = furniture.language.code
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
