"""Header and footer: the same on every page of a language, so they are made once and kept."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context, part):
    """``templates/frame/<part>.html``. The context's ``here`` is the number of the section to mark.

    Kept with the site's frame, and so for as long as no name, section or language changes.
    """
    here = context.get("here")
    kept = getattr(context.get("site"), "kept", None)
    if kept is None or settings.DEBUG:
        return _render(context, part, here)
    if (part, here) not in kept:
        kept[part, here] = _render(context, part, here)
    return kept[part, here]


def _render(context, part, here):
    values = {"site": context.get("site"), "language": context.get("language"), "here": here}
    return render_to_string(f"frame/{part}.html", values)
