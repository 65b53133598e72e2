from itertools import product

import pytest

from articles.enums import CreditRole
from articles.snapshot.sign_off import sign_off, sign_off_parts


def credit(initials, role="writer"):
    return {"initials": initials, "role": role, "name": initials.upper()}


def wire(short_name):
    return {"short_name": short_name}


WRITERS = {(): "", ("tj",): "tj", ("tj", "aw"): "tj, aw"}
EDITORS = {(): "", ("ng",): "/ng", ("ng", "sms"): "/ng, sms"}
WIRES = {(): "", ("AP",): "(AP)", ("AP", "Reuters", "dpa"): "(AP, Reuters, dpa)"}


@pytest.mark.parametrize(("writers", "editors", "wires"), list(product(WRITERS, EDITORS, WIRES)))
def test_every_combination(writers, editors, wires):
    credits = [credit(x) for x in writers] + [credit(x, "editor") for x in editors]
    people = WRITERS[writers] + EDITORS[editors]
    expected = f"{people} {WIRES[wires]}".strip()
    assert sign_off(credits, [wire(x) for x in wires]) == expected


def test_the_line_that_the_page_was_modelled_on():
    credits = [credit("tj"), credit("aw"), credit("ng", "editor")]
    wires = [wire("AP"), wire("Reuters"), wire("AFP")]
    assert sign_off(credits, wires) == "tj, aw/ng (AP, Reuters, AFP)"


@pytest.mark.parametrize("role", CreditRole.values)
def test_each_role_has_its_place(role):
    place = {"editor": "/ab", "photographer": ""}.get(role, "ab")
    assert sign_off([credit("ab", role)], []) == place


def test_order_is_the_editors_and_roles_do_not_mix():
    credits = [
        credit("e1", "editor"),
        credit("w1"),
        credit("r1", "reporter"),
        credit("e2", "editor"),
        credit("t1", "translator"),
    ]
    assert sign_off(credits, []) == "w1, r1, t1/e1, e2"


def test_people_without_initials_do_not_sign():
    credits = [credit(""), credit("", "editor"), credit("tj")]
    assert sign_off(credits, []) == "tj"
    assert sign_off_parts(credits, []) == ([credit("tj")], [], [])
