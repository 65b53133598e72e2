"""Why a file is not taken, in the words of who has chosen it."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

ONLY = _("Only JPEG, PNG, WebP, AVIF and still GIF pictures can be used.")
SAVE_AGAIN = _("Open it in a picture program and save it again as a JPEG.")

WORDS = {
    "name_path": _("The name of the file holds “/” or “\\”, or is only dots. Rename the file."),
    "name_characters": _(
        "The name of the file holds characters that cannot be shown, or that turn the direction "
        "of reading around. Rename the file."
    ),
    "name_length": _("The name of the file is longer than %(most)d characters. Rename the file."),
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than %(most)d MB."),
    "not_a_picture": format_lazy("{} {}", _("This is not a picture that we can read."), ONLY),
    "foreign": format_lazy("{} {}", _("The file holds %(what)s."), ONLY),
    "moving": _("Moving pictures cannot be used. Save one frame as a still picture."),
    "too_many_pixels": _("The picture is larger than %(most)d megapixels. Make it smaller first."),
    "too_heavy": format_lazy(
        "{} {}", _("So large a WebP picture takes too much memory to read."), SAVE_AGAIN
    ),
    "too_long": _("The picture is wider or higher than %(most)d pixels. Make it smaller first."),
    "cut_off": _("The end of the file is missing. Copy or download it again."),
    "damaged": _("The file is damaged. Copy or download it again."),
    "unusual": format_lazy(
        "{} {}", _("The picture is stored in a way that hardly any program can read."), SAVE_AGAIN
    ),
    "too_many_parts": format_lazy(
        "{} {}", _("The file is made of far more parts than a picture needs."), SAVE_AGAIN
    ),
    "unpacks": format_lazy(
        "{} {}", _("The file holds compressed words that are far too long."), SAVE_AGAIN
    ),
}


class NotAPicture(Exception):
    """``code`` is a key of WORDS; ``str()`` is the sentence for who has chosen the file."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return str(WORDS[self.code]) % self.values
