"""The banner above every reader page: an invitation to the beta site, or the way back."""

from urllib.parse import quote

from django import template

from feedback.enums import Variant
from feedback.paths import BETA, FEEDBACK, page_path
from newsroom.variant import variant_of

register = template.Library()


@register.inclusion_tag("beta/banner.html", takes_context=True)
def beta_banner(context):
    """The banner for this reader. Its words came with the frame of the page."""
    request = context.get("request")
    if request is None:
        return {}
    page = page_path(request.path)
    banner = {
        "feedback_url": f"{FEEDBACK}?page={quote(page)}" if page else FEEDBACK,
        "beta_url": f"{BETA}?next={quote(request.get_full_path())}" if page else BETA,
    }
    if variant_of(request) == Variant.BETA:
        return {"is_beta": True, **banner}
    text = _invitation(context.get("site"), context.get("language"))
    return {"text": text, **banner} if text else {}


def _invitation(site, language):
    """The banner's words in the page's language, else in the site's, else in any."""
    words = getattr(site, "banner", None)
    if not words:
        return ""
    code = getattr(language, "code", "")
    text = words.get(code) or words.get(site.default_language) or next(iter(words.values()))
    return text.replace("{site}", site.name)
