import pytest
from django.contrib.auth.models import Permission, User

from articles.enums import CreditRole
from articles.models import Article
from articles.queries import desk, staff
from tests.factories import (
    AT,
    approve,
    make_article,
    make_contributor,
    make_live,
    make_scheduled,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db


def test_who_may_see_is_the_other_side_of_what_is_visible():
    own, credited, assigned = (make_user("Reporter") for _n in range(3))
    for role in ("Reporter", "Editor", "Publisher", "superuser", "nobody"):
        make_user(role)
    make_user("Editor", is_active=False)
    only_views = make_user("nobody")
    only_views.user_permissions.add(Permission.objects.get(codename="view_article"))
    person = make_contributor(user=credited)
    given = {"by": own, "credits": [(person, CreditRole.EDITOR)]}
    draft = make_article(**given)
    approved = make_article(headline="Approved", **given)
    approve(approved)
    articles = [draft, approved, make_live(), make_scheduled(), make_withdrawn(), make_article()]
    Article.objects.filter(pk=draft.pk).update(assigned_to=assigned)
    for article in Article.objects.filter(pk__in=[row.pk for row in articles]):
        seeing = {
            user
            for user in User.objects.filter(is_staff=True)
            if desk.visible_to(user, at=AT).filter(pk=article.pk).exists()
        }
        assert set(staff.who_may_see(article, at=AT)) == seeing, article


def test_accounts_that_are_not_staff_see_nothing():
    user = make_user("Editor")
    user.is_staff = False
    user.save()
    assert list(staff.who_may_see(make_live(), at=AT)) == []
