"""A link ends with the right of who made it to make it, and with the story."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import preview_links
from articles.actions.permissions import refusal_to_link
from articles.models import Article, Credit
from articles.queries import staff
from articles.queries.preview_links import Standing, address, opened, standings
from tests.factories import AT, make_article, make_contributor, make_live, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def link_to(article, by, *, at=AT):
    version = article.versions.get()
    return preview_links.make(version, by=by, at=at, expires_at=at + 2 * HOUR)


def standing(link, *, at=AT + HOUR):
    article = Article.objects.get()
    found = standings([link], article, at=at)[link.pk]
    token = address(link.pk).split("/")[2]
    assert (opened(token, at=at) is not None) == (found == Standing.GOOD)
    return found


def unassigned(person):
    Article.objects.update(assigned_to=None)


def no_more_credited(person):
    Credit.objects.all().delete()


def out_of_the_group(person):
    person.groups.clear()


def no_superuser(person):
    person.is_superuser = False
    person.save()


def no_staff(person):
    person.is_staff = False
    person.save()


def gone(person):
    person.is_active = False
    person.save()


def demoted(person):
    out_of_the_group(person)
    person.groups.add(*make_user("Reporter").groups.all())


@pytest.mark.parametrize(
    ("role", "loses"),
    [
        ("assigned", unassigned),
        ("credited", no_more_credited),
        ("assigned", out_of_the_group),
        ("own", out_of_the_group),
        ("Editor", demoted),
        ("Publisher", demoted),
        ("Editor", no_staff),
        ("Editor", gone),
        ("superuser", no_superuser),
        ("superuser", gone),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_who_may_no_longer_make_it_shows_nothing_by_it(role, loses):
    maker = make_user("Reporter" if role in ("own", "assigned", "credited") else role)
    credits = [(make_contributor(user=maker), "writer")] if role == "credited" else ()
    article = make_article(by=maker if role == "own" else None, credits=credits)
    if role == "assigned":
        Article.objects.update(assigned_to=maker)
    other = link_to(article, make_user("Editor"))
    link = link_to(article, maker)
    assert standing(link) == Standing.GOOD
    loses(maker)
    assert (standing(link), standing(other)) == (Standing.RESTING, Standing.GOOD)


def test_who_is_given_the_right_back_shows_it_again():
    reporter = make_user("Reporter")
    article = make_article(assigned_to=reporter)
    link = link_to(article, reporter)
    unassigned(reporter)
    assert standing(link) == Standing.RESTING
    Article.objects.update(assigned_to=reporter)
    assert standing(link) == Standing.GOOD


def test_revoked_expired_and_withdrawn_links_say_which():
    editor = make_user("Editor")
    article = make_live()
    revoked, ended, expired = (link_to(article, editor) for _n in range(3))
    preview_links.revoke(revoked, by=editor, at=AT)
    revoked.refresh_from_db()
    actions.withdraw(article, by=None, at=AT + HOUR, why="Wrong.")
    later = link_to(article, editor, at=AT + HOUR + timedelta(seconds=1))
    links = [revoked, ended, later]
    found = standings(links, article, at=AT + HOUR + timedelta(seconds=2))
    assert [found[link.pk] for link in links] == [Standing.REVOKED, Standing.ENDED, Standing.GOOD]
    assert standing(expired, at=AT + 2 * HOUR) == Standing.EXPIRED


def test_the_rule_of_the_query_is_that_of_the_action():
    own, assigned, credited = (make_user("Reporter") for _n in range(3))
    person = make_contributor(user=credited)
    article = make_article(by=own, assigned_to=assigned, credits=[(person, "editor")])
    roles = ("Reporter", "Editor", "Publisher", "superuser", "nobody", "Feedback reviewer")
    others = {role: make_user(role) for role in roles}
    make_user("Editor", is_active=False)
    expected = {own, assigned, credited, *(others[r] for r in ("Editor", "Publisher", "superuser"))}
    assert set(staff.who_may_hand_on(article)) == expected
    people = [own, assigned, credited, *others.values()]
    assert {user for user in people if refusal_to_link(user, article) is None} == expected
