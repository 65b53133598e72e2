"""Which site a reader gets: classic, or the beta that they asked for."""

from functools import lru_cache

from feedback.enums import Variant
from feedback.variant import variant_of

__all__ = ["BetaTemplates", "Variant", "template_names", "variant_of"]


@lru_cache(maxsize=256)
def template_names(name, variant):
    """The templates to try for ``name``, best first. The beta site overrides what it has."""
    return [f"beta/{name}", name] if variant == Variant.BETA else [name]


class BetaTemplates:
    """Middleware: a view's template (TemplateResponse) gives way to the beta site's, if any.

    So no view needs to know that there is a beta.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        if variant_of(request) == Variant.BETA and isinstance(response.template_name, str):
            response.template_name = template_names(response.template_name, Variant.BETA)
        return response
