from articles.actions import fronts, launches, slot_words
from articles.models import Front

from .times import AT


def make_front(*articles, language="en", section=None, topic=None, sizes=(), launched=True, at=AT):
    """A front with ``articles`` in its places, in that order; None is a place without a story."""
    front = Front(language_id=language, section=section, topic=topic)
    for number, article in enumerate(articles):
        size = {"size": sizes[number]} if number < len(sizes) else {}
        fronts.place(front, article, by=None, at=at, **size)
    if launched:
        launches.launch(front, by=None, at=at)
    return Front.objects.get(language=language, section=section, topic=topic)


def say(front, article, *, at=AT, launched=True, **values):
    """Give the slot of ``article`` these values."""
    slot = Front.objects.get(pk=front.pk).draft.slots.get(article=article)
    slot_words.change(front, slot.key, values, by=None, at=at)
    if launched:
        launches.launch(front, by=None, at=at)
