"""The people of a story hear in time that the rights of one of its pictures end."""

from datetime import timedelta

import pytest

from articles import actions, wall_clock
from articles.actions import images, rights_notice
from articles.actions.rights import refusal_to_use
from articles.enums import NoticeKind, Verb
from articles.models import Event, Image, Notification, Publication
from tests.factories import (
    AT,
    make_article,
    make_image,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
END = AT + 10 * DAY
SOON = END - rights_notice.NOTICE


def tell(at=SOON):
    """Tell of all there is; return of how many pictures."""
    told = 0
    while rights_notice.tell_next(at=at):
        told += 1
    return told


def test_each_story_that_shows_it_says_so_and_its_people_hear_once():
    writer, other = make_user("Reporter"), make_user("Reporter")
    image = make_image(alt="A quay", usable_until=END)
    live = make_live(lead_image=image, assigned_to=writer)
    scheduled = make_scheduled(
        body=f'<figure data-image="{image.pk}"></figure>', publish_at=END - DAY, assigned_to=other
    )
    make_withdrawn(lead_image=image, assigned_to=other)
    make_article(lead_image=image, assigned_to=other)
    assert [tell(SOON - timedelta(seconds=1)), tell(), tell()] == [0, 1, 0]
    why = f"The picture “A quay” (#{image.pk}) may be used only until {wall_clock.shown(END)}."
    events = Event.objects.filter(verb=Verb.RIGHTS_END).order_by("article")
    assert list(events.values_list("article", "by", "at", "why")) == [
        (live.pk, None, SOON, why),
        (scheduled.pk, None, SOON, why),
    ]
    told = Notification.objects.filter(kind=NoticeKind.RIGHTS_END).order_by("article")
    assert list(told.values_list("to", "article", "text")) == [
        (writer.pk, live.pk, why),
        (other.pk, scheduled.pk, why),
    ]


def test_a_story_whose_update_will_show_it_says_so_too():
    writer = make_user("Reporter")
    image = make_image(alt="A quay", usable_until=END)
    article = make_live(assigned_to=writer)
    make_version(article, lead_image=image)
    assert tell() == 0
    actions.schedule_update(article, by=None, at=AT, due_at=END - DAY)
    assert [tell(), tell()] == [1, 0]
    notice = Notification.objects.get(kind=NoticeKind.RIGHTS_END)
    assert (notice.to, notice.article_id) == (writer, article.pk)


def test_of_an_update_of_a_story_that_readers_have_no_more_nobody_is_told():
    article = make_live()
    make_version(article, lead_image=make_image(usable_until=END))
    actions.schedule_update(article, by=None, at=AT, due_at=END - DAY)
    Publication.objects.update(expires_at=SOON)
    assert tell() == 0


def test_another_end_is_told_of_again():
    image = make_image(usable_until=END)
    make_live(lead_image=image)
    assert tell() == 1
    image = Image.objects.get(pk=image.pk)
    image.usable_until = END + 10 * DAY
    images.change(image, by=None, at=SOON, fields=["usable_until"])
    assert [tell(), tell(SOON + 10 * DAY)] == [0, 1]


@pytest.mark.parametrize(
    "fields",
    [{}, {"usable_until": END + DAY}, {"usable_until": SOON}, {"do_not_use": "No."}],
)
def test_nothing_is_told_of_what_does_not_end_then(fields):
    image = make_image()
    make_live(lead_image=image)
    Image.objects.filter(pk=image.pk).update(**fields)
    assert tell() == 0


def test_a_picture_in_no_story_is_told_of_once_one_shows_it():
    image = make_image(usable_until=END)
    assert tell() == 0
    make_live(lead_image=image)
    assert tell() == 1


BARS = [
    {"do_not_use": "The agency has killed it."},
    {"usable_until": AT},
    {"usable_from": AT + DAY},
]


@pytest.mark.parametrize("how", BARS)
def test_whose_story_loses_it_at_once_is_told_and_who_did_it_is_not(how):
    editor, writer = make_user("Editor"), make_user("Reporter")
    image = make_image(alt="A quay")
    live = make_live(lead_image=image, assigned_to=writer)
    make_live(lead_image=image, assigned_to=editor)
    make_article(lead_image=image, assigned_to=writer)
    for name, value in how.items():
        setattr(image, name, value)
    images.change(image, by=editor, at=AT, fields=list(how))
    [told] = Notification.objects.filter(kind=NoticeKind.RIGHTS_END)
    assert (told.to, told.article, told.text) == (writer, live, refusal_to_use(image, AT))
    assert tell(AT) == 0


AHEAD = {"usable_from": AT + DAY}


@pytest.mark.parametrize("how", [BARS[0], {"usable_from": None, "usable_until": AT}])
def test_whose_story_was_to_get_it_and_will_not_is_told_too(how):
    writer = make_user("Reporter")
    image = make_image(alt="A quay", **AHEAD)
    story = make_scheduled(lead_image=image, publish_at=AT + 2 * DAY, assigned_to=writer)
    for name, value in how.items():
        setattr(image, name, value)
    images.change(image, by=make_user("Editor"), at=AT, fields=list(how))
    [told] = Notification.objects.filter(kind=NoticeKind.RIGHTS_END)
    assert (told.to, told.article, told.text) == (writer, story, refusal_to_use(image, AT))


@pytest.mark.parametrize("before", [{"do_not_use": "A reason."}, {"usable_until": AT}, AHEAD])
def test_where_nothing_more_is_lost_nobody_is_told(before):
    image = make_image(alt="A quay")
    make_live(lead_image=image, assigned_to=make_user("Reporter"))
    Image.objects.update(**before)
    image = Image.objects.get()
    how = {"caption": "Another."} if before is AHEAD else {"do_not_use": "Why.", "usable_until": AT}
    for name, value in how.items():
        setattr(image, name, value)
    images.change(image, by=make_user("Editor"), at=AT, fields=list(how))
    assert Event.objects.filter(verb=Verb.PICTURE_CHANGED).count() == 1
    assert not Event.objects.filter(verb=Verb.RIGHTS_END).exists()


@pytest.mark.parametrize("how", [{"usable_until": END}, {"do_not_use": "Another reason."}, {}])
def test_where_nothing_ends_with_a_change_nobody_is_told(how):
    image = make_image(alt="A quay")
    make_live(lead_image=image, assigned_to=make_user("Reporter"))
    if "do_not_use" in how:
        Image.objects.update(do_not_use="A reason.")
    image = Image.objects.get()
    image.caption = "Another caption."
    for name, value in how.items():
        setattr(image, name, value)
    images.change(image, by=make_user("Editor"), at=AT, fields=["caption", *how])
    assert Event.objects.filter(verb=Verb.PICTURE_CHANGED).count() == 1
    assert not Event.objects.filter(verb=Verb.RIGHTS_END).exists()
