"""Role by action by stage by what readers have by whose it is: the whole of DESIGN's table."""

import pytest

from articles import actions
from articles.actions import Conflict

from .matrix import (
    ACTIONS,
    NOW,
    PERSONAL,
    READERS,
    RELATIONS,
    ROLES,
    SIGNING,
    STAGES,
    attempt,
    become,
    build,
    changed,
    events_of,
    everything,
    expected,
    rules,
    standing,
)

pytestmark = pytest.mark.django_db


def disagreements(article, person, state, names, *, four_eyes):
    """Where what an action did is not what the table says."""
    before, rows, wrong = standing(article), everything(), []
    for role in ROLES:
        by = become(person, role)
        for name in names:
            if by is None and name in PERSONAL:
                continue
            becomes = expected(name, role, *state, four_eyes=four_eyes)
            done = becomes is not None
            wanted = (changed(before, becomes), events_of(name, becomes)) if done else None
            if (found := attempt(name, article, by, before=rows)) != wanted:
                wrong.append((role, name, {"wanted": wanted, "found": found}))
    return wrong


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("readers", READERS)
@pytest.mark.parametrize("stage", STAGES)
def test_the_table(stage, readers, relation, settings):
    article, person = build(stage, readers, relation)
    state = (stage, readers, relation)
    settings.FOUR_EYES = True
    assert disagreements(article, person, state, ACTIONS, four_eyes=True) == []
    settings.FOUR_EYES = False  # nothing else asks for it
    assert disagreements(article, person, state, ["approve"], four_eyes=False) == []


def test_the_table_has_every_action():
    """Those that do nothing to an article's text or to readers have tests of their own."""
    named = {act.__name__ for act, _told, _verb in ACTIONS.values()} - {"edit"} | {"save"}
    refusals = {name for name in actions.__all__ if isinstance(getattr(actions, name), type)}
    assert set(actions.__all__) - refusals - named == set()
    assert set(rules()) == set(ACTIONS)


@pytest.mark.parametrize("name", SIGNING)
def test_nobody_signs_for_a_text_that_they_have_not_seen(name):
    rule = rules()[name][-1]
    article, person = build(rule.stages[-1], rule.readers[0], "other")
    by = become(person, "Publisher")
    act, told, _verb = ACTIONS[name]
    before = everything()
    for seen in (0, 1, 3):
        with pytest.raises(Conflict) as refused:
            act(article, by=by, at=NOW, **told | {"expected_version": seen})
        assert refused.value.current == 2
        assert everything() == before
    act(article, by=by, at=NOW, **told | {"expected_version": 2})
    assert everything() != before


@pytest.mark.parametrize("name", SIGNING)
def test_who_may_not_learns_nothing_of_newer_versions(name):
    article, person = build("review", "never", "other")
    act, told, _verb = ACTIONS[name]
    with pytest.raises(actions.NotAllowed):
        act(article, by=become(person, "Reporter"), at=NOW, **told | {"expected_version": 1})
