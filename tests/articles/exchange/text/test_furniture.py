import pytest

from articles.exchange.text.furniture import split_furniture
from articles.exchange.text.lines import lines_of

BANNER = (
    "Take a look at the beta version of dw.com. We're not done yet! "
    "Your opinion can help us make it better."
)


def rest(text):
    _, lines = split_furniture(lines_of(text))
    return [line.text for line in lines]


@pytest.mark.parametrize(
    "line",
    [
        BANNER,
        BANNER.replace("'", "’").replace("dw.com", "our new site"),
        "Visit the new DW website. Take a look at the beta version of dw.com. "
        "We're not done yet! Your opinion can help us make it better.",
        "Take a look at the beta version of example.co.uk. We're not done yet!",
        "We use cookies to improve our service for you. "
        "You can find more information in our data protection declaration.",
        "Skip to main content",
        "ADVERTISEMENT",
        "Besuchen Sie die neue DW-Webseite. Werfen Sie schon jetzt einen Blick auf die noch "
        "nicht ganz fertige Seite. Ihre Meinung kann uns helfen, sie weiter zu verbessern.",
        "Anzeige",
        "Eche un vistazo a la versión beta de dw.com. Su opinión puede ayudarnos a mejorarla.",
        "Découvrez la version bêta de dw.com. Votre avis peut nous aider à l'améliorer !",
        "ألق نظرة على النسخة التجريبية من dw.com. لم ننته بعد! رأيك يساعدنا على تحسينها.",
    ],
)
def test_drops(line):
    furniture, lines = split_furniture(lines_of(f"\n\n{line}\n\nThe story."))
    assert furniture == (line,)
    assert [found.text for found in lines] == ["The story."]


@pytest.mark.parametrize(
    "line",
    [
        "Take a look at the beta version of the tax form and you will see why people worry.",
        "Take a look at the beta version of the tax form.",
        "Advertisements are getting louder, researchers say.",
        "Anzeige gegen den Minister",
        "He said: " + BANNER,
        BANNER + " It was a lie.",
    ],
)
def test_keeps_what_might_be_a_story(line):
    assert rest(f"{line}\nThe story.") == [line, "The story."]


def test_only_at_the_top():
    assert rest(f"The story.\n{BANNER}") == ["The story.", BANNER]


def test_a_wrapped_banner_and_two_in_a_row():
    head, tail = BANNER.split(" Your ")
    assert rest(f"{head}\nYour {tail}\nAnzeige\n\nThe story.") == ["The story."]


def test_two_megabytes_of_blank_lines_take_no_time():
    assert rest("\n" * 2_000_000) == []
