from datetime import timedelta

import pytest

from articles.queries import people
from tests.factories import AT, make_contributor, make_image

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_portrait_is_shown_while_its_rights_hold(django_assert_num_queries):
    image = make_image(alt="Rosa", credit="AP", usable_from=AT, usable_until=AT + HOUR)
    person = make_contributor(picture=image)
    moments = (AT - HOUR, AT, AT + HOUR)
    with django_assert_num_queries(3):
        found = [people.portrait(person.pk, at=at) for at in moments]
    assert found == [None, image, None]
    assert (found[1].renditions, found[1].alt_in("en"), found[1].credit) == (
        image.renditions,
        "Rosa",
        "AP",
    )


def test_there_is_none_without_one_or_while_it_may_not_be_used():
    barred = make_image(do_not_use="No.")
    unmade = make_image()
    type(unmade).objects.filter(pk=unmade.pk).update(rendition_key=None)
    for picture in (None, barred, unmade):
        assert people.portrait(make_contributor(picture=picture).pk, at=AT) is None
