"""The page of all pictures: what it shows, finds and asks of the database."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions import notes
from articles.admin.image import asked
from articles.models import Image, SiteSettings
from tests.factories import make_agency, make_article, make_image, make_live, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_image_changelist")
DAY = timedelta(days=1)


@pytest.fixture
def editor():
    return make_user("Editor")


@pytest.fixture
def browse(editor):
    client = Client()
    client.force_login(editor)
    return lambda **query: client.get(LIST, query)


def names(response):
    return [card["name"] for card in response.context["cards"]]


def many(count, **fields):
    """So many rows of one picture: its files are shown by none of these tests."""
    one = make_image(**fields)
    rows = Image.objects.filter(pk=one.pk).values().get()
    rows = {name: rows[name] for name in rows if name not in ("id", "rendition_key")}
    copies = [Image(**rows, rendition_key=f"{one.pk}-{n:020}") for n in range(count - 1)]
    Image.objects.bulk_create(copies)
    return one


def test_a_page_of_sixty_takes_four_queries_as_one_of_one(
    admin_client, admin_user, django_assert_num_queries
):
    for count in (1, 59):
        image = many(count, by=make_user("Reporter"), agency=make_agency())
        make_live(lead_image=image), make_article(body=f'<figure data-image="{image.pk}"></figure>')
        admin_client.get(LIST)  # the site's frame is kept from now on
        # Session and user; the facts of library and frame; the pictures.
        with django_assert_num_queries(4):
            response = admin_client.get(LIST)
        assert response.status_code == 200
    assert len(response.context["cards"]) == 60


@pytest.mark.parametrize("query", [{"q": "harbour"}, {"by": "me"}, {"use": "no"}, {"p": "2"}])
def test_a_search_takes_no_more(admin_client, admin_user, query, django_assert_num_queries):
    many(61, by=admin_user)
    admin_client.get(LIST)
    with django_assert_num_queries(4):
        admin_client.get(LIST, query)


def test_the_frame_is_that_of_other_pages(client):
    editor = make_user("Editor", username="ed")
    client.force_login(editor)
    assert client.get(LIST).context["unread"] == 0
    article = make_article(by=editor)
    for text in ("@ed: who says so?", "@ed: and when?"):
        notes.add(article, text, by=make_user("Publisher"), at=timezone.now())
    SiteSettings.objects.update(name="The Courier")
    for address in (LIST, reverse("admin:articles_article_changelist")):
        context = client.get(address).context
        assert (context["unread"], context["site_header"]) == (2, "The Courier")
    editor.groups.clear()
    editor.user_permissions.add(_permission("view_image"))
    assert client.get(LIST).context["unread"] == 0


def test_sixty_stand_on_a_page_and_the_links_keep_what_was_asked(browse, editor):
    many(61, by=editor)
    first = browse(q="harbour", by="me")
    assert (first.context["total"], len(first.context["cards"])) == (61, 60)
    assert 'href="?q=harbour&amp;by=me&amp;p=2"' in first.content.decode()
    assert len(browse(q="harbour", by="me", p="2").context["cards"]) == 1
    for page in ("0", "99", "x", "-1"):
        assert browse(p=page).status_code == 200


def test_a_card_says_what_somebody_should_know(browse, editor):
    now = timezone.now()
    make_image(alt="A quay", credit="A. Name/AP", by=editor)
    make_image(alt="", caption="Storm", is_decorative=True, usable_until=now + 3 * DAY)
    make_image(alt="Staged", do_not_use="Staged scene", usable_until=now + DAY)
    make_image(alt="Over", usable_until=now - DAY)
    make_image(alt="Later", usable_from=now + DAY)
    bare = make_image(alt="", original_name="DSC_1.jpg")
    Image.objects.filter(pk=bare.pk).update(credit="", rendition_key=None, renditions={})
    found = {
        card["name"]: [(mark.kind, mark.text.split(" 2")[0]) for mark in card["marks"]]
        for card in browse().context["cards"]
    }
    kinds = {name: [kind for kind, _text in marks] for name, marks in found.items()}
    assert found["A quay"] == []
    assert kinds == {
        "A quay": [],
        "Storm": ["warn", "note"],
        "Staged": ["stop"],
        "Over": ["stop"],
        "Later": ["stop"],
        names(browse())[0]: ["warn", "warn", "warn"],
    }
    assert found["Staged"] == [("stop", "Do not use: Staged scene")]
    assert [text for _kind, text in found[names(browse())[0]]] == [
        *("Being made …", "No alternative text", "No credit"),
    ]


def test_what_could_not_be_made_says_why(browse):
    image = make_image()
    Image.objects.filter(pk=image.pk).update(rendition_key=None, renditions={"failed": "Damaged."})
    (card,) = browse().context["cards"]
    assert [(mark.kind, mark.text) for mark in card["marks"]] == [("stop", "Damaged.")]


def test_a_card_says_in_how_many_stories_it_is_and_leads_there(browse):
    image = make_image()
    make_live(lead_image=image), make_article(lead_image=image)
    page = browse().content.decode()
    address = reverse("admin:articles_image_change", args=[image.pk])
    assert f'<a href="{address}#uses">in 2 stories</a>' in page
    assert '<span class="pill live-live">readers</span>' in page


def test_words_are_completed_where_they_are_lacking_and_may_be(browse):
    make_image(alt="Whole")
    free, shown = make_image(alt="", caption="Free"), make_image(caption="Shown")
    make_live(lead_image=shown)
    Image.objects.filter(pk=shown.pk).update(alt="")
    lacking = {card["name"] for card in browse().context["cards"] if card["lacks"]}
    assert lacking == {"Free", "Shown"}
    reporter = Client()
    reporter.force_login(make_user("Reporter"))
    cards = reporter.get(LIST).context["cards"]
    assert {card["name"] for card in cards if card["lacks"]} == {"Free"}
    words = reverse("admin:articles_image_words", args=[free.pk])
    assert f'action="{words}"' in reporter.get(LIST).content.decode()


def test_what_is_asked_stays_chosen_and_nonsense_narrows_nothing(browse, editor):
    agency = make_agency("AP")
    make_image(alt="Hers", by=editor, agency=agency, at=timezone.now())
    chosen = {"by": "me", "use": "no", "since": "7", "agency": str(agency.pk), "rights": "usable"}
    response = browse(**chosen)
    assert names(response) == ["Hers"]
    assert {one["name"]: one["chosen"] for one in response.context["selects"]} == chosen | {
        "lacks": ""
    }
    for value in ("x", "-1", "9" * 30, "%00", "'", "\U0001f600"):
        nonsense = dict.fromkeys(chosen, value) | {"lacks": value}
        assert names(browse(**nonsense)) == ["Hers"], value


def test_just_uploaded_ones_are_shown_by_themselves_and_open(browse):
    image = make_image(alt="", caption="New")
    make_image(alt="", caption="Old")
    response = browse(ids=str(image.pk))
    assert names(response) == ["New"]
    assert '<details class="quick" open>' in response.content.decode()
    assert names(browse(ids="x")) == []


def test_no_more_is_typed_than_is_looked_for_and_an_address_holds(browse):
    assert f'name="q" value="" maxlength="{asked.LONGEST}"' in browse().content.decode()


def test_words_may_stand_in_quotation_marks(browse):
    make_image(alt="The harbour at Port Ellis"), make_image(alt="A quay")
    for q in ('"port ellis"', "„Port Ellis“", "«ellis»", '" " port', "x" * 5000 + " port"):
        expected = [] if q.startswith("x") else ["The harbour at Port Ellis"]
        assert names(browse(q=q)) == expected, q
    assert len(names(browse(q='"'))) == 2


def test_an_empty_library_says_how_to_begin_and_a_search_without_result_how_to_go_on(browse):
    assert "There are no pictures yet." in browse().content.decode()
    make_image()
    page = browse(q="zzz").content.decode()
    assert "Nothing fits." in page
    assert '<a href="?">Show everything</a>' in page


def test_words_of_others_are_text(browse):
    make_image(alt="<script>alert(1)</script>", credit='"><b>x')
    page = browse(q="<script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_who_may_not_see_pictures_sees_none(client):
    assert client.get(LIST).status_code == 302
    client.force_login(make_user("Feedback reviewer"))
    assert client.get(LIST).status_code == 403


def test_who_may_not_add_pictures_is_offered_none(client):
    user = make_user("Editor")
    user.groups.clear()
    user.user_permissions.add(_permission("view_image"))
    client.force_login(user)
    make_image()
    page = client.get(LIST).content.decode()
    assert 'type="file"' not in page
    assert "A harbour" in page


def _permission(codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=codename)
