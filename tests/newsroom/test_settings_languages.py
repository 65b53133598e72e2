from django.conf import settings

from newsroom.languages import with_catalogue


def test_the_languages_are_those_that_have_a_catalogue(tmp_path):
    for name in ("fr", "pt_BR", "tlh"):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / name / "LC_MESSAGES" / "django.po").touch()
    (tmp_path / "de").mkdir()
    assert with_catalogue(tmp_path, "en") == [
        ("en", "English"),
        ("fr", "French"),
        ("pt-br", "Brazilian Portuguese"),
        ("tlh", "tlh"),
    ]


def test_newsroom_has_these():
    assert {code for code, _name in settings.LANGUAGES} >= {"en", "ar", "de", "es", "fr"}
