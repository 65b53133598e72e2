from articles.queries.cursor import Cursor
from articles.queries.published import CardList
from articles.queries.site import Furniture, LanguageChoice, Site
from articles.rendering.lists import list_page
from tests.factories import AT

ENGLISH = LanguageChoice("en", "English", "ltr", "/en/", True)
FURNITURE = Furniture(Site("Post", "", "", "en", "/en/", [], [ENGLISH]), ENGLISH)


def made(found, **given):
    return list_page(
        "tag",
        "Title",
        found,
        url="/x/",
        canonical_url="https://p/x/",
        is_first=True,
        furniture=FURNITURE,
        absolute="https://p{}".format,
        **given,
    )


def test_the_next_page_is_named_by_its_cursor():
    page = made(CardList(["<b>1</b>"], Cursor(AT, 7)))
    assert page.next_url == "/x/?page=1714564800000000-7"
    assert [card.__html__() for card in page.stream] == ["<b>1</b>"]


def test_the_last_page_has_none():
    page = made(CardList([]), description="About")
    assert (page.next_url, page.stream, page.description, page.details) == ("", [], "About", {})
