"""The banner above every reader page: an invitation to the beta site, or the way back."""

from urllib.parse import quote

from django import template
from django.conf import settings
from django.db import DatabaseError

from feedback.enums import Variant
from feedback.paths import BETA, FEEDBACK, page_path
from feedback.queries import active_programme
from newsroom.variant import variant_of

register = template.Library()


@register.inclusion_tag("beta/banner.html", takes_context=True)
def beta_banner(context):
    """The banner for this reader. One query for the classic site, none for the beta.

    A page without its banner is better than none, so a lost database is silent here.
    """
    request = context.get("request")
    if request is None:
        return {}
    page = page_path(request.path)
    banner = {
        "feedback_url": f"{FEEDBACK}?page={quote(page)}" if page else FEEDBACK,
        "beta_url": f"{BETA}?next={quote(request.get_full_path())}",
    }
    if variant_of(request) == Variant.BETA:
        return {"is_beta": True, **banner}
    text = _invitation(context.get("site"), context.get("language"))
    return {"text": text, **banner} if text else {}


def _invitation(site, language):
    try:
        programme = active_programme()
    except DatabaseError:
        return ""
    if programme is None or not programme.show_banner:
        return ""
    code = getattr(language, "code", "")
    fallback = getattr(site, "default_language", settings.LANGUAGE_CODE)
    text = programme.text_in(code, fallback)
    return text.replace("{site}", getattr(site, "name", ""))
