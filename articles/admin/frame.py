"""The site's name, sections and languages, asked for once a request."""

from articles.queries import site


def frame(request):
    """The frame of the default language (see ``queries.site``), or None without a site."""
    if not hasattr(request, "site_frame"):
        request.site_frame = site.furniture()
    return request.site_frame


def asked(request, *, revision, unread):
    """A page's own query has asked for the frame already: what came of it."""
    request.site_frame, request.unread = site.furniture(revision=revision), unread


def filing(request):
    """What language and section an article can have: value and name, by the field's name."""
    if (found := frame(request)) is None:
        return None
    return {
        "language": [(language.code, language.name) for language in found.site.languages],
        "section": [(section.pk, section.name) for section in found.site.sections],
    }
