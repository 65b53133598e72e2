"""Lines that a web page puts around a text, and that are no part of it.

A pattern must match a whole line, or two or three that a wrapped banner fills. Each says so much
that no sentence of a story can be taken for it. To add one, write it here with a test.
"""

import re
from itertools import takewhile

from .lines import without_blank_ends

SPAN = 3

# What a banner calls its site: "dw.com", "our new pages".
_SITE = r"[^.!?؟]{1,40}(?:\.\w+)*[.!]"

PATTERNS = {
    "en": [
        r"(?:Visit the new \S+ website\. )?Take a look at the beta version of "
        rf"{_SITE}(?: We['’]re not done yet[!.])?"
        r" Your (?:opinion|feedback) (?:can help|helps) us (?:to )?make it better[!.]",
        rf"Take a look at the beta version of {_SITE} We['’]re not done yet[!.]",
        r"We use cookies to improve our services?(?: for you)?\.(?: You can find more information "
        r"in our (?:data protection declaration|privacy policy)\.)?",
        r"Skip to (?:main |next )?(?:content|section|navigation)",
        r"Advertisement",
    ],
    "de": [
        r"(?:Besuchen Sie die neue \S+-Webseite\. )?Werfen Sie (?:schon jetzt )?einen Blick auf "
        rf"die (?:Beta-?Version von {_SITE}|noch nicht ganz fertige Seite[.!])"
        r"(?: Wir sind noch nicht fertig[!.])?(?: Ihre Meinung (?:kann uns helfen|hilft uns), "
        r"sie (?:weiter )?(?:zu verbessern|besser zu machen)[!.])",
        r"(?:Zum Inhalt springen|Direkt zum Inhalt)",
        r"(?:Anzeige|Werbung)",
    ],
    "es": [
        rf"Eche un vistazo a la versión beta de {_SITE}(?: ¡?Aún no hemos "
        r"terminado[!.])?(?: Su opinión (?:nos ayuda|puede ayudarnos) a mejorarla[!.])",
        r"(?:Ir|Saltar) al contenido(?: principal)?",
        r"Publicidad",
    ],
    "fr": [
        rf"Découvrez la version bêta de {_SITE}(?: Nous n['’]avons pas "
        r"terminé ?[!.])?(?: Votre avis (?:nous aide|peut nous aider) à l['’]améliorer ?[!.])",
        r"Aller au contenu(?: principal)?",
        r"Publicité",
    ],
    "ar": [
        rf"ألق نظرة على النسخة التجريبية من {_SITE}(?: لم ننته بعد[!.])?"
        r" رأيك يساعدنا (?:على|في) تحسينها[!.]",
        r"(?:انتقل|تخط) إلى المحتوى",
        r"إعلان",
    ],
}
FURNITURE = re.compile(
    "|".join(pattern for patterns in PATTERNS.values() for pattern in patterns), re.IGNORECASE
)


def split_furniture(lines):
    """``(furniture, rest)``: the furniture that ``lines`` begin with, and what follows it."""
    furniture = []
    lines = without_blank_ends(lines)
    while taken := _leading(lines):
        furniture.append(_joined(lines[:taken]))
        lines = without_blank_ends(lines[taken:])
    return tuple(furniture), lines


def _leading(lines):
    """How many of the first lines are one piece of furniture; 0 if they are none."""
    block = list(takewhile(lambda line: line.text, lines[:SPAN]))
    for count in range(len(block), 0, -1):
        if FURNITURE.fullmatch(_joined(block[:count])):
            return count
    return 0


def _joined(lines):
    return " ".join(line.text for line in lines)
