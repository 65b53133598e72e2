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
    text = _invitation(context.get("site"), context.get("language"))
    return banner | {"text": text} if text else {}


def _invitation(site, language):
    """The banner's words in the page's language, else in the site's, else in any."""
    words = getattr(site, "banner", None)
    if not words:
        return ""
    code = getattr(language, "code", "")
    text = words.get(code) or words.get(site.default_language) or next(iter(words.values()))
    return text.replace("{site}", site.name)
