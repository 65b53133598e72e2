"""A working headline for a text that comes without one."""

import re

from .sentences import CLOSERS, FULL_STOPS, first_sentence

LENGTH = 80
SHORTEST_CLAUSE = 20
BEGINNING = 500
CLAUSE = re.compile(r"[,;:،؛](?= )|[，；：、]| [–—-](?= )")


def working_headline(text):
    """The first sentence of ``text`` without its full stop, at most 80 characters.

    A longer one is cut at the last clause that fits, else at a word, and then ends in "…".
    """
    sentence = _without_full_stop(first_sentence(text[:BEGINNING]))
    if len(sentence) <= LENGTH:
        return sentence
    ends = [found.start() for found in CLAUSE.finditer(sentence, 0, LENGTH + 1)]
    fitting = [end for end in ends if SHORTEST_CLAUSE <= end <= LENGTH]
    return sentence[: fitting[-1]] if fitting else _cut(sentence)


def _without_full_stop(sentence):
    bare = sentence.rstrip()
    if bare.endswith("..."):
        return bare
    if bare[-1:] in tuple(".。۔"):
        return bare[:-1]
    # “… to me.” keeps its quotation mark and loses the full stop inside.
    core = bare.rstrip(CLOSERS)
    if core != bare and core[-1:] in tuple(".。۔") and not core.endswith("..."):
        return core[:-1] + bare[len(core) :]
    return bare


def _cut(sentence):
    head = sentence[: LENGTH - 1]
    start, space, _ = head.rpartition(" ")
    head = start if space and len(start) >= SHORTEST_CLAUSE else head
    return head.rstrip(" ,;:،–—-" + FULL_STOPS) + "…"
