"""The database refuses what must never be on the reader's site: fronts, breaking news, pages."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from articles.models import (
    Arrangement,
    BreakingNews,
    Front,
    KnownWord,
    Launch,
    PolicyPage,
    PolicyText,
    PolicyVersion,
    Slot,
)
from tests.factories import AT, make_live, make_section, make_topic

pytestmark = pytest.mark.django_db
SITE = ("frontpage", "breaking", "policy", "search", "hub")


def twice(model, **row):
    for _ in range(2):
        model._base_manager.bulk_create([model(**row)])


def arrangement():
    front = Front.objects.create(language_id="en")
    return Arrangement.objects.create(front=front, number=1, made_at=AT)


def slot(**row):
    return {"arrangement": arrangement(), "position": 0} | row


def beside(same, **row):
    """A second slot beside a first one, with one column the same."""
    first = Slot.objects.create(**slot(**row))
    second = {"arrangement": first.arrangement, "position": 1, same: getattr(first, same)}
    Slot.objects.create(**second)


def text():
    page = PolicyPage.objects.create(kind="ethics")
    return {"page": page, "language_id": "en", "title": "Ethics", "body": "", "changed_at": AT}


BREAKS = {
    "front_of_one_thing": lambda: Front.objects.create(
        language_id="en", section=make_section(), topic=make_topic()
    ),
    "front_one_home": lambda: twice(Front, language_id="en"),
    "front_one_a_section": lambda: twice(Front, language_id="en", section=make_section()),
    "front_one_a_topic": lambda: twice(Front, language_id="en", topic=make_topic()),
    "arrangement_number_once": lambda: twice(
        Arrangement, front=arrangement().front, number=2, made_at=AT
    ),
    "slot_key_once": lambda: beside("key"),
    "slot_position_once": lambda: beside("position"),
    "slot_article_once": lambda: beside("article", article=make_live()),
    "slot_size_known": lambda: Slot.objects.create(**slot(size="enormous")),
    "slot_ends_after_start": lambda: Slot.objects.create(**slot(starts_at=AT, ends_at=AT)),
    "breaking_ends_after_start": lambda: BreakingNews.objects.create(
        language_id="en", text="Quake", starts_at=AT, ends_at=AT, made_at=AT
    ),
    "policy_kind_known": lambda: PolicyPage.objects.create(kind="secrets"),
    "policy_kind_once": lambda: twice(PolicyPage, kind="ethics"),
    "policy_one_text_a_language": lambda: twice(PolicyText, **text()),
    "policy_version_once": lambda: twice(
        PolicyVersion, text=PolicyText.objects.create(**text()), number=1, made_at=AT
    ),
    "known_word_once": lambda: twice(KnownWord, language_id="en", word="harbour"),
}


def test_every_constraint_of_the_models_is_tried_here():
    named = {
        constraint.name
        for model in apps.get_app_config("articles").get_models()
        if model.__module__.rpartition(".")[2] in SITE
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }
    assert named == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BREAKS[name]()


def test_pages_that_are_no_kind_of_their_own_may_be_many():
    twice(PolicyPage, kind="other")
    assert PolicyPage.objects.count() == 2


def test_a_launch_is_never_changed():
    made = arrangement()
    launch = Launch.objects.create(front=made.front, arrangement=made, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Launch.objects.update(at=AT + timedelta(1))
    launch.refresh_from_db()
    assert launch.at == AT


def test_what_a_page_said_is_never_changed():
    PolicyVersion.objects.create(
        text=PolicyText.objects.create(**text()), number=1, title="Ethics", made_at=AT
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.update(title="None")
    assert PolicyVersion.objects.get().title == "Ethics"
