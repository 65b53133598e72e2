import pytest
from django.db import transaction

from articles.actions import names
from articles.actions.names import mark_stale
from articles.enums import CreditRole
from articles.models import Language, Publication
from tests.factories import (
    make_contributor,
    make_image,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.django_db


def stale():
    return set(Publication.objects.filter(is_stale=True).values_list("pk", flat=True))


@pytest.mark.parametrize("kind", ["section", "topic", "tag", "image", "contributor"])
def test_just_those_that_show_it_are_marked(kind):
    row = {
        "section": make_section,
        "topic": make_topic,
        "tag": make_tag,
        "image": make_image,
        "contributor": make_contributor,
    }[kind]()
    fields = {
        "section": {"section": row},
        "topic": {"topics": [row]},
        "tag": {"tags": [row]},
        "image": {"lead_image": row},
        "contributor": {"credits": [(row, CreditRole.EDITOR)]},
    }[kind]
    shown = {make_live(**fields).pk, make_scheduled(**fields).pk}
    make_live(section=make_section())
    assert mark_stale(row) == 2
    assert stale() == shown
    assert mark_stale(row) == 0


def test_a_picture_in_the_text_counts_and_so_does_a_language():
    image = make_image()
    live = make_live(body=f'<figure data-image="{image.pk}"></figure>')
    assert mark_stale(image) == 1
    Publication.objects.update(is_stale=False)
    assert mark_stale(Language.objects.get(pk="en")) == 1
    assert stale() == {live.pk}


def test_the_first_are_made_again_after_commit(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(names, "AT_ONCE", 2)
    section = make_section("Old")
    for _n in range(3):
        make_live(section=section)
    with django_capture_on_commit_callbacks(execute=True):
        section.name = "New"
        section.save()
        mark_stale(section)
        assert len(stale()) == 3
    assert len(stale()) == 1
    made = Publication.objects.filter(is_stale=False).values_list("page", flat=True)
    assert [page["section"]["name"] for page in made] == ["New", "New"]


def test_what_shows_it_is_made_again_before_what_waited_and_the_newest_first(
    django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(names, "AT_ONCE", 2)
    section, image = make_section(), make_image()
    first, second = (make_live(lead_image=image, section=section) for _n in range(2))
    waited = [make_live(section=section), make_live(section=section)]
    # One of them waited, too.
    Publication.objects.exclude(pk=first.pk).update(is_stale=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert mark_stale(image) == 1
    assert stale() == {article.pk for article in waited}
    Publication.objects.update(is_stale=True)
    monkeypatch.setattr(names, "AT_ONCE", 1)
    with django_capture_on_commit_callbacks(execute=True):
        mark_stale(image)
    assert stale() == {first.pk, *(article.pk for article in waited)}
    assert second.pk not in stale()


def test_nothing_is_made_again_when_the_change_is_undone(django_capture_on_commit_callbacks):
    section = make_section()
    make_live(section=section)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        try:
            with transaction.atomic():
                mark_stale(section)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
    assert (callbacks, stale()) == ([], set())
