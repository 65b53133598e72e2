"""What a slot of a front shows and says, and what two who change it at once are told."""

from datetime import timedelta

import pytest

from articles.actions import NotAllowed, NotReady, fronts, images, slot_words
from articles.actions.permissions import refusal_to_delete_image
from articles.models import Arrangement, Front, Image
from tests.factories import AT, make_contributor, make_front, make_image, make_live, make_user, say

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)
WHO = {"by": None, "at": NOW}


@pytest.fixture
def story():
    return make_live(headline="A")


@pytest.fixture
def front(story):
    return make_front(story, None)


def slot_of(front, position=0):
    return Front.objects.get(pk=front.pk).draft.slots.get(position=position)


def change(front, values, *, position=0, by=None, **more):
    slot_words.change(front, slot_of(front, position).key, values, by=by, at=NOW, **more)
    return slot_of(front, position)


def test_words_size_and_times(front):
    times = {"starts_at": NOW, "ends_at": NOW + timedelta(hours=1)}
    words = {"kicker": "Sea", "headline": "Own", "teaser": "Own teaser."}
    values = {"size": "lead", "shows_picture": False, **words, **times}
    changed = change(front, values)
    assert {name: getattr(changed, name) for name in values} == values


def test_what_is_as_it_was_is_no_change(front):
    change(front, {"headline": "Own"})
    before = slot_of(front).arrangement
    assert change(front, {"headline": " Own\n", "size": "normal"}).arrangement == before


def test_with_another_story_the_words_for_the_one_before_go(front):
    change(front, {"kicker": "Sea", "headline": "Own", "size": "lead", "starts_at": NOW})
    other = make_live(headline="B")
    changed = change(front, {"article": other, "kicker": "Land"})
    assert (changed.article, changed.kicker, changed.headline) == (other, "Land", "")
    assert (changed.starts_at, changed.size) == (None, "lead")


def test_without_a_story_the_words_go(front):
    change(front, {"headline": "Own", "image": make_image()})
    changed = change(front, {"article": None})
    assert (changed.article, changed.headline, changed.image) == (None, "", None)


def test_a_place_whose_story_was_deleted_can_be_changed(front, story):
    change(front, {"headline": "Own", "starts_at": NOW})
    slot_of(front).arrangement.slots.filter(article=story).update(article=None)  # as deleting does
    changed = change(front, {"size": "lead"})
    assert (changed.size, changed.headline, changed.starts_at) == ("lead", "", None)


@pytest.mark.parametrize("values", [{"headline": "Own"}, {"starts_at": NOW}])
def test_words_and_times_need_a_story(front, values):
    with pytest.raises(NotReady, match="need a story"):
        change(front, values, position=1)


def test_a_story_stands_on_a_page_once(front, story):
    with pytest.raises(NotAllowed, match="already"):
        change(front, {"article": story}, position=1)


def test_an_end_before_the_beginning_is_refused(front):
    with pytest.raises(NotReady, match="before it begins"):
        change(front, {"starts_at": NOW, "ends_at": NOW})


@pytest.mark.parametrize("values", [{"headline": "x" * 301}, {"kicker": "x" * 81}])
def test_what_is_too_long_is_refused_in_words(front, values):
    with pytest.raises(NotReady):
        change(front, values)
    assert slot_of(front).headline == ""


class TestPictures:
    @pytest.mark.parametrize(
        ("fields", "why"),
        [
            ({"do_not_use": "Privacy"}, "may not be used: Privacy"),
            ({"usable_until": NOW}, "only until"),
            ({"usable_from": NOW + timedelta(hours=1)}, "only from"),
            ({"alt": ""}, "no alternative text"),
            ({"credit": ""}, "no credit"),
        ],
    )
    def test_one_that_readers_may_not_have_is_refused(self, front, fields, why):
        image = make_image()
        Image.objects.filter(pk=image.pk).update(**fields)
        with pytest.raises((NotAllowed, NotReady), match=why):
            change(front, {"image": image})
        assert slot_of(front).image is None

    def test_one_whose_rights_have_ended_meanwhile_hinders_no_other_change(self, front):
        image = make_image()
        change(front, {"image": image})
        Image.objects.filter(pk=image.pk).update(usable_until=NOW)
        assert change(front, {"headline": "Own"}).image == image

    def test_one_that_a_page_shows_is_not_deleted(self, front, story):
        image = make_image()
        say(front, story, image=image)
        assert "A story uses this picture" in refusal_to_delete_image(None, image)
        change(front, {"image": None})
        assert "A story uses this picture" in refusal_to_delete_image(None, image)  # live still

    def test_one_that_a_page_has_shown_once_can_be(self, front, story):
        image = make_image()
        say(front, story, image=image, launched=False)
        change(front, {"image": None})
        images.delete(image, by=None, at=NOW)
        earlier = Arrangement.objects.get(number=slot_of(front).arrangement.number - 1)
        assert earlier.slots.get(position=0).image is None

    def test_one_that_readers_have_on_a_front_is_an_editors_to_change(self, front, story):
        image, reporter = make_image(), make_user("Reporter")
        say(front, story, image=image)
        image.alt = "Changed"
        with pytest.raises(NotAllowed):
            images.change(image, by=reporter, at=NOW, fields=["alt"])

    def test_a_portrait_is_not_deleted(self):
        image = make_image()
        make_contributor("Rosa Lind", picture=image)
        assert "portrait of Rosa Lind" in refusal_to_delete_image(None, image)


class TestTwoAtOnce:
    def test_different_fields_are_both_kept(self, front):
        change(front, {"headline": "Mine"}, seen={"headline": ""})
        changed = change(front, {"teaser": "Theirs"}, seen={"teaser": ""})
        assert (changed.headline, changed.teaser) == ("Mine", "Theirs")

    def test_the_same_field_is_refused(self, front):
        change(front, {"headline": "Mine"}, seen={"headline": ""})
        with pytest.raises(slot_words.ChangedMeanwhile) as refused:
            change(
                front,
                {"headline": "Theirs", "size": "lead"},
                seen={"headline": "", "size": "normal"},
            )
        assert refused.value.fields == ["headline"]
        assert (slot_of(front).headline, slot_of(front).size) == ("Mine", "normal")

    def test_the_same_words_are_no_quarrel(self, front):
        change(front, {"headline": "Same"}, seen={"headline": ""})
        assert change(front, {"headline": "Same"}, seen={"headline": ""}).headline == "Same"

    @pytest.mark.parametrize("values", [{"headline": "Of A"}, {"article": None}])
    def test_what_is_for_another_story_is_refused(self, front, story, values):
        other = make_live(headline="B")
        change(front, {"article": other}, seen={"article": story})
        with pytest.raises(slot_words.ChangedMeanwhile) as refused:
            change(front, values, seen={"article": story})
        assert refused.value.fields == ["article"]
        assert (slot_of(front).article, slot_of(front).headline) == (other, "")

    def test_a_place_with_another_story_than_was_seen_is_not_removed(self, front, story):
        change(front, {"article": make_live(headline="B")})
        with pytest.raises(slot_words.ChangedMeanwhile):
            fronts.remove(front, slot_of(front).key, seen={"article": story}, **WHO)
        assert slot_of(front).article.headline == "B"

    def test_a_slot_that_was_moved_meanwhile_is_changed_where_it_stands(self, front):
        key = slot_of(front).key
        fronts.move(front, key, before=None, **WHO)
        slot_words.change(front, key, {"headline": "Own"}, **WHO)
        assert slot_of(front, 1).headline == "Own"

    def test_a_slot_that_was_removed_is_not_changed(self, front):
        key = slot_of(front).key
        fronts.remove(front, key, **WHO)
        with pytest.raises(NotAllowed, match="removed this place"):
            slot_words.change(front, key, {"headline": "Own"}, **WHO)


def test_reporters_may_not(front):
    with pytest.raises(NotAllowed):
        change(front, {"headline": "Own"}, by=make_user("Reporter"))
