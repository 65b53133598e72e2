"""History can be looked at whatever earlier code, or an accident, has left in it."""

import pytest
from django.db.models import JSONField, Value
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.models import Article, Event, Version
from articles.snapshot.stored import read
from tests.factories import (
    AT,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_section,
    make_tag,
    make_topic,
    make_user,
)

from .conftest import change_url, form_at

pytestmark = pytest.mark.django_db
WHOLE = {"headline": "Old", "body": "<p>Old.</p>", "language_id": "en"}
BIG = 10**17
DAMAGED = {
    "nothing": None,
    "list": ["headline"],
    "text": "Old",
    "empty": {},
    "first shape": WHOLE,
    "no headline": {"body": "<p>Old.</p>"},
    "no body": {"headline": "Old"},
    "body of lists": WHOLE | {"body": [["p", "Old."]]},
    "unknown block": WHOLE | {"body": '<p>Old.</p>\n<x-poll data-id="4"><b>Which?</b></x-poll>'},
    "broken markup": WHOLE | {"body": "<p>Old <em>x</p></li><figure data-image='x'><![CDATA["},
    "no language": WHOLE | {"language_id": None},
    "language gone": WHOLE | {"language_id": "tlh"},
    "everything gone": WHOLE
    | {
        "section_id": BIG,
        "lead_image_id": BIG,
        "translation_of_id": BIG,
        "topics": [BIG],
        "tags": [BIG],
        "credits": [{"contributor_id": BIG, "role": "writer", "name": "Rosa", "initials": "rl"}],
        "agencies": [{"agency_id": BIG, "short_name": "AP"}],
        "pictures": {str(BIG): {"alt": "Gone", "caption": "", "credit": ""}},
        "body": f'<p>Old.</p>\n<figure data-image="{BIG}"><figcaption></figcaption></figure>\n'
        f'<aside data-read-more="{BIG}"></aside>',
    },
    "rows of another kind": WHOLE
    | {
        "section_id": "politics",
        "topics": ["x", None, {}, [1]],
        "tags": {"a": 1},
        "credits": [{"name": "Rosa"}, "Rosa", {"contributor_id": "x", "role": ["a"]}],
        "agencies": [{"short_name": None}, 4],
        "pictures": {"x": 1, "7": None, "8": {"alt": 4}, "²": {"alt": "x"}},
        "headline_is_working": "perhaps",
        "teaser": {"en": "x"},
    },
    "later shape": WHOLE | {"poll": {"question": "Which?"}, "mood": "calm"},
    "too long a line": WHOLE | {"headline": "Old " * 500, "slug": "x" * 5000},
    "another role": WHOLE,
}


@pytest.fixture
def article():
    """An article with everything in it, whose first version is to be looked at from the second."""
    return make_article(
        headline="New",
        section=make_section(),
        lead_image=make_image(),
        topics=[make_topic()],
        tags=[make_tag()],
        credits=[(make_contributor("Ed Wolff", "ew"), "editor")],
        agencies=[make_agency("AP")],
    )


def add_version(article, data):
    """A row that no code of ours wrote."""
    number = article.version_number + 1
    json = Value(data, JSONField())  # None is JSON's null, too
    Version.objects.create(article=article, number=number, data=json, created_at=AT)
    Article.objects.filter(pk=article.pk).update(version_number=number)
    article.refresh_from_db()
    return number


def url(name, article, *arguments):
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *arguments])


def damaged(name):
    data = DAMAGED[name]
    if name == "another role":
        person = make_contributor("Rosa Lind", "rl")
        row = {"contributor_id": person.pk, "role": "bard", "name": "Rosa", "initials": "rl"}
        data = data | {"credits": [row]}
    return data


@pytest.mark.parametrize("name", DAMAGED)
def test_it_is_compared_from_both_sides_and_with_itself(editor, article, name):
    number = add_version(article, damaged(name))
    for old, new in ((1, number), (number, 1), (number, number), ("before", number)):
        page = editor.get(url("compare", article) + f"?old={old}&new={new}")
        assert page.status_code == 200
    can_be_shown = name in (
        *("first shape", "language gone", "everything gone", "another role", "too long a line"),
    )
    told = f"Version {number} is not shown just as it was stored:" in page.content.decode()
    assert told is not can_be_shown
    assert page.context["unread"] == 0  # notifications, on every page


@pytest.mark.parametrize("name", DAMAGED)
def test_restoring_it_is_done_or_refused_in_words(editor, article, name):
    data = damaged(name)
    number = add_version(article, data)
    actions.restore(article, 1, by=None, at=timezone.now(), expected_version=None)
    article.refresh_from_db()
    before = article.version_number, Event.objects.count()
    page = editor.get(url("restore", article, number))
    assert page.status_code == 200
    answer = editor.post(url("restore", article, number), {"version": article.version_number})
    article.refresh_from_db()
    if answer.status_code == 302:
        newest = article.versions.get(number=before[0] + 1)
        assert newest.data["headline"] == read(data)["headline"] == "Old"
        assert "Old." in newest.data["body"] or name == "broken markup"
        assert (newest.data["credits"], newest.data["topics"]) == ([], [])
    else:
        assert name in ("nothing", "list", "text", "empty", "no headline", "no body",
                        "body of lists", "too long a line")  # fmt: skip
        words = answer.content.decode()
        assert ("cannot be restored" in words) or ("may not hold any more" in words)
        assert (article.version_number, Event.objects.count()) == before


@pytest.mark.parametrize("name", DAMAGED)
def test_the_article_is_edited_and_merged_over_it(editor, article, name):
    data = form_at(editor, change_url(article))
    number = add_version(article, damaged(name))
    stale = editor.post(change_url(article), data | {"headline": "Typed", "_continue": "1"})
    assert stale.status_code == 200
    assert b"This article has been saved since you opened it" in stale.content
    fresh = form_at(editor, change_url(article)) | {"headline": "Typed", "_continue": "1"}
    assert editor.post(change_url(article), fresh).status_code == 302
    assert article.versions.get(number=number + 1).data["headline"] == "Typed"
    # It was what the form had been opened with, too.
    opened = fresh | {"version": str(number), "headline": "Typed before"}
    assert editor.post(change_url(article), opened).status_code == 200


@pytest.mark.parametrize("name", DAMAGED)
def test_every_list_of_history_shows_it(as_user, article, name):
    add_version(article, damaged(name))
    client = as_user(make_user("superuser"))
    version = Version.objects.latest("number")
    for address in (
        reverse("admin:articles_version_changelist"),
        reverse("admin:articles_version_change", args=[version.pk]),
        url("history", article),
        url("preview", article),
        change_url(article),
    ):
        assert client.get(address).status_code == 200, address


def test_a_picture_that_was_deleted_since_is_named_by_its_number(editor):
    image = make_image(alt="A harbour", caption="At dawn")
    body = f'<p>x</p>\n<figure data-image="{image.pk}" data-alt="Ships"></figure>'
    article = make_article(headline="New", body=body)
    article.body = "<p>x</p>"
    actions.save(article, by=None, at=timezone.now())
    number = image.pk
    image.delete()
    page = editor.get(url("compare", article) + "?old=1&new=2").content.decode()
    assert f"Picture #{number} is not there any more." in page
    assert "Ships" in page
    restoring = editor.get(url("restore", article, 1)).content.decode()
    assert "pictures and read-mores in the text: 1" in restoring
