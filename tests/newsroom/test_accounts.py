"""Permissions are those of Django's own backend, for fewer queries."""

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User

from newsroom.accounts import Backend
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "nobody"])
def test_they_are_what_django_says(role):
    made = make_user(role)
    made.groups.add(Group.objects.create(name="Extra"))
    made.user_permissions.add(Permission.objects.get(codename="delete_language"))
    fetched = Backend().get_user(made.pk)
    expected = ModelBackend().get_all_permissions(User.objects.get(pk=made.pk))
    assert fetched.get_all_permissions() == expected
    assert "articles.delete_language" in expected


def test_they_cost_one_query(django_assert_num_queries):
    made = make_user("Editor")
    with django_assert_num_queries(1):
        user = Backend().get_user(made.pk)
        assert user.has_perm("articles.approve_article")
        assert not user.has_perm("articles.withdraw_article")


def test_a_superuser_may_do_all():
    user = Backend().get_user(make_user("superuser").pk)
    assert user.has_perm("articles.anything")
    assert "articles.withdraw_article" in user.get_all_permissions()


def test_who_was_locked_out_is_nobody(client):
    made = make_user("Editor")
    client.force_login(made)
    assert get_user(client).pk == made.pk
    User.objects.filter(pk=made.pk).update(is_active=False)
    assert get_user(client).is_anonymous
    assert Backend().get_user(0) is None
