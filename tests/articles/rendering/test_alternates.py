import pytest

from articles.rendering.alternates import with_default

EN, DE, AR = {"en": "/en/"}, {"de": "/de/"}, {"ar": "/ar/"}


@pytest.mark.parametrize(
    ("paths", "original", "default"),
    [
        (EN | DE, "/de/", "/en/"),
        (DE | AR, "/ar/", "/ar/"),
        (DE | AR, "", None),
    ],
)
def test_readers_of_other_languages_get_the_site_s_or_the_original(paths, original, default):
    expected = paths | ({"x-default": default} if default else {})
    assert with_default(paths, "en", original=original) == expected


@pytest.mark.parametrize("paths", [{}, EN, DE])
def test_one_language_alone_has_no_others(paths):
    assert with_default(paths, "en", original="/de/") == {}
