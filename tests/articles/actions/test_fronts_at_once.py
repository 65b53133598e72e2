"""Several people arrange one page at the same moment: nothing is lost."""

import pytest

from articles.actions import fronts, launches, slot_words
from articles.models import Front, Launch
from tests.factories import AT, make_front, make_live

from .at_once import ROUNDS, together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
WHO = {"by": None, "at": AT}


def test_each_story_that_is_placed_has_its_place():
    stories = [make_live() for _number in range(ROUNDS)]

    def place(story):
        return lambda: fronts.place(Front(language_id="en"), story, **WHO)

    assert together(*map(place, stories)) == ["done"] * ROUNDS
    front = Front.objects.get()
    placed = front.draft.slots.values_list("article", flat=True)
    assert sorted(placed) == sorted(story.pk for story in stories)
    assert front.draft.number == ROUNDS


def test_a_slot_is_moved_while_another_changes_it():
    story = make_live()
    front = make_front(story, None, None)
    key = front.draft.slots.get(article=story).key

    def change():
        slot_words.change(front, key, {"headline": "Own"}, **WHO)

    def move():
        fronts.move(front, key, before=None, **WHO)

    assert together(change, move) == ["done", "done"]
    front.refresh_from_db()
    slot = front.draft.slots.get(key=key)
    assert (slot.headline, slot.position) == ("Own", 2)


def test_a_draft_is_launched_once():
    front = make_front(make_live(), launched=False)

    def launch():
        launches.launch(front, **WHO)

    assert together(*[launch] * 4) == ["done"] * 4
    assert Launch.objects.count() == 1
