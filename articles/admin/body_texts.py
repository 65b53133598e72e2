"""Every text that the editor shows, for translators; the browser gets them with the form.

The scripts call `_("…")` with the English text; a test keeps this list and the scripts the same.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

TEXTS = (
    _("A gallery holds {count} pictures. The others make another one."),
    _("A picture stands here twice. Readers get it once."),
    _("Add pictures"),
    _("Address"),
    _("Address of the post or video"),
    _("Alternative text"),
    _("Alternative text for this story"),
    _("Alternative text:"),
    _("Article {id}, which could not be looked up"),
    _("Article {id}, which is not there or not yours to see"),
    _("Bold"),
    _("Bulleted list"),
    _("Cancel"),
    _("Caption"),
    _("Change address"),
    _("Choose a picture"),
    _("Choose an existing article"),
    _("Choose another article"),
    _("Choose another picture"),
    _("Choose pictures"),
    _("Decorative: screen readers pass it over."),
    _("Embed"),
    _("Embed a post or video"),
    _("Embed: {name}"),
    _("Formatting"),
    _("Found: {count}"),
    _("Gallery"),
    _("Gallery: {count} pictures"),
    _("Image: {name}"),
    _("Insert"),
    _("Italic"),
    _("Key points"),
    _("Left out, as it is no part of the story: {text}"),
    _("Link"),
    _("Move down"),
    _("Move up"),
    _("Moved to place {place} of {count}."),
    _("No alternative text yet"),
    _("No article has this headline yet. It is linked when one does."),
    _("No credit yet"),
    _("Nothing found."),
    _("Numbered list"),
    _("One picture is no gallery: readers get it as a picture in the text."),
    _("Open it in a new tab"),
    _("Paid or sponsored link"),
    _("Picture"),
    _("Picture inserted. It needs an alternative text."),
    _("Picture without alternative text"),
    _("Picture {id}"),
    _("Picture {id} is not there."),
    _("Picture: {alt}"),
    _("Pictures left out: {count}. Drop the picture files here instead."),
    _("Pull quote"),
    _("Quote"),
    _("Read more"),
    _("Read more: choose an article"),
    _("Read more: wanted: {headline}"),
    _("Read more: {headline}, {state}"),
    _("Readers do not get this line: its article is withdrawn or has expired."),
    _("Readers get a link to it; nothing is loaded from there."),
    _("Readers get this line when its article is live."),
    _("Redo"),
    _("Remove"),
    _("Remove link"),
    _("Save"),
    _("Search headlines"),
    _("Searching …"),
    _("Smaller subhead"),
    _("Subhead"),
    _("That cannot be embedded. Possible are: {names}."),
    _("That is not an address. Try https://example.org/"),
    _("The search failed. Are you still logged in?"),
    _(
        "This text holds something that the editor does not know. It is shown read-only, and "
        "saving leaves it as it is."
    ),
    _("Undo"),
    _("Uploading {name}"),
    _("Use as wanted headline:"),
    _("What the picture shows, for readers who cannot see it. Empty: the picture’s own text."),
    _("Words: {words} · reading time: {minutes} min"),
    _("near to this text"),
    _("wanted"),
)


def translated() -> dict[str, str]:
    """The texts that the active language says otherwise, by the English."""
    return {text: there for text in TEXTS if (there := gettext(text)) != text}


def state_names() -> dict[str, str]:
    """What staff call the states that an article can be in."""
    return {
        "draft": gettext("draft"),
        "review": gettext("in review"),
        "approved": gettext("approved"),
        "scheduled": gettext("scheduled"),
        "live": gettext("live"),
        "withdrawn": gettext("withdrawn"),
        "missing": gettext("missing"),
    }
