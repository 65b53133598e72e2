import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from articles import catalogues
from articles.catalogues import in_words, words_missing

PO = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Send"
msgstr "Envoyer"

msgid "%(n)s story"
msgid_plural "%(n)s stories"
msgstr[0] "%(n)s article"
msgstr[1] "%(n)s articles"

msgid "Search"
msgstr "{search}"

msgid "Idea"
msgstr "{idea}"
"""


@pytest.fixture
def folder(tmp_path, settings):
    """Catalogues of two languages; one has two words less. A third is not compiled."""
    for name, words in {"fr": ("Rechercher", "Idée"), "pt": ("", "")}.items():
        path = tmp_path / name / "LC_MESSAGES"
        path.mkdir(parents=True)
        text = PO.format(search=words[0], idea=words[1])
        lines = text.encode().splitlines(keepends=True)
        with (path / "django.mo").open("wb") as file:
            write_mo(file, read_po(iter(lines)))
    written = tmp_path / "nl" / "LC_MESSAGES" / "django.po"
    written.parent.mkdir(parents=True)
    written.write_text(PO.format(search="Zoeken", idea="Idee"))
    settings.LOCALE_PATHS = [tmp_path]


@pytest.mark.usefixtures("folder")
class TestWordsMissing:
    def test_none_where_the_catalogue_is_complete(self):
        assert words_missing("fr") == []

    def test_none_in_the_language_that_words_are_written_in(self):
        assert words_missing("en") == words_missing("en-gb") == []

    def test_those_that_have_no_translation(self):
        assert words_missing("pt") == ["Idea", "Search"]

    def test_a_language_of_a_country_has_the_words_of_the_language(self):
        assert words_missing("pt-br") == ["Idea", "Search"]

    def test_all_where_there_is_no_catalogue(self):
        assert words_missing("tlh") == ["%(n)s story", "Idea", "Search", "Send"]

    def test_staff_are_told_in_words(self, monkeypatch):
        assert in_words("fr") == "All words of the interface are in this language."
        assert "no catalogue" in in_words("tlh")
        assert "not compiled" in in_words("nl")
        assert in_words("pt") == "Still in English: “Idea”, “Search”"
        monkeypatch.setattr(catalogues, "SHOWN", 1)
        assert in_words("pt") == "Still in English: “Idea” and 1 more"


def test_what_comes_with_newsroom_is_complete():
    assert [words_missing(code) for code in ("ar", "de", "es", "fr")] == [[], [], [], []]
