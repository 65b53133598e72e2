from datetime import timedelta

import pytest

from articles import actions
from articles.actions import preview_links
from articles.enums import CreditRole, Verb
from articles.models import Article, Event, PreviewLink
from tests.factories import AT, make_article, make_contributor, make_live, make_user, make_version

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def make(version, by, **fields):
    fields.setdefault("expires_at", AT + DAY)
    return preview_links.make(version, by=by, at=AT, **fields)


def test_making_one_records_who_and_which_version():
    writer = make_user("Reporter")
    article = make_article(by=writer)
    first = article.versions.get()
    make_version(article, by=writer, headline="Second")
    link = make(first, writer, note="The minister's office")
    assert (link.version, link.made_by, link.expires_at) == (first, writer, AT + DAY)
    event = Event.objects.get(verb=Verb.LINKED)
    assert (event.by, event.version_number, event.why) == (writer, 1, "The minister's office")
    assert Article.objects.get().version_number == 2


def test_who_may_make_one():
    own, credited, assigned, stranger = (make_user("Reporter") for _n in range(4))
    person = make_contributor(user=credited)
    article = make_article(by=own, credits=[(person, CreditRole.WRITER)])
    Article.objects.filter(pk=article.pk).update(assigned_to=assigned)
    version = article.versions.get()
    for user in (own, credited, assigned, make_user("Editor"), make_user("Publisher")):
        make(version, user)
    for user in (stranger, make_user("nobody")):
        with pytest.raises(actions.NotAllowed):
            make(version, user)
    assert PreviewLink.objects.count() == Event.objects.filter(verb=Verb.LINKED).count() == 5


def test_seeing_an_article_is_not_enough_to_hand_it_on():
    with pytest.raises(actions.NotAllowed):
        make(make_live().versions.get(), make_user("Reporter"))


@pytest.mark.parametrize("good_for", [timedelta(0), -DAY, 31 * DAY])
def test_it_is_good_for_some_time_and_thirty_days_at_most(good_for):
    version = make_article().versions.get()
    with pytest.raises(actions.NotReady):
        make(version, make_user("Editor"), expires_at=AT + good_for)
    assert PreviewLink.objects.count() == 0
    make(version, make_user("Editor"), expires_at=AT + 30 * DAY)


def test_revoking():
    writer, editor = make_user("Reporter"), make_user("Editor")
    link = make(make_article(by=writer).versions.get(), writer)
    revoked = preview_links.revoke(link, by=editor, at=AT)
    assert (revoked.revoked_at, revoked.revoked_by) == (AT, editor)
    assert Event.objects.get(verb=Verb.REVOKED).by == editor
    with pytest.raises(actions.NotAllowed):
        preview_links.revoke(link, by=editor, at=AT)
    assert Event.objects.filter(verb=Verb.REVOKED).count() == 1


def test_only_who_made_it_and_the_editors_revoke_it():
    colleague, writer = make_user("Reporter"), make_user("Reporter")
    person = make_contributor(user=colleague)
    article = make_article(by=writer, credits=[(person, CreditRole.WRITER)])
    link = make(article.versions.get(), writer)
    with pytest.raises(actions.NotAllowed):
        preview_links.revoke(link, by=colleague, at=AT)
    assert PreviewLink.objects.get().revoked_at is None
    preview_links.revoke(link, by=writer, at=AT)


def test_what_has_expired_is_not_revoked():
    link = make(make_article().versions.get(), make_user("Editor"))
    with pytest.raises(actions.NotAllowed):
        preview_links.revoke(link, by=make_user("Editor"), at=AT + DAY)


def test_an_article_is_deleted_with_its_links():
    article = make_article()
    make(article.versions.get(), make_user("Editor"))
    actions.delete(article, by=None, at=AT)
    assert PreviewLink.objects.count() == 0
