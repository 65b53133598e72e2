"""The scripts of the library and of the forms that choose from it: modules of articles/library/."""

import json
from typing import Any

from django.urls import reverse
from js_asset import ImportMap, Media, Script

from articles.pictures import limits
from articles.pictures.validation import SUFFIXES

from . import texts

MODULES = (
    *("chooser", "crops", "drop", "focus", "lead", "options", "page", "queue", "quick"),
    *("saving", "tiles", "transfer", "upload"),
)
# Of the editor's modules, what the library's need.
SHARED = ("dialog", "dom", "texts")
# Bare names, as manifest storage does not rewrite the imports inside a module.
FILES = {f"articles/library/{name}": f"articles/library/{name}.js" for name in MODULES}
IMPORTS = ImportMap(
    FILES | {f"articles/editor/{name}": f"articles/editor/{name}.js" for name in SHARED}
)
STYLE = "articles/library/library.css"


def media(*started: str) -> Media:
    """The style sheet, and the modules ``started`` with all that they import."""
    scripts = [Script(f"articles/library/{name}.js", type="module") for name in started]
    return Media(css={"all": [STYLE]}, js=scripts, importmap=IMPORTS)


def config() -> dict[str, Any]:
    """What the scripts must know of the server: addresses, and what it takes."""
    return {
        "urls": {
            "pick": reverse("admin:articles_image_pick"),
            "upload": reverse("admin:articles_image_upload"),
        },
        "mostBytes": limits.BYTES,
        "accept": ",".join(SUFFIXES),
        "texts": texts.translated(),
    }


def config_json() -> str:
    return json.dumps(config())
