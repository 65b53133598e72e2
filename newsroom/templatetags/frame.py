"""Header and footer: the same on every page of a language, so they are made once and kept."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.rendering import logo, stencil

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context, part):
    """``templates/frame/<part>.html``.

    The context's ``here`` is the number of the section to mark, ``addresses`` those of this page in
    each of the site's languages, in their order; without them the languages lead to their fronts.
    ``logo`` is that of this moment (``rendering.logo.in_header``), which it looks up for itself.
    Kept with the site's frame, and so for as long as no name, section or language changes.
    """
    site, here = context.get("site"), context.get("here")
    languages = getattr(site, "languages", [])
    fixed = {"site": site, "language": context.get("language"), "here": here}
    own = {
        "addresses": context.get("addresses") or [one.url for one in languages],
        "logo": context["logo"] if "logo" in context else logo.in_header(site),
    }

    def render(own):
        switcher = list(zip(languages, own["addresses"], strict=True))
        context = fixed | {"switcher": switcher, "logo": own["logo"]}
        return render_to_string(f"frame/{part}.html", context)

    kept = getattr(site, "kept", {})
    return mark_safe(stencil.render(render, (part, here), own, kept=kept))
