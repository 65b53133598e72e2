"""What the dialog that chooses pictures is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_image, make_live, make_user

pytestmark = pytest.mark.django_db
PICK = reverse("admin:articles_image_pick")


@pytest.fixture
def pick(client):
    client.force_login(make_user("Reporter"))
    return lambda **query: client.get(PICK, query).json()


def ids(answer):
    return [one["id"] for one in answer["results"]]


def test_pictures_are_found_by_their_words_in_any_language(pick):
    dusk = make_image(alt="The quay at dusk").pk
    flood = make_image(alt="", caption="A Quay under water").pk
    german = make_image(alt="Parliament", alts={"de": "Häfen im Norden", "ar": "ميناء"}).pk
    assert ids(pick(q="quay")) == [flood, dusk]
    assert ids(pick(q="norden häf")) == ids(pick(q="ميناء")) == [german]


@pytest.mark.parametrize("q", ["\0", "%", "_", "'", "x" * 5000, "\U0001f600"])
def test_no_search_is_an_error(client, q):
    client.force_login(make_user("Reporter"))
    query = dict.fromkeys(("q", "by", "use", "before", "ids", "agency"), q)
    # The site answers NUL in an address with a page of its own.
    assert client.get(PICK, query).status_code == (400 if q == "\0" else 200)


def test_the_newest_come_first_and_older_ones_when_asked(pick):
    made = [make_image(alt=f"Picture {number}").pk for number in range(26)]
    first = pick()
    assert (ids(first), first["more"]) == (made[:1:-1], True)
    last = pick(before=ids(first)[-1])
    assert (ids(last), last["more"]) == ([made[1], made[0]], False)


def test_mine_and_those_in_no_story(client):
    reporter = make_user("Reporter")
    client.force_login(reporter)
    mine, other = make_image(by=reporter), make_image()
    make_live(lead_image=mine)
    assert ids(client.get(PICK, {"by": "me"}).json()) == [mine.pk]
    assert ids(client.get(PICK, {"use": "no"}).json()) == [other.pk]


def test_what_may_not_be_used_says_why(pick):
    now = timezone.now()
    make_image(alt="Later", usable_from=now + timedelta(days=1))
    make_image(alt="Over", usable_until=now - timedelta(days=1))
    make_image(alt="Staged", do_not_use="Staged")
    found = {one["alt"]: one for one in pick()["results"]}
    assert found["Staged"]["barred"] == "Do not use: Staged"
    assert found["Over"]["barred"].startswith("Rights ended ")
    assert found["Later"]["barred"] == ""  # a story may be for later, too
    assert found["Later"]["marks"][0]["text"].startswith("Not before ")


def test_one_query_however_many(client, django_assert_num_queries):
    client.force_login(make_user("superuser"))
    for _n in range(3):
        with django_assert_num_queries(3):  # session, user, pictures
            client.get(PICK, {"q": "harbour", "by": "me"})
        make_image()


def test_nobody_else_gets_an_answer(client):
    assert client.get(PICK).status_code == 302
    client.force_login(make_user("Feedback reviewer"))
    assert client.get(PICK).status_code == 403
    client.force_login(make_user("Reporter"))
    assert client.post(PICK).status_code == 405
