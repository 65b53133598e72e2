"""Arranging a page: place, move, remove, undo, launch."""

from datetime import timedelta
from uuid import uuid4

import pytest

from articles.actions import Conflict, NotAllowed, arrangement, fronts, launches
from articles.models import Arrangement, Article, Front, Launch
from tests.factories import (
    AT,
    make_article,
    make_front,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)
WHO = {"by": None, "at": NOW}


def draft(front):
    """The headlines of the draft, in order."""
    front.refresh_from_db()
    return headlines(front.draft)


def headlines(arrangement):
    slots = arrangement.slots.order_by("position")
    return [slot.article.headline if slot.article else None for slot in slots]


def key(front, headline):
    return Front.objects.get(pk=front.pk).draft.slots.get(article__headline=headline).key


@pytest.fixture
def front():
    """Home with three stories; nothing is launched."""
    return make_front(*[make_live(headline=name) for name in "ABC"], launched=False)


class TestPlace:
    def test_the_first_slot_makes_the_page(self):
        editor, story = make_user("Editor"), make_live(headline="A")
        slot = fronts.place(Front(language_id="en"), story, by=editor, at=NOW, size="lead")
        front = Front.objects.get()
        assert (front.language_id, front.section, front.topic, front.live) == (
            "en",
            None,
            None,
            None,
        )
        assert (slot.article, slot.size, slot.position) == (story, "lead", 0)
        assert (front.draft.number, front.draft.made_by, front.draft.made_at) == (1, editor, NOW)

    def test_last_or_before_another(self, front):
        fronts.place(front, make_live(headline="D"), **WHO)
        fronts.place(front, make_live(headline="E"), before=key(front, "B"), **WHO)
        assert draft(front) == ["A", "E", "B", "C", "D"]

    def test_home_and_sections_are_pages_of_their_own(self, front):
        section = make_section()
        fronts.place(Front(language_id="en", section=section), make_live(headline="D"), **WHO)
        assert draft(front) == ["A", "B", "C"]
        assert draft(Front.objects.get(section=section)) == ["D"]

    def test_a_place_may_fill_itself(self, front):
        section = make_section()
        slot = fronts.place(front, section=section, **WHO)
        assert (slot.article, slot.section) == (None, section)

    def test_a_scheduled_story_may_be_placed(self, front):
        fronts.place(front, make_scheduled(headline="D"), **WHO)
        assert draft(front) == ["A", "B", "C", "D"]

    @pytest.mark.parametrize("make", [make_article, make_withdrawn])
    def test_what_readers_will_not_get_may_not(self, front, make):
        with pytest.raises(NotAllowed, match="live or scheduled"):
            fronts.place(front, make(), **WHO)
        assert draft(front) == ["A", "B", "C"]

    def test_a_story_in_another_language_may_not(self, front):
        make_language("de")
        with pytest.raises(NotAllowed, match="another language"):
            fronts.place(front, make_live(language_id="de"), **WHO)

    def test_a_story_stands_on_a_page_once(self, front):
        with pytest.raises(NotAllowed, match="already"):
            fronts.place(front, Article.objects.get(headline="B"), **WHO)

    def test_a_page_has_no_more_places_than_cards(self):
        front = make_front(*[None] * 20)
        with pytest.raises(NotAllowed, match="at most 20"):
            fronts.place(front, make_live(), **WHO)

    def test_before_a_slot_that_is_gone_is_refused(self, front):
        with pytest.raises(NotAllowed, match="removed"):
            fronts.place(front, make_live(), before=uuid4(), **WHO)
        assert draft(front) == ["A", "B", "C"]


class TestMoveAndRemove:
    @pytest.mark.parametrize(
        ("moved", "before", "expected"),
        [
            ("C", "A", ["C", "A", "B"]),
            ("A", "C", ["B", "A", "C"]),
            ("A", None, ["B", "C", "A"]),
            ("B", "A", ["B", "A", "C"]),
        ],
    )
    def test_before_another_or_last(self, front, moved, before, expected):
        target = key(front, before) if before else None
        fronts.move(front, key(front, moved), before=target, **WHO)
        assert draft(front) == expected

    @pytest.mark.parametrize(("moved", "before"), [("A", "A"), ("A", "B"), ("C", None)])
    def test_where_it_stands_is_no_move(self, front, moved, before):
        target = key(front, before) if before else None
        arrangement = fronts.move(front, key(front, moved), before=target, **WHO)
        assert arrangement == front.draft
        assert Arrangement.objects.count() == 4

    def test_a_slot_keeps_its_key_and_all_that_it_says(self, front):
        before = front.draft.slots.get(article__headline="C")
        fronts.move(front, before.key, before=key(front, "A"), **WHO)
        front.refresh_from_db()
        after = front.draft.slots.get(article__headline="C")
        assert arrangement.contents([after]) == arrangement.contents([before])
        assert (before.position, after.position) == (2, 0)

    def test_a_slot_is_removed_once(self, front):
        gone = key(front, "B")
        fronts.remove(front, gone, **WHO)
        assert draft(front) == ["A", "C"]
        for act in (fronts.remove, lambda *args, **who: fronts.move(*args, before=None, **who)):
            with pytest.raises(NotAllowed, match="removed this place"):
                act(front, gone, **WHO)

    def test_earlier_arrangements_stay(self, front):
        fronts.remove(front, key(front, "B"), **WHO)
        states = [headlines(one) for one in front.arrangements.order_by("number")]
        assert states == [[], ["A"], ["A", "B"], ["A", "B", "C"], ["A", "C"]]


class TestUndo:
    def test_step_by_step_to_the_beginning(self, front):
        fronts.move(front, key(front, "C"), before=key(front, "A"), **WHO)
        seen = []
        for _step in range(4):
            fronts.undo(front, **WHO)
            seen.append(draft(front))
        assert seen == [["A", "B", "C"], ["A", "B"], ["A"], []]
        with pytest.raises(NotAllowed, match="nothing to undo"):
            fronts.undo(front, **WHO)

    def test_after_undo_one_goes_on(self, front):
        fronts.undo(front, **WHO)
        fronts.place(front, make_live(headline="D"), **WHO)
        assert draft(front) == ["A", "B", "D"]
        fronts.undo(front, **WHO)
        fronts.undo(front, **WHO)
        assert draft(front) == ["A"]

    def test_who_undid_it_is_known(self, front):
        editor = make_user("Editor")
        fronts.undo(front, by=editor, at=NOW)
        front.refresh_from_db()
        assert (front.draft.number, front.draft.made_by) == (4, editor)

    def test_any_earlier_state_comes_back(self, front):
        fronts.restore(front, 1, **WHO)
        assert draft(front) == ["A"]
        with pytest.raises(NotAllowed):
            fronts.restore(front, 99, **WHO)

    def test_nobody_undoes_what_they_have_not_seen(self, front):
        fronts.remove(front, key(front, "A"), **WHO)
        for undo in (fronts.undo, lambda *args, **who: fronts.restore(*args, 1, **who)):
            with pytest.raises(Conflict) as refused:
                undo(front, expected=3, **WHO)
            assert refused.value.current == 4
        assert draft(front) == ["B", "C"]


class TestLaunch:
    def test_readers_get_the_draft(self, front):
        publisher = make_user("Publisher")
        launch = launches.launch(front, by=publisher, at=NOW)
        front.refresh_from_db()
        assert front.live == front.draft == launch.arrangement
        assert (launch.front, launch.by, launch.at) == (front, publisher, NOW)

    def test_what_readers_have_is_not_launched_again(self, front):
        launches.launch(front, **WHO)
        fronts.remove(front, key(front, "A"), **WHO)
        fronts.undo(front, **WHO)
        assert launches.launch(front, **WHO) is None
        assert Launch.objects.count() == 1

    def test_a_page_that_nobody_arranged_is_not_launched(self):
        assert launches.launch(Front(language_id="en"), **WHO) is None
        assert not Launch.objects.exists()

    def test_nobody_launches_what_they_have_not_seen(self, front):
        fronts.remove(front, key(front, "A"), **WHO)
        with pytest.raises(Conflict):
            launches.launch(front, expected=3, **WHO)
        front.refresh_from_db()
        assert front.live is None
        assert launches.launch(front, expected=4, **WHO)

    def test_launches_are_taken_back_one_by_one(self, front):
        launches.launch(front, **WHO)
        for name in "AB":
            fronts.remove(front, key(front, name), **WHO)
            launches.launch(front, **WHO)
        seen = []
        for _step in range(3):
            launches.undo_launch(front, **WHO)
            front.refresh_from_db()
            seen.append(headlines(front.live))
        assert seen == [["B", "C"], ["A", "B", "C"], []]
        assert draft(front) == ["C"]
        with pytest.raises(NotAllowed, match="no launch"):
            launches.undo_launch(front, **WHO)
        assert Launch.objects.count() == 6

    def test_nobody_takes_back_a_launch_that_they_have_not_seen(self, front):
        launches.launch(front, **WHO)
        fronts.remove(front, key(front, "A"), **WHO)
        launches.launch(front, **WHO)
        with pytest.raises(Conflict):
            launches.undo_launch(front, expected=3, **WHO)
        front.refresh_from_db()
        assert headlines(front.live) == ["B", "C"]


@pytest.mark.parametrize("role", ["Reporter", "Feedback reviewer", "nobody"])
def test_others_may_not(front, role):
    who = {"by": make_user(role), "at": NOW}
    slot = key(front, "A")
    for act in (
        lambda: fronts.place(front, make_live(), **who),
        lambda: fronts.move(front, slot, before=None, **who),
        lambda: fronts.remove(front, slot, **who),
        lambda: fronts.restore(front, 0, **who),
        lambda: fronts.undo(front, **who),
        lambda: launches.launch(front, **who),
        lambda: launches.undo_launch(front, **who),
    ):
        with pytest.raises(NotAllowed, match="You may not arrange pages"):
            act()
    assert draft(front) == ["A", "B", "C"]
    assert not Launch.objects.exists()


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("", None),
        ("A", None),
        ("AB", 0),
        ("ABC", 1),
        ("ABCB", 0),
        ("ABCBA", None),
        ("ABCBD", 1),
        ("ABAB", 0),
    ],
)
def test_which_state_undo_comes_to(states, expected):
    assert fronts.state_before(list(states)) == expected
