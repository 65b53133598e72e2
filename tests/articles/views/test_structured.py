"""What machines are told of each kind of page, as they get it."""

import pytest

from articles import actions
from articles.actions import policy
from articles.enums import ChangeKind
from articles.models import PolicyPage, PolicyText
from tests.factories import AT, make_image, make_live, make_withdrawn, mend

from .conftest import CORRECTIONS, KINDS, get, structured

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def page_of(client, path):
    return get(client, path).content.decode()


def canonical(page):
    [_before, rest] = page.split('<link rel="canonical" href="')
    return rest.partition('"')[0]


@pytest.mark.parametrize("kind", [*KINDS, "corrections"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_names_the_stories_that_it_shows(client, kind, count, world):
    paths, fields = world
    made = [mend(make_live(**fields), teaser="x") for _ in range(count)]
    path = (paths | {"corrections": CORRECTIONS})[kind]
    page = page_of(client, path)
    told = structured(page)
    expected = {"CollectionPage", "BreadcrumbList"} - (
        {"BreadcrumbList"} if kind == "front" else set()
    )
    if kind == "person":
        expected = {"ProfilePage", "BreadcrumbList"}
    assert set(told) == expected
    about = told["ProfilePage" if kind == "person" else "CollectionPage"]
    assert about["url"] == canonical(page) == f"{SITE}{path}"
    listed = about["hasPart" if kind == "person" else "mainEntity"]["itemListElement"]
    stories = {f"{SITE}/en/{one.slug}/a-{one.pk}/" for one in made}
    assert {one["url"] for one in listed} == stories
    assert [one["position"] for one in listed] == list(range(1, count + 1))


def test_an_empty_list_has_no_stories(client):
    page = structured(page_of(client, "/en/"))["CollectionPage"]
    assert page["mainEntity"] == {"@type": "ItemList", "itemListElement": []}


def test_a_later_page_is_called_as_it_is(client):
    for _ in range(21):
        make_live()
    [later] = [
        part.partition('"')[0] for part in page_of(client, "/en/").split('rel="next" href="')[1:2]
    ]
    page = page_of(client, later)
    assert structured(page)["CollectionPage"]["url"] == canonical(page) == f"{SITE}{later}"


def test_a_person_has_a_picture_and_other_addresses(client, world):
    paths, fields = world
    make_live(**fields)
    person, _role = fields["credits"][0]
    person.picture, person.same_as = make_image(), ["https://social.example/@tj"]
    person.job_title = "Reporter"
    person.save()
    told = structured(page_of(client, paths["person"]))["ProfilePage"]["mainEntity"]
    assert (told["name"], told["jobTitle"]) == ("Tamara Jost", "Reporter")
    assert told["sameAs"] == ["https://social.example/@tj"]
    file = told["image"].removeprefix(SITE)
    assert get(client, file).headers["Content-Type"] == "image/jpeg"


def test_a_page_of_the_newsroom(client):
    page = PolicyPage.objects.create(kind="ethics")
    text = PolicyText(page=page, language_id="en", title="Ethics", body="<p>We check.</p>")
    policy.save(text, by=None, at=AT)
    html = page_of(client, f"/en/ethics/i-{page.pk}/")
    told = structured(html)["AboutPage"]
    assert (told["url"], told["dateModified"]) == (canonical(html), AT.isoformat())
    assert told["publisher"]["publishingPrinciples"] == canonical(html)


def test_pages_that_are_no_page_say_nothing(client):
    gone = make_withdrawn()
    live = mend(make_live(), teaser="x")
    for path in (
        f"/en/{gone.slug}/a-{gone.pk}/",
        "/en/nowhere/",
        f"/en/{live.slug}/a-{live.pk}/changes/",
    ):
        assert "application/ld+json" not in client.get(path).content.decode(), path


def test_corrections_are_shared_by_their_name(client):
    mend(make_live(), teaser="x")
    page = page_of(client, CORRECTIONS)
    assert '<meta property="og:title" content="Corrections">' in page
    assert f'<meta property="og:url" content="{SITE}{CORRECTIONS}">' in page
    assert '<meta name="description" content="When we get something wrong,' in page


@pytest.mark.parametrize("form", ["", "?text"])
def test_a_retracted_story_says_so_wherever_its_headline_stands_alone(client, form):
    article = make_live(headline="Wrong", seo_title="Wrong & found")
    words = "Nothing of it is true."
    actions.correct(article, by=None, at=AT, kind=ChangeKind.RETRACTION, words=words)
    path = f"/en/{article.slug}/a-{article.pk}/"
    assert "<title>Retraction: Wrong &amp; found –" in get(client, path + form).content.decode()
    story = structured(get(client, path).content.decode())["NewsArticle"]
    assert story["headline"] == "Retraction: Wrong"
