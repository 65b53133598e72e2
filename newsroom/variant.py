"""Which site a reader gets: classic, or the beta that they asked for."""

from functools import lru_cache, partial
from urllib.parse import quote

from feedback.enums import Variant
from feedback.paths import BETA, FEEDBACK, page_path
from feedback.variant import variant_of

__all__ = ["BetaTemplates", "Variant", "banner_of", "template_names", "variant_of"]


@lru_cache(maxsize=256)
def template_names(name, variant):
    """The templates to try for ``name``, best first. The beta site overrides what it has."""
    return [f"beta/{name}", name] if variant == Variant.BETA else [name]


def banner_of(request):
    """What the banner of this page depends on: the reader's site, and where its links lead."""
    feedback_url, is_page = _feedback_url(request.path)
    return {
        "is_beta": variant_of(request) == Variant.BETA,
        "feedback_url": feedback_url,
        "beta_url": f"{BETA}?next={quote(request.get_full_path())}" if is_page else BETA,
    }


@lru_cache(maxsize=1024)
def _feedback_url(path):
    """Where feedback about the page ``path`` is given, and whether it is a page to return to."""
    page = page_path(path)
    return (f"{FEEDBACK}?page={quote(page)}" if page else FEEDBACK), bool(page)


class BetaTemplates:
    """Middleware: a view's template (TemplateResponse) gives way to the beta site's, if any.

    So no view needs to know that there is a beta.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.page_extras = partial(_extras, request)
        return self.get_response(request)

    def process_template_response(self, request, response):
        if variant_of(request) == Variant.BETA and isinstance(response.template_name, str):
            response.template_name = template_names(response.template_name, Variant.BETA)
        return response


def _extras(request):
    return {"banner": banner_of(request)}
