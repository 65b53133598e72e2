"""The banner above every reader page: an invitation to the beta site, or the way back."""

from django import template

from newsroom.variant import banner_of

register = template.Library()


@register.inclusion_tag("beta/banner.html", takes_context=True)
def beta_banner(context):
    """The banner for this reader. Its words came with the frame of the page."""
    banner = context.get("banner")
    if banner is None:
        request = context.get("request")
        if request is None:
            return {}
        banner = banner_of(request)
    if banner["is_beta"]:
        return banner
    invitation = _invitation(context.get("site"), context.get("language"))
    return banner | invitation if invitation else {}


def _invitation(site, language):
    """The banner's words in the page's language, else in the site's, else in any: ``text``, and
    ``text_language`` where it is another than the page's. None where there are none.
    """
    words = getattr(site, "banner", None)
    if not words:
        return None
    own = getattr(language, "code", "")
    code = next((code for code in (own, site.default_language, *words) if words.get(code)), "")
    others = (one for one in site.languages if one.code == code != own)
    text = words.get(code, "").replace("{site}", site.name)
    return {"text": text, "text_language": next(others, None)}
