"""Which stories use a picture, wherever it stands in them."""

from datetime import timedelta

import pytest

from articles import actions
from articles.models import Article, Image, SiteSettings
from articles.queries import library, picture_uses
from tests.factories import (
    AT,
    make_article,
    make_autosave,
    make_image,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def figure(image):
    return f'<figure data-image="{image.pk}"></figure>'


def gallery(image):
    both = "".join(
        f'<figure data-image="{one.pk}"><figcaption></figcaption></figure>'
        for one in (make_image(), image)
    )
    return f'<section data-gallery="">{both}</section>'


def taken_out(image):
    article = make_live(lead_image=image)
    make_version(article, lead_image=None)
    return article


def updating(image):
    article = make_live()
    make_version(article, lead_image=image)
    actions.schedule_update(article, by=None, at=AT, due_at=AT + HOUR)
    make_version(article, lead_image=None)
    return article


def retired(image):
    """Taken out of a live story by an update."""
    article = taken_out(image)
    actions.update_live(article, by=None, at=AT)
    return article


# How a story uses a picture, and: as lead, in the text, for readers, in what waits; is it out?
USES = {
    "draft, lead": (lambda image: make_article(lead_image=image), (1, 0, 0, 0), False),
    "draft, text": (lambda image: make_article(body=figure(image)), (0, 1, 0, 0), False),
    "draft, gallery": (lambda image: make_article(body=gallery(image)), (0, 1, 0, 0), False),
    "live, lead": (lambda image: make_live(lead_image=image), (1, 0, 1, 0), True),
    "live, text": (lambda image: make_live(body=figure(image)), (0, 1, 1, 0), True),
    "scheduled": (
        lambda image: make_scheduled(lead_image=image, publish_at=AT + HOUR),
        (1, 0, 1, 0),
        True,
    ),
    "live, not in the newest text": (taken_out, (0, 0, 1, 0), True),
    "withdrawn": (lambda image: make_withdrawn(lead_image=image), (1, 0, 1, 0), False),
    "an update that waits": (updating, (0, 0, 0, 1), True),
}


@pytest.mark.parametrize("use", USES)
def test_a_story_that_uses_it(use):
    image, other = make_image(), make_image()
    make, where, is_out = USES[use]
    story = make(image)
    make_live(lead_image=other)
    (row,) = picture_uses.using(image, Article.objects.all())
    assert row.pk == story.pk
    flags = (row.is_lead, row.in_text, row.for_readers, row.is_waiting)
    assert flags == tuple(map(bool, where))
    (seen,) = picture_uses.with_uses(Image.objects.filter(pk=image.pk), at=AT)
    facts = library.facts(Image.objects.all(), by=make_user("Editor"), at=AT)
    assert facts.stories_of(seen) == {story.pk}
    assert facts.is_out(seen) is is_out
    assert list(Image.objects.filter(picture_uses.is_used(), pk=image.pk)) == [image]


@pytest.mark.parametrize(
    "make",
    [lambda image: None, lambda image: make_live(lead_image=make_image()), retired],
    ids=["nowhere", "another picture", "taken out and updated"],
)
def test_a_picture_that_nothing_uses(make):
    image = make_image()
    make(image)
    assert list(picture_uses.using(image, Article.objects.all())) == []
    assert not Image.objects.filter(picture_uses.is_used(), pk=image.pk).exists()
    (seen,) = picture_uses.with_uses(Image.objects.filter(pk=image.pk), at=AT)
    facts = library.facts(Image.objects.all(), by=make_user("Editor"), at=AT)
    assert (facts.stories_of(seen), facts.is_out(seen)) == (set(), False)


def dropped(image):
    """In the first version, not in the second."""
    article = make_article(body=figure(image))
    make_version(article, body="<p>Without.</p>")
    return article


def typing(**data):
    def make(image):
        article = make_article()
        said = {name: [text % image.pk] for name, text in data.items()}
        make_autosave(article, by=make_user("Editor"), **said)
        return article

    return make


@pytest.mark.parametrize(
    ("make", "flags"),
    [
        (dropped, (True, False)),
        (retired, (True, False)),
        (typing(lead_image="%d"), (False, True)),
        (typing(body='<p>x</p><figure data-image="%d"></figure>'), (False, True)),
        (typing(body="<figure data-image=%d></figure>"), (False, True)),
    ],
    ids=["earlier version", "taken out of what is live", "lead", "text", "no quotes"],
)
def test_a_story_that_may_come_back_to_it(make, flags):
    words = {"alt": "A harbour", "credit": "A. Name/AP"}
    Image.objects.bulk_create([Image(pk=pk, **words) for pk in (7, 77)])
    image, other = Image.objects.get(pk=7), Image.objects.get(pk=77)
    story = make(image)
    found = story.pk in picture_uses.in_versions(image), story.pk in picture_uses.typed(image)
    assert found == flags
    assert (picture_uses.in_versions(other), picture_uses.typed(other)) == (set(), [])


def test_what_was_typed_of_a_new_article_names_it():
    image = make_image()
    make_autosave(None, by=make_user("Editor"), lead_image=[str(image.pk)], body=[""])
    make_autosave(None, by=make_user("Editor"), headline=["No picture"])
    assert (picture_uses.typed(image), picture_uses.in_versions(image)) == ([None], set())


def test_what_has_expired_is_not_out_but_uses_it_all_the_same():
    image = make_image()
    make_scheduled(lead_image=image, publish_at=AT + HOUR, expires_at=AT + 2 * HOUR)
    (seen,) = picture_uses.with_uses(Image.objects.filter(pk=image.pk), at=AT + 2 * HOUR)
    assert (seen.is_out, len(seen.for_readers)) == (False, 1)


def test_a_story_that_uses_it_twice_is_one_story():
    image = make_image()
    story = make_live(lead_image=image, body=figure(image) + figure(image))
    (seen,) = picture_uses.with_uses(Image.objects.filter(pk=image.pk), at=AT)
    facts = library.facts(Image.objects.all(), by=make_user("Editor"), at=AT)
    assert facts.stories_of(seen) == {story.pk}
    assert picture_uses.using(image, Article.objects.all()).count() == 1


def test_only_articles_that_are_given_are_looked_at():
    image = make_image()
    shown, hidden = make_article(lead_image=image), make_article(lead_image=image)
    rows = picture_uses.using(image, Article.objects.exclude(pk=hidden.pk))
    assert [row.pk for row in rows] == [shown.pk]


def test_the_logo_is_used():
    image, other = make_image(), make_image()
    SiteSettings.objects.update(logo=image)
    assert list(Image.objects.filter(picture_uses.is_used(), pk__in=[image.pk, other.pk])) == [
        image
    ]
