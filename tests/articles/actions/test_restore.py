"""An earlier version comes back as a new one, with all that belonged to it and is still there."""

import pytest
from django.utils import timezone

from articles import actions
from articles.actions.restore import lost
from articles.enums import CreditRole, Verb
from articles.models import Article, Event, Version
from tests.factories import (
    AT,
    approve,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_section,
    make_tag,
    make_topic,
    make_user,
    make_version,
    related_rows,
)

from .conftest import refused

pytestmark = pytest.mark.django_db


def full_article():
    return make_article(
        kicker="Shipping",
        headline="The port opens",
        section=make_section(),
        lead_image=make_image(),
        topics=[make_topic()],
        tags=[make_tag()],
        credits=[(make_contributor("Rosa Lind", "rl"), CreditRole.WRITER)],
        agencies=[make_agency("AP")],
    )


def emptied(article):
    rows = related_rows(article)
    fields = {"section": None, "lead_image": None, "body": "<p>Anew.</p>", "kicker": ""}
    return make_version(article, related=rows, headline="Other", **fields)


def test_all_of_it_comes_back_as_a_new_version():
    article, editor = full_article(), make_user("Editor")
    emptied(article)
    version = actions.restore(article, 1, by=editor, at=AT, expected_version=2)
    first = Version.objects.get(article=article, number=1)
    assert (version.number, version.data, version.why) == (3, first.data, "version 1")
    event = Event.objects.filter(article=article).order_by("-pk").first()
    assert (event.verb, event.by, event.why, event.version_number) == (
        Verb.RESTORED,
        editor,
        "version 1",
        3,
    )
    assert lost(first.data) == []


def test_what_it_says_already_makes_no_version():
    article = make_article()
    assert actions.restore(article, 1, by=None, at=AT, expected_version=1) is None
    assert Version.objects.count() == 1


def test_what_is_gone_is_left_out_and_told():
    article, target = full_article(), make_article()
    section, image, topic = article.section, article.lead_image, article.topics.get()
    tag = article.tags.get()
    body = f'<p>x</p><aside data-read-more="{target.pk}"></aside>'
    body += f'<figure data-image="{image.pk}"></figure>'
    make_version(article, body=body)
    emptied(article)
    target.delete()
    for row in (section, image, topic, tag):
        row.delete()
    data = Version.objects.get(article=article, number=2).data
    assert lost(data) == [
        "its section",
        "its lead picture",
        "topics: 1",
        "tags: 1",
        "pictures and read-mores in the text: 2",
    ]
    version = actions.restore(article, 2, by=None, at=AT, expected_version=3)
    assert version.data["body"] == "<p>x</p>"
    assert (version.data["headline"], version.data["section_id"]) == ("The port opens", None)
    assert [credit["name"] for credit in version.data["credits"]] == ["Rosa Lind"]


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ([], '<section data-gallery="">{0}{1}{2}</section>'),
        ([1], '<section data-gallery="">{0}{2}</section>'),
        ([0, 2], "{1}"),
        ([0, 1, 2], ""),
    ],
)
def test_pictures_that_are_gone_leave_their_gallery(gone, left):
    images = [make_image() for _number in range(3)]
    figures = [
        f'<figure data-image="{one.pk}"><figcaption></figcaption></figure>' for one in images
    ]
    article = make_article(body=f'<p>x</p><section data-gallery="">{"".join(figures)}</section>')
    make_version(article, body="<p>Other.</p>")
    for number in gone:
        images[number].delete()
    data = Version.objects.get(article=article, number=1).data
    assert lost(data) == [f"pictures and read-mores in the text: {len(gone)}"] * bool(gone)
    version = actions.restore(article, 1, by=None, at=AT, expected_version=2)
    assert version.data["body"] == f"<p>x</p>\n{left.format(*figures)}".strip()


def test_it_is_refused_like_any_save():
    owner = make_user("Reporter")
    article = make_article(by=owner)
    make_version(article, headline="Other")
    who = {"at": timezone.now(), "expected_version": 2}
    assert refused(
        actions.NotAllowed, lambda: actions.restore(article, 1, by=make_user("Reporter"), **who)
    ) == ["This article is somebody else's."]
    assert refused(actions.NotAllowed, lambda: actions.restore(article, 7, by=owner, **who)) == [
        "There is no version 7 of this article."
    ]
    late = who | {"expected_version": 1}
    refused(actions.Conflict, lambda: actions.restore(article, 1, by=owner, **late))
    other = Article.objects.get(pk=make_article().pk)
    assert actions.restore(other, 1, by=None, at=AT, expected_version=1) is None


def test_approved_text_that_is_restored_must_be_approved_anew():
    article = make_article()
    make_version(article, headline="Other")
    approve(article)
    publisher = make_user("Publisher")
    actions.restore(article, 1, by=publisher, at=AT, expected_version=2)
    assert Article.objects.get(pk=article.pk).stage == "review"
