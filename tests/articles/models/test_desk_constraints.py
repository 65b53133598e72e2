"""The database refuses what must never be on the desk: forms, schedules, corrections, notices."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import Error, IntegrityError, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from articles.enums import ChangeKind
from articles.models import (
    Autosave,
    Correction,
    Note,
    NoticeChoice,
    Notification,
    OpenForm,
    PreviewLink,
    ScheduledUpdate,
)
from tests.factories import AT, make_article, make_live, make_user

pytestmark = pytest.mark.django_db
DESK = ("presence", "autosave", "schedule", "correction", "preview_link", "notice")


def twice(model, **row):
    for _ in range(2):
        model._base_manager.bulk_create([model(**row)])


def add(model, **row):
    model._base_manager.bulk_create([model(**row)])


def autosave(**row):
    return {"user": make_user(), "base_version": 0, "data": {}, "saved_at": AT} | row


def correction(**row):
    article = make_live()
    version = article.versions.get()
    row = {"kind": ChangeKind.UPDATE, "before": version, "after": version} | row
    return {"article": article, "language_id": "en", "at": AT} | row


def link(**row):
    version = make_article().versions.get()
    row = {"expires_at": AT + timedelta(days=1), "made_by": make_user()} | row
    return {"version": version, "made_at": AT} | row


def notification(**row):
    return {"to": make_user(), "kind": "approved", "article": make_article(), "at": AT} | row


def note(**row):
    return Note.objects.create(article=make_article(), by=make_user(), at=AT, text="Look.")


BREAKS = {
    "open_form_once": lambda: twice(
        OpenForm, article=make_article(), user=make_user(), tab="x", opened_at=AT, seen_at=AT
    ),
    "autosave_once_a_form": lambda: twice(Autosave, **autosave(article=make_article(), key="x")),
    "autosave_once_a_new_form": lambda: twice(Autosave, **autosave(key="x")),
    "autosave_has_key": lambda: add(Autosave, **autosave(article=make_article())),
    "update_kind_known": lambda: add(
        ScheduledUpdate,
        article=(article := make_live()),
        version=article.versions.get(),
        due_at=AT,
        made_at=AT,
        kind="gossip",
    ),
    "update_minor_is_silent": lambda: add(
        ScheduledUpdate,
        article=(article := make_live()),
        version=article.versions.get(),
        due_at=AT,
        made_at=AT,
        kind=ChangeKind.MINOR,
        words="x",
    ),
    "correction_kind_known": lambda: add(Correction, **correction(kind="gossip")),
    "correction_with_words": lambda: add(Correction, **correction(kind=ChangeKind.RETRACTION)),
    "preview_link_expires_later": lambda: add(PreviewLink, **link(expires_at=AT)),
    "preview_link_revoked_by_somebody": lambda: add(PreviewLink, **link(revoked_at=AT)),
    "note_not_empty": lambda: add(Note, article=make_article(), by=make_user(), at=AT, text=""),
    "notice_kind_known": lambda: add(Notification, **notification(kind="gossip")),
    "notified_once_of_an_event": lambda: twice(
        Notification, **notification(event=(make_article().events.get()))
    ),
    "notified_once_of_a_note": lambda: twice(Notification, **notification(note=note())),
    "notice_choice_once": lambda: twice(NoticeChoice, user=make_user(), kind="approved"),
    "choice_kind_known": lambda: add(NoticeChoice, user=make_user(), kind="gossip"),
}


def test_every_constraint_of_the_desk_is_tried_here():
    named = {
        constraint.name
        for model in apps.get_app_config("articles").get_models()
        if model.__module__.rpartition(".")[2] in DESK
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }
    assert named == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BREAKS[name]()


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (lambda: Correction.objects.create(**correction()), lambda rows: rows.update(words="x")),
        (lambda: Correction.objects.create(**correction()), lambda rows: rows.delete()),
        (note, lambda rows: rows.update(text="x")),
    ],
)
def test_what_was_said_stays_as_it_was(row, change):
    made = row()
    rows = type(made)._base_manager.filter(pk=made.pk)
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        change(rows)
    assert rows.get() == made
