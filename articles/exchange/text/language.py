"""A cautious guess at the language of a text that does not say it."""

import re
from collections import Counter

# Frequent short words that the other languages here do not have.
WORDS = {
    "en": "the and of was with that which from his have they were said",
    "de": "der und das nicht ist dem den mit sich auf auch eine einen wurde",
    "fr": "le les des est une dans qui pour pas sur avec aux été cette",
    "es": "el los las y una por con del más pero como fue este según",
}
LANGUAGE_OF = {}
for _code, _words in WORDS.items():
    for _word in _words.split():
        LANGUAGE_OF[_word] = _code
ARABIC = re.compile(r"[\u0620-\u064a]")
# Letters of Persian, Urdu, Pashto and Kurdish that Arabic does not write.
NOT_ARABIC = re.compile(r"[\u0679-\u067f\u0681-\u06d3]")
WORD = re.compile(r"[^\W\d_]+")
SAMPLE, FEWEST = 20_000, 5


def guess_language(text):
    """ "ar", "de", "en", "es" or "fr"; None unless the text is long and clear enough."""
    sample = text[:SAMPLE]
    words = WORD.findall(sample)
    arabic = sum(1 for word in words if ARABIC.match(word))
    if arabic * 2 > len(words) and arabic >= FEWEST:
        return None if len(NOT_ARABIC.findall(sample)) * 50 > len(sample) else "ar"
    counts = Counter(LANGUAGE_OF.get(word.casefold()) for word in words)
    counts.pop(None, None)
    ranking = counts.most_common(2)
    if not ranking or ranking[0][1] < FEWEST:
        return None
    first, second = ranking[0][1], ranking[1][1] if len(ranking) > 1 else 0
    return ranking[0][0] if first >= 3 * second else None
