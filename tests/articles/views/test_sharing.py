"""Tags for other sites: on every page that people share, and on no other."""

import re
from datetime import timedelta
from html import unescape

import pytest

from articles.models import SiteSettings
from tests.factories import AT, make_image, make_live, make_user, make_withdrawn

from .conftest import KINDS, get

pytestmark = pytest.mark.django_db


def tags(response):
    found = re.findall(
        '<meta (?:property|name)="([^"]*:[^"]*)" content="([^"]*)">', response.content.decode()
    )
    return {name: unescape(content) for name, content in found}


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_shared_by_its_name_and_its_first_picture(client, kind, world):
    paths, fields = world
    SiteSettings.objects.update(name="The Post", tagline="News & views")
    older, newer = make_image(alt="Older"), make_image(alt="Newer")
    make_live(lead_image=older, **fields)
    make_live(lead_image=newer, **fields)
    make_live(**fields)
    found = tags(get(client, paths[kind]))
    names = {"front": "The Post", "section": "World", "topic": "Sea", "tag": "harbour"}
    assert found["og:title"] == names.get(kind, "Tamara Jost")
    assert found["og:url"] == f"http://testserver{paths[kind]}"
    assert found["og:site_name"] == "The Post"
    assert found["og:image:alt"] == "Newer"
    file = found["og:image"].removeprefix("http://testserver")
    assert file == f"/media/pictures/{newer.rendition_key}/social-8.jpg"
    assert client.get(file).headers["Content-Type"] == found["og:image:type"]
    said = {"front": "News & views", "person": "Writes on ports."}
    assert found.get("og:description") == said.get(kind)


def test_a_story_is_shared_by_its_own(client):
    image = make_image(size=(1600, 1200))
    article = make_live(headline="Quay", lead_image=image)
    found = tags(get(client, f"/en/{article.slug}/a-{article.pk}/"))
    assert (found["og:type"], found["og:title"]) == ("article", "Quay")
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert client.get(found["og:image"].removeprefix("http://testserver")).status_code == 200


def test_also_on_the_beta_site(client):
    article = make_live(headline="Quay")
    client.cookies["variant"] = "beta"
    assert tags(get(client, f"/en/{article.slug}/a-{article.pk}/"))["og:title"] == "Quay"


def test_a_picture_that_may_not_be_shown_is_not_shared(client, world):
    paths, fields = world
    image = make_image(usable_until=AT + timedelta(seconds=1))
    article = make_live(lead_image=image, **fields)
    for path in (*paths.values(), f"/en/{article.slug}/a-{article.pk}/"):
        found = tags(get(client, path))
        assert found["twitter:card"] == "summary"
        assert "og:image" not in found


def test_other_pages_are_not_shared(client):
    gone = make_withdrawn()
    for path in ("/en/nowhere/", f"/en/{gone.slug}/a-{gone.pk}/", "/feedback/", "/beta/"):
        assert tags(client.get(path)) == {}, path


def test_a_preview_is_not_shared(client):
    article = make_live()
    client.force_login(make_user("Editor"))
    response = get(client, f"/admin/articles/article/{article.pk}/preview/")
    assert "og:" not in response.content.decode()
