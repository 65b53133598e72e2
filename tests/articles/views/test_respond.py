"""How reader pages answer, whatever their kind."""

import pytest

from articles.queries import site
from articles.views.respond import absolute
from tests.factories import make_contributor, make_language, make_live, make_tag, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    """A page of each kind, some with much on it and some with little."""
    make_language("de")
    person, topic, tag = make_contributor(bio="Writes."), make_topic(), make_tag()
    other = make_live(topics=[topic])
    rich = make_live(
        topics=[topic],
        tags=[tag],
        credits=[(person, "writer")],
        body=f'<p>Text</p><p data-read-more="{other.pk}"></p>',
    )
    german = make_live(language_id="de", translation_of=rich)
    page = rich.publication.page
    links = [page["section"], *page["topics"], *page["tags"], *page["byline"]]
    stories = [f"/{row.language_id}/{row.slug}/a-{row.pk}/" for row in (other, rich, german)]
    return [*stories, *(link["url"] for link in links), "/en/", "/de/", "/en/nothing/"]


@pytest.mark.parametrize("variant", [None, "beta"])
def test_no_page_of_ours_must_be_rendered_twice(client, addresses, variant):
    """What our templates do with words must not keep them from being rendered once for many."""
    if variant:
        client.cookies["variant"] = variant
    first = [client.get(address).content for address in addresses]
    kept = {**site.furniture("en").site.kept, **site.furniture("de").site.kept}
    assert None not in kept.values()
    assert len(kept) > 10
    assert [client.get(address).content for address in addresses] == first


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("/en/", "https://news.example/en/"),
        ("//pictures.example/1.jpg", "https://pictures.example/1.jpg"),
        ("http://pictures.example/1.jpg", "http://pictures.example/1.jpg"),
    ],
)
def test_full_addresses(rf, settings, url, full):
    settings.ALLOWED_HOSTS = ["news.example"]
    request = rf.get("/", secure=True, headers={"host": "news.example"})
    assert absolute(request)(url) == full
