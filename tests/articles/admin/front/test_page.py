"""The screen on which staff arrange a page."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles import wall_clock
from articles.models import Article, Front
from tests.articles.admin.conftest import change_url
from tests.factories import (
    make_article,
    make_front,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_topic,
    make_user,
    make_withdrawn,
    say,
)

pytestmark = pytest.mark.django_db
HOME = reverse("admin:articles_front_page", args=["en"])
ZONE = timezone.get_default_timezone()
LIST = reverse("admin:articles_front_changelist")
PUT = reverse("admin:articles_front_put")


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


def headlines():
    slots = Front.objects.get().draft.slots.order_by("position")
    return [slot.article.headline if slot.article else None for slot in slots]


def slot(headline=None):
    return Front.objects.get().draft.slots.get(article__headline=headline)


def story_pk(headline):
    return Article.objects.get(headline=headline).pk


def do(client, step, url=HOME, **data):
    return client.post(url, {"do": step} | data)


def said(response):
    return [str(message) for message in response.context["messages"]]


def form_of(client, key, url=HOME):
    """What a browser would send of the form of one place."""
    rows = client.get(url).context["rows"]
    [form] = [row.form for row in rows if row.slot.key == key]
    data = {"do": "change", "key": key, "story": form.instance.article_id or ""}
    for bound in form:
        value = bound.field.widget.format_value(bound.value())
        if bound.name == "shows_picture":
            value = "on" if bound.value() else None
        if value not in (None, "", []):
            data[bound.html_name] = value
    return data


class TestArranging:
    def test_looking_at_a_page_makes_nothing(self, editor):
        make_live(headline="A")
        page = editor.get(HOME)
        assert page.status_code == 200
        assert "Nothing is placed" in page.content.decode()
        assert not Front.objects.exists()

    def test_a_story_is_found_and_put_there(self, editor):
        for name in ("Harbour opens", "Storm ahead"):
            make_live(headline=name)
        make_article(headline="Harbour LEAK")
        make_withdrawn(headline="Harbour GONE")
        page = editor.get(HOME, {"q": "harbour"}).content.decode()
        assert re.findall(r'name="article" value="(\d+)"', page) == [str(story_pk("Harbour opens"))]
        response = do(editor, "put", article=story_pk("Harbour opens"), size="lead")
        assert response["Location"] == f"{HOME}#slot-{slot('Harbour opens').key}"
        assert (headlines(), slot("Harbour opens").size) == (["Harbour opens"], "lead")
        page = editor.get(HOME, {"q": "harbour"}).content.decode()
        assert "on the page" in page

    def test_before_another_and_instead_of_one(self, editor):
        make_front(make_live(headline="A"), make_live(headline="B"))
        do(editor, "put", article=make_live(headline="C").pk, where=str(slot("B").key))
        assert headlines() == ["A", "C", "B"]
        do(editor, "put", article=make_live(headline="D").pk, where=f"in:{slot('C').key}")
        assert headlines() == ["A", "D", "B"]

    def test_up_down_out_and_away(self, editor):
        make_front(*[make_live(headline=name) for name in "ABC"])
        rows = editor.get(HOME).context["rows"]
        do(editor, "move", key=rows[2].slot.key, before=rows[2].up)
        assert headlines() == ["A", "C", "B"]
        rows = editor.get(HOME).context["rows"]
        do(editor, "move", key=rows[0].slot.key, before=rows[0].down)
        assert headlines() == ["C", "A", "B"]
        rows = editor.get(HOME).context["rows"]
        do(editor, "move", key=rows[1].slot.key, before=rows[1].down)
        assert headlines() == ["C", "B", "A"]
        assert (rows[0].up, rows[2].down) == (None, None)
        do(editor, "empty", key=slot("B").key)
        assert headlines() == ["C", None, "A"]
        do(editor, "remove", key=slot("A").key)
        assert headlines() == ["C", None]

    @pytest.mark.parametrize("step", ["put", "empty", "remove"])
    def test_what_somebody_else_has_put_there_meanwhile_stays(self, editor, step):
        make_front(make_live(headline="A"))
        key, seen = slot("A").key, story_pk("A")
        place = f"in:{key}:{seen}"
        do(editor, "put", article=make_live(headline="B").pk, where=place)
        do(editor, step, article=make_live(headline="C").pk, where=place, key=key, story=seen)
        assert headlines() == ["B"]
        assert "Somebody has put another story there" in said(editor.get(HOME))[-1]

    def test_the_forms_say_which_story_they_are_about(self, editor):
        make_front(make_live(headline="A"), None)
        page = editor.get(HOME).content.decode()
        found = re.findall(r'name="story" value="(\d*)"', page)
        assert found == [str(story_pk("A"))] * 3 + [""] * 2
        assert f'value="in:{slot("A").key}:{story_pk("A")}"' in page
        assert f'value="in:{slot().key}:"' in page

    def test_a_place_that_fills_itself(self, editor):
        sport = make_section("Sport")
        do(editor, "add", section=sport.pk, size="large")
        do(editor, "add")
        rows = Front.objects.get().draft.slots.order_by("position")
        assert [(row.section, row.size) for row in rows] == [(sport, "large"), (None, "normal")]
        page = editor.get(HOME).content.decode()
        assert "The newest of" in page
        assert "The newest of the page" in page

    def test_sections_and_topics_have_such_a_screen(self, editor):
        section, topic = make_section("World"), make_topic("Sea")
        for kind, subject in (("section", section), ("topic", topic)):
            url = reverse("admin:articles_front_page_of", args=["en", kind, subject.pk])
            assert subject.name in editor.get(url).content.decode()
            do(editor, "put", url, article=make_live(topics=[topic]).pk)
            assert Front.objects.get(**{kind: subject}).draft.slots.count() == 1

    @pytest.mark.parametrize(
        "path", ["xx/", "en/section/999999/", "en/planet/1/", "en/topic/" + "9" * 30 + "/"]
    )
    def test_what_is_not_there_is_404(self, editor, path):
        assert editor.get(LIST + path).status_code == 404

    def test_what_readers_do_not_get_is_said(self, editor):
        live, gone = make_live(headline="A"), make_scheduled(headline="B")
        front = make_front(live, gone, None)
        notes = [row.note for row in editor.get(HOME).context["rows"]]
        assert notes == [
            "",
            "Readers do not have this story now: the place fills itself.",
            "The place fills itself.",
        ]
        now = timezone.now()
        say(front, live, starts_at=now + timedelta(hours=1))
        assert "Not before its time" in editor.get(HOME).context["rows"][0].note
        say(front, live, starts_at=None, ends_at=now - timedelta(hours=1))
        assert "Its time here is over" in editor.get(HOME).context["rows"][0].note

    @pytest.mark.parametrize(
        "data",
        [
            {"do": "dance"},
            {},
            {"do": "move", "key": "x"},
            {"do": "remove", "key": ""},
            {"do": "put", "article": "9" * 40},
            {"do": "put", "article": "x\x00"},
            {"do": "restore", "number": "-1"},
            {"do": "change", "key": "00000000-0000-0000-0000-000000000000"},
        ],
    )
    def test_what_no_form_sends_is_refused_in_words(self, editor, data):
        make_front(make_live(headline="A"))
        response = editor.post(HOME, data, follow=True)
        assert response.status_code == 200
        assert said(response)
        assert headlines() == ["A"]

    def test_a_story_that_is_not_live_is_refused_in_words(self, editor):
        response = do(editor, "put", article=make_article().pk)
        assert response["Location"] == HOME
        assert "Only stories that are live or scheduled can be placed." in said(editor.get(HOME))


class TestWords:
    def test_what_is_typed_is_in_the_draft(self, editor):
        make_front(make_live(headline="A"), sizes=["lead"])
        image = make_image()
        key = slot("A").key
        typed = {"headline": "Own", "kicker": "Sea", "image": image.pk, "size": "large"}
        typed["ends_at"] = "2031-05-01T10:00"
        response = editor.post(HOME, form_of(editor, key) | typed)
        assert response["Location"] == f"{HOME}#slot-{key}"
        changed = slot("A")
        assert (changed.headline, changed.kicker, changed.image) == ("Own", "Sea", image)
        assert (changed.size, changed.ends_at.year, changed.shows_picture) == ("large", 2031, True)
        assert "Own" in editor.get(HOME).content.decode()

    def test_a_first_teaser_is_no_quarrel_with_anybody(self, editor):
        make_front(make_live(headline="A"))
        key = slot("A").key
        response = editor.post(HOME, form_of(editor, key) | {"teaser": "Own teaser."})
        assert response["Location"] == f"{HOME}#slot-{key}"
        assert slot("A").teaser == "Own teaser."

    def test_untouched_it_changes_nothing(self, editor):
        front = make_front(make_live(headline="A"))
        before = front.draft
        editor.post(HOME, form_of(editor, slot("A").key))
        assert Front.objects.get().draft == before

    def test_a_picture_can_be_left_out(self, editor):
        make_front(make_live(headline="A"))
        form = form_of(editor, slot("A").key)
        del form["shows_picture"]
        editor.post(HOME, form)
        assert slot("A").shows_picture is False

    def test_what_is_refused_comes_back_with_all_that_was_typed(self, editor):
        make_front(make_live(headline="A"))
        image = make_image(credit="")
        form = form_of(editor, slot("A").key)
        page = editor.post(HOME, form | {"headline": "Typed", "image": image.pk})
        text = page.content.decode()
        assert page.status_code == 200
        assert "has no credit" in text
        assert "Typed</textarea>" in text
        assert slot("A").headline == ""

    def test_what_is_wrong_is_said_beside_the_field(self, editor):
        make_front(make_live(headline="A"))
        form = form_of(editor, slot("A").key)
        page = editor.post(HOME, form | {"headline": "x" * 301, "starts_at": "soon"})
        [row] = page.context["rows"]
        assert set(row.form.errors) == {"headline", "starts_at"}

    def test_of_two_who_change_one_field_the_second_is_told(self, editor):
        make_front(make_live(headline="A"))
        opened = form_of(editor, slot("A").key)
        editor.post(HOME, opened | {"headline": "Mine"})
        page = editor.post(HOME, opened | {"headline": "Theirs", "kicker": "Sea"})
        text = page.content.decode()
        assert escape("Somebody else has changed this to “Mine”. Save again to have yours.") in text
        assert "Theirs</textarea>" in text
        assert (slot("A").headline, slot("A").kicker) == ("Mine", "")

    def test_what_others_have_changed_elsewhere_stays(self, editor):
        make_front(make_live(headline="A"))
        opened = form_of(editor, slot("A").key)
        editor.post(HOME, opened | {"headline": "Mine"})
        editor.post(HOME, opened | {"kicker": "Sea"})
        assert (slot("A").headline, slot("A").kicker) == ("Mine", "Sea")

    def test_words_for_a_story_are_not_put_on_the_one_that_took_its_place(self, editor):
        make_front(make_live(headline="A"))
        typed = form_of(editor, slot("A").key) | {"headline": "Of A", "teaser": "Teaser of A."}
        place, pk = f"in:{slot('A').key}:{story_pk('A')}", make_live(headline="B").pk
        do(editor, "put", article=pk, where=place)
        page = editor.post(HOME, typed)
        assert "Somebody has put another story there" in page.content.decode()
        assert [one.text for one in page.context["typed"]] == ["Of A", "Teaser of A."]
        assert (slot("B").headline, slot("B").teaser) == ("", "")

    def test_words_for_a_story_that_was_taken_out_are_shown(self, editor):
        make_front(make_live(headline="A"))
        typed = form_of(editor, slot("A").key) | {"headline": "Of A"}
        do(editor, "empty", key=slot("A").key)
        page = editor.post(HOME, typed)
        assert [one.text for one in page.context["typed"]] == ["Of A"]
        assert slot().headline == ""

    def test_the_size_of_a_place_is_no_matter_of_its_story(self, editor):
        make_front(make_live(headline="A"))
        typed = form_of(editor, slot("A").key) | {"size": "large"}
        do(editor, "put", article=make_live(headline="B").pk, where=f"in:{slot('A').key}")
        editor.post(HOME, typed)
        assert slot("B").size == "large"

    def test_a_place_that_was_removed_meanwhile_is_told_of(self, editor):
        make_front(make_live(headline="A"))
        form = form_of(editor, slot("A").key)
        do(editor, "remove", key=slot("A").key)
        page = editor.post(HOME, form | {"headline": "Typed"})
        assert "Somebody has removed this place" in page.content.decode()
        assert "Typed" in page.content.decode()


class TestLaunching:
    def test_readers_get_it_with_one_click_and_lose_it_with_another(self, editor):
        make_live(headline="new")
        make_front(make_live(headline="A"), launched=False)
        page = editor.get(HOME)
        assert "Nothing was launched yet" in page.content.decode()
        response = do(editor, "launch", expected=page.context["expected"])
        assert response["Location"] == HOME
        front = Front.objects.get()
        assert front.live == front.draft
        page = editor.get(HOME)
        assert "The draft is what readers see." in page.content.decode()
        do(editor, "undo_launch", expected=page.context["live_number"])
        assert Front.objects.get().live.slots.count() == 0
        assert headlines() == ["A"]

    def test_nobody_launches_or_undoes_what_they_have_not_seen(self, editor):
        make_front(make_live(headline="A"), launched=False)
        expected = editor.get(HOME).context["expected"]
        do(editor, "put", article=make_live(headline="B").pk)
        for step in ("launch", "undo"):
            do(editor, step, expected=expected)
            assert "Somebody has changed this page" in said(editor.get(HOME))[-1]
        assert (headlines(), Front.objects.get().live) == (["A", "B"], None)

    def test_undo(self, editor):
        make_front(make_live(headline="A"), make_live(headline="B"))
        do(editor, "undo", expected=2)
        assert headlines() == ["A"]

    def test_the_preview_shows_the_draft_and_readers_do_not_get_it(self, editor):
        story = make_live(headline="A", lead_image=make_image(size=(640, 360)))
        make_live(headline="new")
        image = make_image(alt="Own picture", size=(640, 360))
        front = make_front(story, sizes=["large"], launched=False)
        say(front, story, headline="Own", image=image, launched=False)
        response = editor.get(reverse("admin:articles_front_preview", args=["en"]))
        page = response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert '<li class="is-large">' in page
        assert ">Own</a></h3>" in page
        [file] = set(re.findall(r'src="(/admin/[^"]*)"', page))
        assert editor.get(file).status_code == 200
        assert "Own" not in editor.get("/en/").content.decode()

    @pytest.mark.parametrize("kind", ["section", "topic"])
    def test_the_preview_of_a_section_and_a_topic(self, editor, kind):
        of = {"section": make_section("World"), "topic": make_topic("Sea")}
        story = make_live(headline="A", section=of["section"], topics=[of["topic"]])
        make_front(story, launched=False, sizes=["lead"], **{kind: of[kind]})
        args = ["en", kind, of[kind].pk]
        page = editor.get(reverse("admin:articles_front_preview_of", args=args)).content.decode()
        assert '<li class="is-lead">' in page
        assert f"<h1>{of[kind].name}</h1>" in page


class TestPreviewOfAMoment:
    URL = reverse("admin:articles_front_preview", args=["en"])
    NOON = datetime(2031, 5, 1, 12, tzinfo=ZONE)

    def shown(self, client, moment):
        page = client.get(self.URL, {"at": wall_clock.naive(moment, ZONE).isoformat()})
        found = re.findall(r'card-headline"><a href="[^"]*">([^<]*)<', page.content.decode())
        return page, found

    def test_places_and_stories_are_those_of_the_moment(self, editor):
        image = make_image(size=(640, 360))
        later = make_scheduled(headline="Later", publish_at=self.NOON, lead_image=image)
        front = make_front(make_live(headline="A"), later, launched=False)
        say(front, Article.objects.get(headline="A"), ends_at=self.NOON, launched=False)
        make_live(headline="new")
        page, before = self.shown(editor, self.NOON - timedelta(minutes=1))
        assert before == ["A", "new"]
        page, then = self.shown(editor, self.NOON)
        assert then == ["new", "Later", "A"]
        assert "as readers would see it on 1 May 2031, 12:00" in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        assert "Later" not in editor.get("/en/").content.decode()
        [file] = set(
            re.findall(r'src="([^"]*/pictures?/[^"]*|/admin/[^"]*)"', page.content.decode())
        )
        assert editor.get(file).status_code == 200

    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ("soon", "Enter a date and a time"),
            ("9" * 5000, "Enter a date and a time"),
            ("2001-01-01T10:00", "Choose a time that is to come."),
        ],
    )
    def test_of_no_moment_that_is_to_come_it_is_refused_in_words(self, editor, typed, why):
        response = editor.get(self.URL, {"at": typed})
        assert response["Location"] == HOME
        assert why in said(editor.get(HOME))[0]

    def test_without_one_it_is_now(self, editor):
        make_live(headline="A")
        page = editor.get(self.URL, {"at": ""}).content.decode()
        assert "as readers would see it now" in page

    def test_the_screen_asks_for_one(self, editor):
        page = editor.get(HOME).content.decode()
        assert f'<form method="get" action="{self.URL}"' in page
        assert 'type="datetime-local" name="at"' in page

    def test_a_reporter_gets_none(self, client):
        client.force_login(make_user("Reporter"))
        assert client.get(self.URL, {"at": "2031-05-01T12:00"}).status_code == 403


class TestHistory:
    def history(self, client):
        page = client.get(reverse("admin:articles_front_history", args=["en"]))
        return page.context["changes"]

    def test_who_did_what(self, editor):
        first, second = make_live(headline="A"), make_live(headline="B")
        do(editor, "put", article=first.pk, size="lead")
        do(editor, "put", article=second.pk)
        do(editor, "move", key=slot("B").key, before=slot("A").key)
        editor.post(HOME, form_of(editor, slot("A").key) | {"headline": "Own"})
        do(editor, "launch", expected=4)
        do(editor, "empty", key=slot("B").key)
        do(editor, "remove", key=slot("A").key)
        found = self.history(editor)
        assert [change.what for change in found] == [
            ["“A” removed"],
            ["“B” gave way to The newest of the page"],
            ["“A”, headline: – → “Own”"],
            ["“B” moved, now number 1"],
            ["“B” placed, as number 2"],
            ["“A” placed, as number 1"],
            [],
        ]
        assert [bool(change.launches) for change in found] == [False, False, True] + [False] * 4
        assert {change.who for change in found} == {"editor" + found[0].who[6:]}

    def test_any_state_comes_back(self, editor):
        make_front(make_live(headline="A"), make_live(headline="B"))
        do(editor, "restore", number=1, expected=2)
        assert headlines() == ["A"]

    def test_of_a_page_that_nobody_arranged(self, editor):
        assert self.history(editor) == []


class TestOneClick:
    def test_from_a_live_story(self, editor):
        story = make_live(headline="A")
        page = editor.get(change_url(story)).content.decode()
        assert f'action="{PUT}"' in page
        response = editor.post(PUT, {"put": story.pk})
        assert response["Location"] == f"{HOME}#slot-{slot('A').key}"

    def test_from_the_list(self, editor):
        story = make_live(headline="A")
        make_article(headline="B")
        page = editor.get(reverse("admin:articles_article_changelist")).content.decode()
        buttons = re.findall(r'<button[^>]*name="put" value="(\d+)"[^>]*>', page)
        assert buttons == [str(story.pk)]
        assert f'formaction="{PUT}"' in page

    def test_it_goes_to_the_page_in_its_language(self, editor):
        make_language("de")
        story = make_live(headline="A", language_id="de")
        response = editor.post(PUT, {"put": story.pk})
        assert response["Location"].startswith(LIST + "de/#slot-")

    def test_a_second_time_it_says_that_it_is_there(self, editor):
        story = make_live(headline="A")
        editor.post(PUT, {"put": story.pk})
        editor.post(PUT, {"put": story.pk})
        assert "This story stands on the page already." in said(editor.get(HOME))
        assert headlines() == ["A"]

    def test_no_button_where_it_would_do_nothing(self, editor):
        page = editor.get(change_url(make_article())).content.decode()
        assert f'action="{PUT}"' not in page
        assert editor.post(PUT, {"put": "x"}).status_code == 404
        assert editor.get(PUT).status_code == 405


@pytest.mark.parametrize("role", ["Reporter", "Feedback reviewer"])
def test_others_see_none_of_it(client, role):
    story = make_live(headline="A")
    make_front(story)
    client.force_login(make_user(role))
    for name in ("page", "preview", "history"):
        url = reverse(f"admin:articles_front_{name}", args=["en"])
        assert client.get(url).status_code == 403
    assert client.get(LIST).status_code == 403
    assert do(client, "remove", key=slot("A").key).status_code == 403
    assert client.post(PUT, {"put": story.pk}).status_code == 403
    assert headlines() == ["A"]
    page = client.get(reverse("admin:articles_article_changelist"))
    assert 'name="put"' not in page.content.decode()


def test_the_list_of_pages_says_how_each_stands(editor):
    make_language("de", "Deutsch")
    section, topic = make_section("World"), make_topic("Sea")
    make_front(make_live())
    make_front(make_live(), section=section, launched=False)
    make_front(make_live(), topic=topic, language="en")
    languages = {language.code: rows for language, rows in editor.get(LIST).context["languages"]}
    found = [(row.where.title, bool(row.launched), row.has_changes) for row in languages["en"]]
    assert found == [("Home", True, False), ("World", False, True), ("Sea", True, False)]
    assert [row.where.title for row in languages["de"]] == ["Home", "World"]
    page = editor.get(LIST, {"q": "sea"}).content.decode()
    assert reverse("admin:articles_front_page_of", args=["de", "topic", topic.pk]) in page


def test_a_row_of_a_front_leads_to_its_screen(editor):
    front = make_front(make_live())
    change = reverse("admin:articles_front_change", args=[front.pk])
    assert editor.get(change)["Location"] == HOME


@pytest.mark.parametrize("placed", [1, 8])
def test_a_screen_takes_few_queries(editor, placed, django_assert_num_queries):
    made = [make_live(headline=f"Story {n}", topics=[make_topic()]) for n in range(placed)]
    front = make_front(*made)
    for story in made:
        say(front, story, image=make_image(), topic=make_topic())
    for topic in [make_topic(f"Sea {n}") for n in range(placed)]:
        make_front(made[0], topic=topic)
    editor.get(HOME)
    for url, count in ((HOME, 12), (f"{HOME}history/", 11), (LIST, 8), (f"{LIST}?q=sea", 9)):
        with django_assert_num_queries(count):
            editor.get(url)
