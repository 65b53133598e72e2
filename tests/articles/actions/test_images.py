"""Who may change a picture, and what the articles' histories tell of it."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed, images
from articles.enums import Verb
from articles.models import Event, Image, Publication, SiteSettings
from tests.factories import (
    AT,
    approve,
    make_article,
    make_contributor,
    make_image,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)
from tests.factories.images import picture_file

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)
HOUR = timedelta(hours=1)
REFUSAL = (
    "Readers have this picture in a story, or are to get it. Ask an editor to change it, or add "
    "the picture anew."
)


def body(image):
    return f'<figure data-image="{image.pk}"></figure>'


def changed(image, *, by, **fields):
    """The stored picture with ``fields`` set, given to the action."""
    image = Image.objects.get(pk=image.pk)
    for name, value in fields.items():
        setattr(image, name, value)
    return images.change(image, by=by, at=NOW, fields=list(fields))


def told():
    found = Event.objects.filter(verb=Verb.PICTURE_CHANGED).order_by("article")
    return list(found.values_list("article", "headline", "by", "at", "version_number", "why"))


def updating(image):
    """A live story whose next version, which waits, shows ``image``."""
    article = make_live()
    make_version(article, lead_image=image)
    actions.schedule_update(article, by=None, at=AT, due_at=NOW + HOUR)
    make_version(article, lead_image=None)
    return article


IN_USE = {
    "lead": lambda image: make_live(lead_image=image),
    "in the text": lambda image: make_live(body=body(image)),
    "scheduled": lambda image: make_scheduled(lead_image=image, publish_at=NOW + HOUR),
    "due, and no worker ran": lambda image: make_scheduled(lead_image=image, publish_at=AT + HOUR),
    "in an update that waits": updating,
}


def expired(image):
    return make_scheduled(lead_image=image, publish_at=AT + HOUR, expires_at=NOW)


def taken_out(image):
    article = make_live(lead_image=image)
    make_version(article, lead_image=None)
    actions.update_live(article, by=None, at=AT)


UNUSED = {
    "nowhere": lambda image: make_live(lead_image=make_image()),
    "a draft": lambda image: make_article(lead_image=image),
    "approved": lambda image: approve(make_article(lead_image=image)),
    "newer text of a live story": lambda image: make_version(make_live(), lead_image=image),
    "withdrawn": lambda image: make_withdrawn(lead_image=image),
    "expired": expired,
    "taken out of a live story": taken_out,
}


@pytest.mark.parametrize("use", IN_USE)
def test_what_readers_have_a_reporter_does_not_change(use):
    image = make_image(caption="Old")
    reporter = make_user("Reporter")
    IN_USE[use](image)
    before = list(Publication.objects.values())
    with pytest.raises(NotAllowed, match=f"^{REFUSAL}$"):
        changed(image, by=reporter, caption="New")
    with pytest.raises(NotAllowed):
        changed(image, by=reporter)
    assert Image.objects.get(pk=image.pk).caption == "Old"
    assert (list(Publication.objects.values()), told()) == (before, [])


@pytest.mark.parametrize("use", UNUSED)
def test_what_readers_do_not_have_a_reporter_changes_and_no_history_tells(use):
    image = make_image(caption="Old")
    UNUSED[use](image)
    assert changed(image, by=make_user("Reporter"), caption="New") == ["caption"]
    assert (Image.objects.get(pk=image.pk).caption, told()) == ("New", [])


@pytest.mark.parametrize("role", ["Editor", "Publisher", "superuser"])
@pytest.mark.parametrize("use", IN_USE)
def test_an_editor_changes_it_and_the_history_says_what_it_was(use, role):
    image = make_image(alt="A quay", caption="Old")
    article = IN_USE[use](image)
    by = make_user(role)
    assert changed(image, by=by, caption="New") == ["caption"]
    why = f"“A quay” (#{image.pk}): caption: “Old” → “New”"
    number = Publication.objects.get(pk=article.pk).version.number
    assert told() == [(article.pk, article.headline, by.pk, NOW, number, why)]


def test_a_portrait_that_readers_have_is_an_editors_to_change():
    image, reporter = make_image(), make_user("Reporter")
    person = make_contributor("Rosa Lind", picture=image, is_complete=False)
    image.caption = "Rosa"
    assert images.change(image, by=reporter, at=NOW, fields=["caption"]) == ["caption"]
    person.is_complete = True  # only then is there a page
    person.save()
    image.caption = "Rosa at the quay"
    with pytest.raises(NotAllowed) as refused:
        images.change(image, by=reporter, at=NOW, fields=["caption"])
    assert str(refused.value) == (
        "Readers have this picture on the page of Rosa Lind. Ask an editor to change it."
    )
    assert images.change(image, by=make_user("Editor"), at=NOW, fields=["caption"])


def test_the_logo_is_an_editors_to_change_and_nobodys_to_delete():
    image, reporter = make_image(), make_user("Reporter")
    SiteSettings.objects.update(logo=image)
    image.caption = "Logo"
    with pytest.raises(NotAllowed, match=r"as the logo\. Ask an editor"):
        images.change(image, by=reporter, at=NOW, fields=["caption"])
    assert images.change(image, by=make_user("Editor"), at=NOW, fields=["caption"])
    with pytest.raises(NotAllowed, match="It is the logo of the site"):
        images.delete(image, by=None, at=NOW)
    SiteSettings.objects.update(logo=None)
    images.delete(image, by=None, at=NOW)


def test_each_article_that_readers_have_it_in_tells_and_no_other():
    image = make_image(caption="Old")
    for use in UNUSED:
        UNUSED[use](image)
    shown = [IN_USE[use](image).pk for use in IN_USE]
    make_version(make_live(lead_image=image, body=body(image)), headline="Not yet live")
    shown.append(Event.objects.latest("pk").article_id)
    changed(image, by=None, caption="New")
    assert [pk for pk, *_rest in told()] == sorted(shown)
    assert "Not yet live" in {headline for _pk, headline, *_rest in told()}


def test_the_history_tells_of_every_word_and_of_the_file():
    image = make_image(alt="A quay", alts={"de": "Kai", "ar": "رصيف"}, credit="A. Name/AP")
    make_live(lead_image=image)
    new = picture_file("quay.png", size=(4, 3))
    names = ["file", "alt", "alts", "captions", "caption", "credit"]
    fields = {"alt": "A dock", "alts": {"de": "Dock", "ar": "رصيف"}, "captions": {"de": "Hafen"}}
    fields |= {"file": new, "caption": "", "credit": ""}
    wanted = ["file", "alt", "alts", "captions", "credit"]
    assert changed(image, by=None, **{name: fields[name] for name in names}) == wanted
    why = (
        f"“A quay” (#{image.pk}): file: “harbour.png” → “quay.png”; "
        "alternative text: “A quay” → “A dock”; alternative text (de): “Kai” → “Dock”; "
        "caption (de): – → “Hafen”; credit: “A. Name/AP” → –"
    )
    assert [row[-1] for row in told()] == [why]
    stored = Image.objects.get(pk=image.pk)
    assert (stored.width, stored.height) == (4, 3)


def test_what_was_not_asked_for_stays_as_others_have_left_it():
    image = make_image(alt="Old", caption="Old")
    make_live(lead_image=image)
    stale = Image.objects.get(pk=image.pk)
    changed(image, by=None, alt="New")
    stale.caption = "New"
    assert images.change(stale, by=None, at=NOW, fields=["caption"]) == ["caption"]
    stored = Image.objects.get(pk=image.pk)
    assert (stored.alt, stored.caption) == ("New", "New")


def test_nothing_changed_is_nothing_told():
    image = make_image(caption="Old")
    make_live(lead_image=image)
    assert changed(image, by=None, caption="Old", alts={}) == []
    assert (told(), Publication.objects.filter(is_stale=True).count()) == ([], 0)


def test_the_pages_are_made_again(django_capture_on_commit_callbacks):
    image = make_image(caption="Old")
    article = make_live(body=body(image))
    with django_capture_on_commit_callbacks(execute=True):
        changed(image, by=make_user("Editor"), caption="New")
    publication = Publication.objects.get(pk=article.pk)
    assert publication.is_stale is False
    assert "<figcaption>New" in str(publication.pieces)


@pytest.mark.parametrize(
    ("before", "fields", "left"),
    [
        ({}, {"do_not_use": "Not ours."}, 0),
        ({}, {"caption": "New"}, 2),
        ({"do_not_use": "Not ours."}, {"caption": "New"}, 2),
        ({"usable_until": AT}, {"do_not_use": "Not ours."}, 2),
        ({"do_not_use": "Not ours."}, {"do_not_use": ""}, 2),
    ],
)
def test_only_what_readers_must_not_see_any_more_leaves_all_stories_at_once(
    before, fields, left, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr("articles.actions.names.AT_ONCE", 1)
    image = make_image(caption="Old")
    for _n in range(3):
        make_live(lead_image=image)
    Image.objects.update(**before)
    with django_capture_on_commit_callbacks(execute=True):
        changed(image, by=None, **fields)
    assert Publication.objects.filter(is_stale=True).count() == left


def test_who_may_change_no_pictures_changes_none():
    image = make_image(caption="Old")
    for by in (make_user("Feedback reviewer"), make_user("superuser", is_active=False)):
        with pytest.raises(NotAllowed, match=r"^You may not change pictures\.$"):
            changed(image, by=by, caption="New")


def test_a_picture_that_is_gone_is_said_to_be():
    image = make_image()
    stale = Image.objects.get(pk=image.pk)
    image.delete()
    with pytest.raises(NotAllowed, match=r"^Somebody has deleted this picture\.$"):
        images.change(stale, by=None, at=NOW, fields=["caption"])


@pytest.mark.parametrize(("stories", "queries"), [(1, 11), (3, 13)])
def test_it_takes_one_query_for_each_story_and_no_more(stories, queries, django_assert_num_queries):
    image = make_image(caption="Old")
    for _n in range(stories):
        make_live(lead_image=image)
    image = Image.objects.get(pk=image.pk)
    image.caption = "New"
    with django_assert_num_queries(queries):
        images.change(image, by=None, at=NOW, fields=["caption"])
