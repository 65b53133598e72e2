"""In which code page an old program has written, by what makes sense."""

import pytest

from articles.pictures.metadata.code_page import guessed


@pytest.mark.parametrize("page", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        *("Zürich", "Der Bürgermeister von Köln", "Jäger", "JÄGER trifft Müller", "Straße"),
        *("café crème", "Ångström", "naïve façade", "São Paulo", "don’t “say” it", "Noël à Nîmes"),
    ],
)
def test_words_make_sense_in_one_only(text, page):
    assert guessed([b"plain", text.encode(page)]) == page


@pytest.mark.parametrize(
    "text",
    [
        *("word—word", "10\xa0000", "L’été", "20°C", "© AP", "Herr\xa0Müller", "l´eau"),
        *("ÉCOLE", "Iñaki", "Björn", "McÖster", "1½", "AP®"),
    ],
)
def test_what_is_of_windows_is_not_taken_for_the_other(text):
    assert guessed([text.encode("cp1252")]) == "cp1252"


def test_what_is_utf_8_is_not_asked():
    assert guessed(["Zürich, 東京".encode(), "Müller".encode("mac_roman")]) == "mac_roman"
    assert guessed([]) == guessed(["東京".encode()]) == "cp1252"
