"""Two people change one picture: what either wrote stays, and where both wrote it is said."""

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.html import escape

from articles import wall_clock
from articles.admin.image.words import opened
from articles.models import Image
from tests.articles.admin.conftest import errors, form_at
from tests.factories import make_agency, make_image, make_language, make_user

pytestmark = pytest.mark.django_db
MEANWHILE = "Somebody else has changed this meanwhile. Save again to have yours."


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


@pytest.fixture
def image():
    return make_image(alt="A quay", alts={"de": "Ein Kai"})


def change_url(image):
    return reverse("admin:articles_image_change", args=[image.pk])


def words_url(image):
    return reverse("admin:articles_image_words", args=[image.pk])


def changed_to(text):
    return f"Somebody else has changed this to “{text}”. Save again to have yours."


def test_what_somebody_else_has_saved_since_stays(editor, image):
    make_language("de", "Deutsch")
    url = change_url(image)
    mine = form_at(editor, url) | {"caption": "Mine", "alt_de": "Ein Kai"}
    until = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
    theirs = {
        "do_not_use": "The agency has called it back",
        "credit": "B. Name/AP",
        "alts": {"de": "Ihr Kai"},
        "agency": make_agency("AP"),
        "is_decorative": True,
        "focus_x": 0.25,
        "usable_until": until,
    }
    Image.objects.filter(pk=image.pk).update(**theirs)
    assert editor.post(url, mine).status_code == 302
    stored = Image.objects.get()
    assert {name: getattr(stored, name) for name in theirs} == theirs
    assert (stored.caption, stored.alt) == ("Mine", "A quay")
    assert stored.rendition_key == image.rendition_key  # a caption is in no file


def test_where_both_wrote_it_is_said_and_the_second_time_is_meant(editor, image):
    url = change_url(image)
    mine = form_at(editor, url) | {"alt": "Mine", "focus_x": "10", "credit": "Mine/AP"}
    Image.objects.filter(pk=image.pk).update(alt="Theirs", focus_x=0.9, caption="Theirs")
    refused = editor.post(url, mine)
    assert set(errors(refused)) == {changed_to("Theirs"), changed_to("90 %")}
    assert Image.objects.get().credit == "A. Name/AP"
    again = mine | {"opened": refused.context["adminform"].form["opened"].value()}
    assert editor.post(url, again).status_code == 302
    stored = Image.objects.get()
    assert (stored.alt, stored.focus_x, stored.credit) == ("Mine", 0.1, "Mine/AP")
    assert stored.caption == "Theirs"


@pytest.fixture
def languages():
    return make_language("de", "Deutsch"), make_language("ar", "العربية", "rtl")


def again(sent, refused):
    """The same once more, from the form as it came back."""
    return sent | {"opened": refused.context["adminform"].form["opened"].value()}


@pytest.mark.parametrize("names", ["alts", "captions"])
def test_each_language_is_by_itself(editor, languages, names):
    image = make_image(**{names: {"de": "Ein Kai"}})
    one = names[:-1]
    mine = form_at(editor, change_url(image)) | {f"{one}_de": "Ein Kai", f"{one}_ar": "رصيف"}
    Image.objects.update(**{names: {"de": "Ihr Kai"}})
    assert editor.post(change_url(image), mine).status_code == 302
    assert getattr(Image.objects.get(), names) == {"de": "Ihr Kai", "ar": "رصيف"}


def test_a_language_that_both_wrote_is_said_and_the_others_stay(editor, image, languages):
    url = change_url(image)
    mine = form_at(editor, url) | {"alt_de": "Mein Kai"}
    Image.objects.update(alts={"de": "Ihr Kai", "ar": "رصيف"})
    refused = editor.post(url, mine)
    assert errors(refused) == [f"Deutsch: {changed_to('Ihr Kai')}"]
    assert Image.objects.get().alts == {"de": "Ihr Kai", "ar": "رصيف"}
    assert editor.post(url, again(mine, refused)).status_code == 302
    assert Image.objects.get().alts == {"de": "Mein Kai", "ar": "رصيف"}


def test_each_language_that_both_wrote_is_said(editor, image, languages):
    url = change_url(image)
    mine = form_at(editor, url) | {"alt_de": "Mein Kai", "alt_ar": "لي"}
    Image.objects.update(alts={"ar": "رصيف"})
    refused = editor.post(url, mine)
    assert errors(refused) == [f"العربية: {changed_to('رصيف')}", f"Deutsch: {MEANWHILE}"]
    assert editor.post(url, again(mine, refused)).status_code == 302
    assert Image.objects.get().alts == {"de": "Mein Kai", "ar": "لي"}


def test_a_text_that_one_deletes_goes_and_what_the_other_wrote_stays(editor, image, languages):
    mine = form_at(editor, change_url(image)) | {"alt_de": ""}
    Image.objects.update(alts={"de": "Ein Kai", "ar": "رصيف"})
    assert editor.post(change_url(image), mine).status_code == 302
    assert Image.objects.get().alts == {"ar": "رصيف"}


def test_both_wrote_the_same_in_one_language(editor, image, languages):
    mine = form_at(editor, change_url(image)) | {"alt_de": "Derselbe", "alt_ar": "لي"}
    Image.objects.update(alts={"de": "Derselbe"})
    assert editor.post(change_url(image), mine).status_code == 302
    assert Image.objects.get().alts == {"de": "Derselbe", "ar": "لي"}


FINE = [  # more than a form shows
    ("focus_x", 0.333, 0.9),
    ("focus_x", 1 / 3, 0.9),
    ("focus_y", 0.57, 0.9),
    ("date_created", datetime(2026, 1, 2, 3, 4, 5, 678000, UTC), datetime(2026, 1, 3, tzinfo=UTC)),
    ("usable_until", datetime(2030, 7, 1, 12, 0, 0, 1, UTC), datetime(2031, 1, 1, tzinfo=UTC)),
    ("usable_until", datetime(2030, 7, 1, tzinfo=UTC), None),
]


@pytest.mark.parametrize(("name", "was", "theirs"), FINE)
def test_what_a_form_cannot_show_as_finely_was_not_typed(editor, image, name, was, theirs):
    Image.objects.update(**{name: was})
    mine = form_at(editor, change_url(image)) | {"caption": "Mine"}
    Image.objects.update(**{name: theirs})
    response = editor.post(change_url(image), mine)
    assert response.status_code == 302, errors(response)
    stored = Image.objects.get()
    assert (getattr(stored, name), stored.caption) == (theirs, "Mine")


def test_it_is_said_as_people_read_it(editor, image):
    mine = form_at(editor, change_url(image)) | {
        "digital_source_type": "print",
        "agency": make_agency("dpa").pk,
        "focus_y": "10",
        "usable_until": "2030-01-02T03:04",
    }
    Image.objects.update(
        digital_source_type="digitalCapture",
        agency=make_agency("AP"),
        focus_y=0.333,
        usable_until=datetime(2031, 7, 1, 12, tzinfo=UTC),
    )
    told = ["33.3 %", "AP", "a camera", wall_clock.shown(datetime(2031, 7, 1, 12, tzinfo=UTC))]
    refused = editor.post(change_url(image), mine)
    assert set(errors(refused)) == {changed_to(one) for one in told}
    assert editor.post(change_url(image), again(mine, refused)).status_code == 302
    stored = Image.objects.get()
    assert (stored.digital_source_type, stored.agency.short_name) == ("print", "dpa")


def test_an_agency_that_somebody_else_has_taken_away_stays_away(editor, image):
    Image.objects.update(agency=make_agency("AP"))
    mine = form_at(editor, change_url(image)) | {"caption": "Mine"}
    Image.objects.update(agency=None)
    assert editor.post(change_url(image), mine).status_code == 302
    assert Image.objects.get().agency is None


def test_a_third_save_in_between_is_said_again(editor, image):
    url = change_url(image)
    mine = form_at(editor, url) | {"alt": "Mine"}
    Image.objects.update(alt="Theirs")
    refused = editor.post(url, mine)
    Image.objects.update(alt="Another")
    again = mine | {"opened": refused.context["adminform"].form["opened"].value()}
    assert errors(editor.post(url, again)) == [changed_to("Another")]
    assert Image.objects.get().alt == "Another"


def test_both_wrote_the_same(editor, image):
    mine = form_at(editor, change_url(image)) | {"alt": "The same"}
    Image.objects.update(alt="The same")
    assert editor.post(change_url(image), mine).status_code == 302


BAD = [None, "", "x", "[]", "[[]]", "null", '{"file": 1, "x": 2}', "[" * 100_000, "9" * 5000]
BAD_VALUES = [
    *[{"focus_x": one} for one in ("x", "nan", "inf", "1e308", "", None, [], 10**400)],
    *[{"usable_until": one} for one in ("x", "2030-01-01", "9999-12-31T23:59-23:59", 1, {}, [])],
    *[{"agency": one} for one in ("None", "x", "9" * 5000, "-1", 1.5, {})],
    *[{"alts": one} for one in ("x", None, [], [1], {"de": 1}, {"de": None}, {"de": {}}, {"": ""})],
    *[{"is_decorative": one} for one in ("x", None, [], 2)],
    *[{"caption": one} for one in (None, [], {}, 1, True)],
]


@pytest.mark.parametrize("sent", BAD, ids=range(len(BAD)))
def test_a_form_that_says_nothing_good_of_it_is_saved_as_it_is(editor, image, sent):
    mine = form_at(editor, change_url(image)) | {"alt": "Mine"}
    del mine["opened"]
    Image.objects.update(alt="Theirs")
    if sent is not None:
        mine["opened"] = sent
    assert editor.post(change_url(image), mine).status_code == 302
    assert Image.objects.get().alt == "Mine"


@pytest.mark.parametrize("sent", BAD_VALUES, ids=lambda sent: str(sent)[:40])
def test_what_no_form_of_ours_says_of_a_field_breaks_nothing(editor, image, languages, sent):
    mine = form_at(editor, change_url(image)) | {"alt": "Mine", "opened": json.dumps(sent)}
    Image.objects.update(
        focus_x=0.9,
        usable_until=datetime(2031, 7, 1, tzinfo=UTC),
        agency=make_agency("AP"),
        alts={"de": "Ihr Kai"},
        is_decorative=True,
        caption="Theirs",
    )
    assert editor.post(change_url(image), mine).status_code in (200, 302)


def test_on_a_card_of_the_library_too(editor, image):
    data = {"opened": opened(image), "alt": "A quay", "credit": "Mine/AP"}
    Image.objects.update(alt="Theirs")
    told = editor.post(words_url(image), data).json()
    stored = Image.objects.get()
    assert (stored.alt, stored.credit, told["alt"]) == ("Theirs", "Mine/AP", "Theirs")
    assert told["opened"] == opened(stored)
    refused = editor.post(words_url(image), data | {"alt": "Mine"})
    assert refused.status_code == 400
    assert refused.json()["errors"] == {"alt": [changed_to("Theirs")]}
    again = data | {"alt": "Mine", "opened": refused.json()["opened"]}
    assert editor.post(words_url(image), again).status_code == 200
    assert Image.objects.get().alt == "Mine"


def test_on_a_card_without_scripts_too(editor, image):
    data = {"opened": opened(image), "alt": "Mine", "credit": "Mine/AP"}
    Image.objects.update(alt="Theirs")
    form = {"HTTP_ACCEPT": "text/html,*/*;q=0.8"}
    refused = editor.post(words_url(image), data, **form)
    assert changed_to("Theirs") in refused.content.decode()
    sent = {bound.html_name: bound.value() for bound in refused.context["form"]}
    assert (sent["alt"], json.loads(sent["opened"])["alt"]) == ("Mine", "Theirs")
    assert f'name="opened" value="{escape(sent["opened"])}"' in refused.content.decode()
    assert editor.post(words_url(image), sent, **form).status_code == 302
    assert Image.objects.get().alt == "Mine"


def test_a_card_says_what_it_was_served_with(editor, image):
    Image.objects.update(credit="")
    served = editor.get(reverse("admin:articles_image_changelist")).context["cards"]
    assert [json.loads(card["opened"]) for card in served] == [
        {"alt": "A quay", "is_decorative": "False", "credit": ""}
    ]
