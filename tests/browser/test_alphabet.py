"""Chromium has the collation rules of every language; names stand in the same order here."""

import random
from itertools import product

import pytest

from articles.alphabet import in_order

LATIN = "abcdefghijklmnopqrstuvwxyz"
LETTERS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "cs": f"{LATIN}čřšž",
    "da": "bcdefghijklmnoprstuvyæøåäöü",
    "de": f"{LATIN}äöü",
    "en": LATIN,
    "es": f"{LATIN}ñáéíóúü",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "fi": f"{LATIN}åäö",
    "fr": f"{LATIN}àâçéèêëîïôùû",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "hi": "अआइईउऊएऐओऔकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
    "hr": f"{LATIN}čćđšž",
    "hu": f"{LATIN}áéíóöőúüű",
    "lt": f"{LATIN}ąčęėįšųž",
    "lv": f"{LATIN}āčēģīķļņšūž",
    "nb": "bcdefghijklmnoprstuvyæøåäöü",
    "pl": f"{LATIN}ąćęłńóśźż",
    "pt": f"{LATIN}ãõçáéêó",
    "ro": f"{LATIN}ăâîșț",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sv": f"{LATIN}åäö",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "ur": "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہیے",
    "vi": f"{LATIN}áàảãạăắằâấầậđêếệôốộơờưừ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
ORDER = "([code, words]) => words.sort(new Intl.Collator(code).compare)"


def words(letters):
    """Short words of all ``letters``, some of two parts, capitals, digits, a Latin name."""
    chance = random.Random(letters)
    made = {"".join(chance.choices(letters, k=chance.randint(1, 4))) for _ in range(300)}
    made |= {f"{first} {second}" for first, second in product(letters[:4], repeat=2)}
    return sorted(made | {word.capitalize() for word in sorted(made)[:20]} | {"7", "10", "nato"})


@pytest.mark.parametrize("code", LETTERS)
def test_names_stand_where_chromium_puts_them(browser, code):
    page = browser.new_page()
    unordered = words(LETTERS[code])
    assert in_order(unordered, code) == page.evaluate(ORDER, [code, unordered])
    page.close()
