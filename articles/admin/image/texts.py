"""Every text that the library's scripts show, for translators; the browser gets them with the page.

The scripts call `_("…")` with the English text; a test keeps this list and the scripts the same.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

TEXTS = (
    _("Added: {added}. Not added: {failed}."),
    _("A folder cannot be sent. Open it, and drop the pictures in it."),
    _("Alternative text"),
    _("Choose a file first."),
    _("Choose a picture"),
    _("Choose another picture"),
    _("Chosen: {name}"),
    _("Credit"),
    _("Drop the pictures to add them"),
    _("Empty: what the file says."),
    _("File"),
    _("Files"),
    _("Found: {count}"),
    _("In no story yet"),
    _("Is being made in all sizes …"),
    _("It could not be sent. Is the network there?"),
    _("It was not saved. Please try again."),
    _("No more can be added."),
    _("No more than {most} can be added."),
    _("Nothing found."),
    _("Only mine"),
    _("Only one picture can be chosen here."),
    _("Picture {id}"),
    _("Read from the file: {fields}."),
    _("Saved."),
    _("Saving …"),
    _("Search pictures"),
    _("Searching …"),
    _("Show and complete what was added"),
    _("Show more"),
    _("Shown: {count}. There are more."),
    _("Somebody else has logged in in this browser. Nothing was sent in their name."),
    _("Take it out"),
    _("Take off this list"),
    _("The file is empty."),
    _("The file is larger than {most} MB."),
    _("The picture could not be sent. Is the network there?"),
    _("The picture was refused. Are you still logged in?"),
    _("The search failed. Are you still logged in?"),
    _("The server failed at this picture. Please try again."),
    _("The server takes no file as large as this one."),
    _("There is no picture now."),
    _("This picture is there already."),
    _("This picture may not be used. {why}"),
    _("Try again"),
    _("Try again: {count}"),
    _("Upload"),
    _("Upload a picture"),
    _("Upload pictures"),
    _("Uploading {name}"),
    _("Uploading: {count}"),
    _("Use these pictures: {count}"),
    _("Waits its turn."),
    _("What the picture shows, for readers who cannot see it."),
    _("You are not logged in any more. Log in in another tab, then try again."),
    _("{name} is there."),
)


def translated() -> dict[str, str]:
    """The texts that the active language says otherwise, by the English."""
    return {text: there for text in TEXTS if (there := gettext(text)) != text}
