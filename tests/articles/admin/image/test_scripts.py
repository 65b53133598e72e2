"""The library's scripts: each can be found, and each of their texts can be translated."""

import json
import re
from pathlib import Path

import articles
from articles.admin.body import IMPORTS
from articles.admin.image import scripts
from articles.admin.image.texts import TEXTS

SCRIPTS = Path(articles.__file__).parent / "static/articles/library"


def imports_of(import_map):
    return json.loads(re.search(r">(.*)</script>", import_map.render(), re.DOTALL)[1])["imports"]


def test_every_module_is_in_the_import_map_of_library_and_editor():
    assert set(scripts.MODULES) == {path.stem for path in SCRIPTS.glob("*.js")}
    for imports in (scripts.IMPORTS, IMPORTS):
        assert scripts.FILES.keys() <= imports_of(imports).keys()


def test_what_they_import_is_there_wherever_they_run():
    for path in SCRIPTS.glob("*.js"):
        imported = set(re.findall(r'from "([^"]+)"', path.read_text()))
        assert imported <= imports_of(scripts.IMPORTS).keys(), path.name


def test_every_text_can_be_translated():
    shown = {
        text
        for path in SCRIPTS.glob("*.js")
        for text in re.findall(r'\b_\(\s*"([^"]+)"', path.read_text())
    }
    assert set(TEXTS) == shown
