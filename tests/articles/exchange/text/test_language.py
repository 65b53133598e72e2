import pytest

from articles.exchange.text.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of both states said that they were ready, and that was the end.", "en"),
        ("Der Minister und die Partei wissen nicht, mit wem sich das Land auf eine Linie", "de"),
        ("Le ministre est dans une impasse pour les deux pays, et les autres aussi", "fr"),
        ("El ministro y los países con una línea, pero las dos partes del acuerdo", "es"),
        ("هبطت طائرتان محملتان بجنود روس في فنزويلا نهاية الأسبوع", "ar"),
        ("وزیر خارجه گفت که این گفتگوها پس از چند هفته آغاز می‌شود", None),
        ("The end.", None),
        ("Der Minister sagte: the plan of the house and that was the end und das nicht", None),
        ("12345 67890", None),
        ("", None),
    ],
)
def test_guess_language(text, language):
    assert guess_language(text) == language
