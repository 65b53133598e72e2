"""The site around the admins: first page by task, header, log-in, policy."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import SiteSettings
from tests.factories import make_article, make_live, make_scheduled, make_user

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def tasks(client):
    groups = client.get(INDEX).context["app_list"]
    return {
        group["app_label"]: [model["object_name"] for model in group["models"]] for group in groups
    }


def logged_in(client, role):
    client.force_login(make_user(role))
    return client


def test_a_reporter_sees_what_they_write_with(client):
    assert tasks(logged_in(client, "Reporter")) == {
        "write": ["Article", "Image", "Contributor", "Agency"],
        "publish": ["Publication", "Event", "Version"],
        "topics": ["Section", "Topic", "Tag"],
        "administration": ["Language"],
    }


def test_nobody_sees_nothing(client):
    assert tasks(logged_in(client, "nobody")) == {}
    assert "You don’t have permission" in client.get(INDEX).content.decode()


def test_every_model_is_listed_once_and_the_tagging_librarys_is_not(client):
    found = [name for names in tasks(logged_in(client, "superuser")).values() for name in names]
    assert sorted(found) == sorted(set(found))
    # A page of the newsroom leads to its texts.
    registered = {model.__name__ for model in admin.site._registry} - {"PolicyText"}
    assert set(found) == registered
    assert not any(model._meta.app_label == "taggit" for model in admin.site._registry)


def test_a_reviewer_sees_readers_only(client):
    if not Group.objects.filter(name="Feedback reviewer").exists():
        pytest.skip("feedback brings its group itself")
    assert set(tasks(logged_in(client, "Feedback reviewer"))) == {"readers"}
    page = client.get(INDEX).content.decode()
    assert "New article" not in page
    assert "work-list" not in page


def test_the_new_article_button_is_for_those_who_may_write(client):
    add = reverse("admin:articles_article_add")
    assert add in logged_in(client, "Reporter").get(INDEX).content.decode()
    assert add not in logged_in(client, "nobody").get(INDEX).content.decode()


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "superuser"])
def test_the_first_page_takes_ten_queries_at_most_whatever_there_is(client, role):
    client = logged_in(client, role)
    for _turn in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(INDEX).status_code == 200
        assert len(captured) <= 10
        for _n in range(10):
            make_article()
            make_live()
            make_scheduled()


def test_the_newsrooms_name_is_on_every_page(client):
    SiteSettings.objects.update(name="The <Harbour> Post")
    for url in (reverse("admin:login"), INDEX, reverse("admin:articles_tag_changelist")):
        page = client.get(url).content.decode()
        assert "The &lt;Harbour&gt; Post" in page, url
        client.force_login(make_user("Editor"))


def test_an_apps_own_page_is_there_and_an_unknown_is_not(client):
    client = logged_in(client, "Editor")
    assert client.get(reverse("admin:app_list", args=["articles"])).status_code == 200
    assert client.get("/admin/nonsense/").status_code == 404


@pytest.mark.parametrize("path", ["articles/article/add/", "articles/image/add/", ""])
def test_the_policy_is_strict_and_every_inline_script_has_the_nonce(client, path):
    response = logged_in(client, "superuser").get(INDEX + path)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    page = response.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    for tag in [part.split(">")[0] for part in page.split("<script")[1:]]:
        assert "src=" in tag or "nonce=" in tag or "application/json" in tag, tag


def test_characters_that_no_text_has_are_a_bad_request(client):
    client = logged_in(client, "Editor")
    assert client.get(INDEX + "articles/tag/?q=a%00b").status_code == 400
