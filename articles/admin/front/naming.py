"""What a place of a page is called."""

from django.utils.translation import gettext as _

from articles.models import Slot


def named(slot: Slot) -> str:
    """A place in a sentence."""
    if slot.article:
        return f"“{slot.article.headline}”"
    if rule := slot.section or slot.topic:
        return _("The newest of “%s”") % rule
    return _("The newest of the page")
