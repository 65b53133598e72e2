"""A save over a newer version: both texts on one page, all that was typed kept, then one text."""

import re

import pytest
from django.utils import timezone

from articles import actions
from articles.enums import CreditRole, Stage
from articles.models import Article, Event, Version
from tests.factories import (
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_section,
    make_tag,
    make_topic,
    make_user,
    make_version,
    related_rows,
)

from .conftest import change_url, form_at

pytestmark = pytest.mark.django_db
BODY = "<p>The first ship left.</p>\n<p>Nobody saw the second.</p>\n<p>A third one stayed.</p>"


def stored(article):
    return Article.objects.get(pk=article.pk)


def sent_on(response, **choices):
    """What a browser sends from the page: what it keeps, and the choices."""
    data = {"version": response.context["version"], "_merge": "save"}
    data["merge_with"] = response.context["object"].version_number
    for name, value in response.context["kept"]:
        data.setdefault(name, []).append(value)
    return data | {f"merge-{name}": choice for name, choice in choices.items()}


def clashes(response):
    return [one["name"] for one in response.context["clashes"]]


def test_both_changed_the_same_field_and_the_editor_chooses(editor):
    article = make_article(headline="First", teaser="A")
    data = form_at(editor, change_url(article)) | {"headline": "Mine", "_continue": "1"}
    make_version(stored(article), headline="Theirs", teaser="B")
    response = editor.post(change_url(article), data)
    assert (response.status_code, response.templates[0].name) == (
        200,
        "admin/articles/article/merge.html",
    )
    assert clashes(response) == ["headline"]
    assert (stored(article).headline, Version.objects.count()) == ("Theirs", 2)
    # Nothing is taken as long as nobody has chosen.
    again = editor.post(change_url(article), sent_on(response))
    assert (again.status_code, clashes(again), Version.objects.count()) == (200, ["headline"], 2)
    wrong = editor.post(change_url(article), sent_on(response, headline="both"))
    assert (wrong.status_code, Version.objects.count()) == (200, 2)
    saved = editor.post(change_url(article), sent_on(response, headline="mine"))
    assert (saved.status_code, saved.url) == (302, change_url(article))
    article = stored(article)
    assert (article.headline, article.teaser, article.version_number) == ("Mine", "B", 3)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("mine", ["Nobody saw the second, mine."]),
        ("theirs", ["Nobody saw the last one."]),
        ("both", ["Nobody saw the second, mine.", "Nobody saw the last one."]),
    ],
)
def test_blocks_are_taken_over_and_chosen(editor, choice, expected):
    article = make_article(body=BODY)
    mine = BODY.replace("ship left", "ship left late").replace("the second", "the second, mine")
    data = form_at(editor, change_url(article)) | {"body": mine, "_continue": "1"}
    theirs = BODY.replace("the second", "the last one") + "<p>And a fourth.</p>"
    make_version(stored(article), body=theirs)
    response = editor.post(change_url(article), data)
    assert [piece["by"] for piece in response.context["pieces"]] == [
        "mine",
        "clash",
        "",
        "theirs",
    ]
    (name,) = clashes(response)
    editor.post(change_url(article), sent_on(response, **{name: choice}))
    assert stored(article).body.split("\n") == [
        "<p>The first ship left late.</p>",
        *(f"<p>{text}</p>" for text in expected),
        "<p>A third one stayed.</p>",
        "<p>And a fourth.</p>",
    ]


def test_places_to_choose_are_numbered_where_there_are_several(editor):
    article = make_article(headline="First", body=BODY)
    mine = BODY.replace("second", "second, mine").replace("A third", "My third")
    data = form_at(editor, change_url(article)) | {"headline": "Mine", "_continue": "1"}
    theirs = BODY.replace("second", "last one").replace("A third", "Their third")
    make_version(stored(article), headline="Theirs", body=theirs)

    def legends(**typed):
        page = editor.post(change_url(article), data | typed).content.decode()
        return re.findall("<legend>(.*?)</legend>", page)

    both = "You both changed this"
    assert legends() == ["Headline"]
    assert legends(body=mine) == ["1 of 3: Headline", f"2 of 3: {both}", f"3 of 3: {both}"]


def test_changes_of_different_things_need_no_choice_but_are_shown(editor):
    article = make_article(headline="First", body=BODY)
    data = form_at(editor, change_url(article)) | {"kicker": "Ports", "_continue": "1"}
    make_version(stored(article), body=BODY + "<p>More.</p>")
    response = editor.post(change_url(article), data)
    assert (clashes(response), [one["name"] for one in response.context["fields"]]) == (
        [],
        ["kicker"],
    )
    editor.post(change_url(article), sent_on(response))
    assert (stored(article).kicker, stored(article).body) == ("Ports", BODY + "\n<p>More.</p>")


def test_ones_own_other_tab_is_not_called_somebody_else(as_user):
    me = make_user("Editor", first_name="Rosa")
    client = as_user(me)
    article = make_article(headline="First")
    data = form_at(client, change_url(article)) | {"headline": "Here", "_continue": "1"}
    make_version(stored(article), by=me, headline="There")
    page = client.post(change_url(article), data).content.decode()
    assert "by you in another tab" in page
    assert "by Rosa" not in page
    assert "omebody else" not in page


def test_topics_tags_people_and_agencies_go_together(editor):
    rosa, ed, nils = (make_contributor(name) for name in ("Rosa", "Ed", "Nils"))
    ap, dpa = make_agency("AP"), make_agency("dpa")
    one, two, three = make_topic("One"), make_topic("Two"), make_topic("Three")
    writer, role = CreditRole.WRITER, CreditRole.EDITOR
    article = make_article(
        topics=[one],
        tags=[make_tag("kept"), make_tag("dropped")],
        credits=[(rosa, writer), (ed, role)],
        agencies=[ap],
    )
    data = form_at(editor, change_url(article)) | {
        "topics": [one.pk, two.pk],
        "tags": "kept, dropped, my tag",
        "credits-TOTAL_FORMS": "3",
        "credits-2-contributor": nils.pk,
        "credits-2-role": "reporter",
        "credits-2-position": "2",
        "_continue": "1",
    }
    rows = related_rows(
        article,
        topics=[one, three],
        tags=[make_tag("theirs"), make_tag("dropped two"), *article.tags.filter(name="kept")],
        credits=[(rosa, writer)],
        agencies=[ap, dpa],
    )
    make_version(stored(article), related=rows)
    response = editor.post(change_url(article), data)
    assert clashes(response) == []
    assert editor.post(change_url(article), sent_on(response)).status_code == 302
    article = stored(article)
    assert sorted(article.topics.values_list("name", flat=True)) == ["One", "Three", "Two"]
    assert sorted(article.tags.names()) == ["dropped two", "kept", "my tag", "theirs"]
    assert list(article.credits.values_list("contributor__name", "role")) == [
        ("Rosa", "writer"),
        ("Nils", "reporter"),
    ]
    assert [str(one) for one in article.agency_credits.all()] == ["AP", "dpa"]


def test_section_language_and_picture_by_name(editor):
    old, mine, theirs = make_section("World"), make_section("Trade"), make_section("Sea")
    article = make_article(section=old, lead_image=make_image())
    data = form_at(editor, change_url(article)) | {"section": mine.pk, "_continue": "1"}
    make_version(stored(article), section=theirs)
    response = editor.post(change_url(article), data)
    page = response.content.decode()
    assert clashes(response) == ["section"]
    assert "Trade" in page
    assert "Sea" in page
    editor.post(change_url(article), sent_on(response, section="mine"))
    assert stored(article).section == mine


def test_yet_another_save_in_between_brings_the_page_again(editor):
    article = make_article(headline="First", teaser="A")
    data = form_at(editor, change_url(article)) | {"headline": "Mine", "_continue": "1"}
    make_version(stored(article), headline="Theirs")
    response = editor.post(change_url(article), data)
    make_version(stored(article), headline="Third", teaser="C")
    again = editor.post(change_url(article), sent_on(response, headline="mine"))
    assert (again.status_code, clashes(again), Version.objects.count()) == (200, ["headline"], 3)
    assert ("headline", "Mine") in again.context["kept"]
    assert editor.post(change_url(article), sent_on(again, headline="mine")).status_code == 302
    assert (stored(article).headline, stored(article).teaser) == ("Mine", "C")


def test_what_was_chosen_stands_where_a_third_save_changed_nothing(editor):
    article = make_article(headline="First", teaser="A", body=BODY)
    mine = {"headline": "Mine", "teaser": "Mine"}
    mine["body"] = BODY.replace("ship", "boat").replace("third", "mine")
    data = form_at(editor, change_url(article)) | mine | {"_continue": "1"}
    theirs = BODY.replace("ship", "vessel").replace("third", "theirs")
    make_version(stored(article), headline="Theirs", teaser="Theirs", body=theirs)
    page = editor.post(change_url(article), data)
    assert clashes(page) == ["headline", "teaser", "body-0", "body-2"]
    chosen = {"headline": "mine", "teaser": "mine", "body-0": "mine", "body-2": "theirs"}
    # The third adds a block on top, so that the others stand elsewhere now.
    third = "<p>On top.</p>\n" + theirs.replace("vessel", "liner")
    make_version(stored(article), headline="Third", body=third)
    again = editor.post(change_url(article), sent_on(page, **chosen))
    assert clashes(again) == ["headline", "body-1"]
    shown = dict(again.context["kept"])
    assert shown["teaser"] == "Mine"
    lines = ["The first boat left.", "Nobody saw the second.", "A theirs one stayed."]
    assert shown["body"].split("\n") == [f"<p>{line}</p>" for line in lines]
    assert Version.objects.count() == 3


def test_a_save_between_the_look_and_the_lock_brings_the_page_too(editor, monkeypatch):
    article = make_article(headline="First")
    data = form_at(editor, change_url(article)) | {"headline": "Mine", "_continue": "1"}
    save = actions.save

    def late(mine, **how):
        monkeypatch.setattr(actions, "save", save)
        make_version(stored(article), headline="Theirs")
        return save(mine, **how)

    monkeypatch.setattr(actions, "save", late)
    response = editor.post(change_url(article), data)
    # Their save was part of the transaction that was rolled back; the page stands all the same.
    assert response.templates[0].name == "admin/articles/article/merge.html"
    assert ("headline", "Mine") in response.context["kept"]


def test_a_step_is_taken_only_when_asked_for_again(editor):
    article = make_article(by=make_user("Reporter"), headline="First")
    data = form_at(editor, change_url(article)) | {"kicker": "Mine", "_step": "submit"}
    make_version(stored(article), headline="Theirs")
    response = editor.post(change_url(article), data)
    assert response.context["step"].name == "submit"
    editor.post(change_url(article), sent_on(response))
    assert (stored(article).stage, stored(article).kicker) == (Stage.DRAFT, "Mine")
    data = form_at(editor, change_url(article)) | {"kicker": "Anew", "_step": "submit"}
    make_version(stored(article), headline="Third")
    response = editor.post(change_url(article), data)
    editor.post(change_url(article), sent_on(response) | {"_merge": "step"})
    assert (stored(article).stage, stored(article).kicker) == (Stage.REVIEW, "Anew")


def test_the_same_text_twice_is_no_conflict(editor):
    article = make_article(body=BODY, tags=[make_tag("a tag"), make_tag("b, c")])
    data = form_at(editor, change_url(article))
    data |= {"headline": "Anew", "body": BODY.replace("\n", "\r\n"), "_continue": "1"}
    statuses = [editor.post(change_url(article), data).status_code for _turn in range(2)]
    assert (statuses, Version.objects.count()) == ([302, 302], 2)
    assert sorted(stored(article).tags.names()) == ["a tag", "b, c"]


def test_wrong_input_comes_back_as_the_form_with_all_that_was_typed(editor):
    article = make_article(headline="First")
    data = form_at(editor, change_url(article)) | {"headline": "", "kicker": "Mine"}
    make_version(stored(article), teaser="Theirs")
    response = editor.post(change_url(article), data)
    response = editor.post(change_url(article), sent_on(response))
    assert response.status_code == 200
    form = response.context["adminform"].form
    assert list(form.errors) == ["headline"]
    assert (form["kicker"].value(), form["teaser"].value()) == ("Mine", "Theirs")


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30, "7"])
def test_a_form_that_does_not_say_its_version_is_asked_about_everything(editor, version):
    article = make_article(headline="First", teaser="A")
    data = form_at(editor, change_url(article)) | {"headline": "Mine", "version": version}
    response = editor.post(change_url(article), data)
    assert (response.status_code, clashes(response)) == (200, ["headline"])
    assert stored(article).headline == "First"


@pytest.mark.parametrize(
    "bad",
    [
        {"merge_with": "99"},
        {"merge_with": "x"},
        {"merge_with": ""},
        {"section": "x"},
        {"topics": ["x", "9" * 25]},
        {"credits-TOTAL_FORMS": "99999999"},
        {"credits-TOTAL_FORMS": "1", "credits-0-contributor": "x", "credits-0-role": "y"},
        {"body": "<script>", "tags": '"'},
        {"merge-body-99": "mine"},
    ],
)
def test_nonsense_never_breaks_the_page(editor, bad):
    article = make_article(headline="First")
    data = form_at(editor, change_url(article)) | {"headline": "Mine"}
    make_version(stored(article), headline="Theirs")
    response = editor.post(change_url(article), data | bad)
    assert response.status_code == 200
    response = editor.post(change_url(article), sent_on(response, headline="mine") | bad)
    assert response.status_code in (200, 302)


def test_who_may_not_edit_any_more_sees_no_other_text(as_user):
    reporter = make_user("Reporter")
    article = make_article(by=reporter, headline="First")
    client = as_user(reporter)
    data = form_at(client, change_url(article)) | {"headline": "Mine"}
    make_version(stored(article), teaser="An editor's secret")
    actions.submit(stored(article), by=reporter, at=timezone.now())
    response = client.post(change_url(article), data)
    assert response.context["adminform"].form["headline"].value() == "Mine"
    assert not Event.objects.filter(version_number=3).exists()


def test_a_long_text_is_put_together_with_few_queries(editor, django_assert_max_num_queries):
    body = "".join(f"<p>Paragraph {n} of a long story about ports.</p>" for n in range(400))
    article = make_article(body=body)
    data = form_at(editor, change_url(article)) | {"body": body.replace("long", "short")}
    make_version(stored(article), body=body.replace("long", "tall"))
    with django_assert_max_num_queries(16):
        response = editor.post(change_url(article), data)
    assert clashes(response) == ["body-0"]
