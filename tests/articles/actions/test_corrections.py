"""A change of a live article is kept with both versions, and readers learn of it."""

from datetime import timedelta

import pytest

from articles import actions
from articles.enums import ChangeKind
from articles.models import Correction, Publication
from tests.factories import AT, approve, make_live, make_user

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=3)


def changed(article, *, teaser="Mended.", at=LATER):
    article.teaser = teaser
    actions.save(article, by=None, at=at)
    article.refresh_from_db()
    return article if article.stage == "approved" else approve(article, at=at)


def update(article, *, at=LATER, **how):
    return actions.update_live(article, by=None, at=at, **how)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_each_kind_is_kept_with_the_versions_before_and_after(kind):
    editor = make_user("Editor")
    article = changed(make_live())
    actions.update_live(article, by=editor, at=LATER, kind=kind, words=" It was Tuesday. ")
    row = Correction.objects.get()
    assert (row.article_id, row.kind, row.at, row.by) == (article.pk, kind, LATER, editor)
    assert (row.before.number, row.after.number, row.language_id) == (1, 2, "en")
    assert row.words == ("" if kind == ChangeKind.MINOR else "It was Tuesday.")


@pytest.mark.parametrize(
    ("kind", "moves"), [(kind, kind != ChangeKind.MINOR) for kind in ChangeKind]
)
def test_only_a_minor_one_leaves_the_time_of_the_last_update(kind, moves):
    publication = update(changed(make_live()), kind=kind, words="Words.")
    assert publication.updated_at == (LATER if moves else AT)
    assert publication.published_at == AT


@pytest.mark.parametrize(
    "kind", [ChangeKind.CLARIFICATION, ChangeKind.CORRECTION, ChangeKind.RETRACTION]
)
@pytest.mark.parametrize("words", ["", "  \n"])
def test_what_readers_must_be_told_needs_words(kind, words):
    article = changed(make_live())
    before = Publication.objects.values().get()
    with pytest.raises(actions.NotReady, match="for readers"):
        update(article, kind=kind, words=words)
    assert Publication.objects.values().get() == before
    assert not Correction.objects.exists()
    assert article.events.filter(verb="updated").count() == 0


def test_the_page_made_by_the_change_tells_of_it_and_of_those_before():
    article = make_live()
    update(changed(article, teaser="One."), kind=ChangeKind.CORRECTION, words="First words.")
    update(changed(article, teaser="Two."), kind=ChangeKind.MINOR, at=LATER + timedelta(hours=1))
    last = LATER + timedelta(hours=2)
    publication = update(
        changed(article, teaser="Three."), kind=ChangeKind.RETRACTION, words="Last.", at=last
    )
    told = publication.page["corrections"]
    assert [(entry["kind"], entry["words"]) for entry in told] == [
        ("retraction", "Last."),
        ("correction", "First words."),
    ]
    parts = publication.page["parts"]
    assert parts["corrections"].index("Last.") < parts["corrections"].index("First words.")
    assert "Last." in parts["retraction"]
    assert "First words." not in parts["retraction"]


def test_a_minor_change_alone_is_silent():
    publication = update(changed(make_live()), kind=ChangeKind.MINOR)
    assert publication.page["corrections"] == []
    assert publication.page["parts"]["corrections"] == ""
