"""What was typed for a step is lost by no button: the wrong one, or one that comes too late."""

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from articles import actions
from articles.admin.typed import is_known
from articles.models import Article, Autosave, Correction, Event
from tests.factories import make_article, make_live, make_user, make_version

from .conftest import as_typed, autosave_url, change_url, fields_of, form_at, offer_at, send

pytestmark = pytest.mark.django_db
NOTE = "Check the second name."
WORDS = {"told_kind": "retraction", "told_words": "None of it was so."}


@pytest.fixture
def publisher(as_user):
    return as_user(make_user("Publisher"))


def press(client, article, step="", **typed):
    """The form with ``typed`` in it, by the button of ``step``, or saved."""
    data = form_at(client, change_url(article)) | typed
    data |= {"_step": step} if step else {"_continue": "1"}
    return client.post(change_url(article), data | {"version": article.version_number})


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def boxes(page):
    """What stands in the fields of the steps; and which boxes are open."""
    fields = {field.name: field.value() for _offer, all in page.context["offers"] for field in all}
    return fields, page.context["opened"]


def without_a_box(page):
    return [(title, text) for _name, title, text in page.context["without_a_box"]]


class TestTheWrongButton:
    @pytest.mark.parametrize("headline", ["Anew", None])
    def test_saves_and_shows_the_words_again(self, publisher, headline):
        article = make_live(headline="Stored")
        response = press(publisher, article, **WORDS, headline=headline or "Stored")
        told = (
            "What you typed under “Tell readers of a correction” was not sent. It is kept, and the "
            "form shows it."
        )
        assert said(response)[:2] == ["Saved.", told]
        page = publisher.get(response.url)
        fields, opened = boxes(page)
        assert {name: fields[name] for name in WORDS} == WORDS
        assert opened == {"correct"}
        assert page.context["adminform"].form["headline"].value() == headline or "Stored"
        assert "here still, in its box" in page.content.decode()
        assert not Correction.objects.exists()

    def test_takes_another_step_and_shows_the_words_again(self, as_user):
        article = make_article(by=make_user("Reporter"))
        actions.submit(article, by=None, at=timezone.now())
        client = as_user(make_user("Editor"))
        response = press(client, article, "approve", send_back_note=NOTE)
        assert Article.objects.get().stage == "approved"
        fields, opened = boxes(client.get(response.url))
        assert (fields["send_back_note"], opened) == (NOTE, {"send_back"})

    def test_of_a_form_that_is_only_read(self, as_user):
        article = make_live()
        client = as_user(make_user("Editor"))
        to = make_user("Reporter").pk
        data = {"_step": "assign", "assign_to": to, "version": 1, "form_key": "k"} | WORDS
        response = client.post(change_url(article), data)
        fields, opened = boxes(client.get(response.url))
        assert (fields["told_words"], opened) == (WORDS["told_words"], {"correct"})

    def test_puts_two_texts_together_and_shows_the_words_again(self, publisher):
        article = make_live(headline="Port")
        data = form_at(publisher, change_url(article)) | WORDS
        data |= {"headline": "Harbour", "kicker": ""}
        make_version(article, kicker="Sea")
        page = publisher.post(change_url(article), data | {"_step": "correct"})
        sent = dict(page.context["kept"]) | {"version": 1, "merge_with": 2, "_merge": "save"}
        response = publisher.post(change_url(article), sent)
        article.refresh_from_db()
        assert (article.headline, article.kicker) == ("Harbour", "Sea")
        fields, _opened = boxes(publisher.get(response.url))
        assert {name: fields[name] for name in WORDS} == WORDS

    def test_closes_the_form_which_offers_them_on_return(self, publisher):
        article = make_live()
        data = form_at(publisher, change_url(article)) | WORDS | {"_save": "1"}
        publisher.post(change_url(article), data)
        changed = [("Tell readers of a correction", WORDS["told_words"])]
        assert offer_at(publisher, change_url(article))["changed"] == changed

    def test_is_no_matter_where_nothing_was_typed(self, publisher):
        """Also where a box starts with the words of an update that waits."""
        article = make_live()
        make_version(article, headline="Newer")
        due = timezone.now() + timezone.timedelta(days=1)
        told = {"kind": "correction", "words": "A name."}
        actions.schedule_update(article, by=None, at=timezone.now(), due_at=due, **told)
        response = press(publisher, article, kicker="Typed")
        assert response.url == change_url(article)
        assert not Autosave.objects.exists()

    def test_keeps_nothing_of_the_step_that_was_taken(self, publisher):
        article = make_live()
        response = press(publisher, article, "correct", live_version="1", **WORDS)
        assert (response.url, Autosave.objects.exists()) == (change_url(article), False)

    def test_is_answered_where_the_words_are_no_text(self, publisher):
        article = make_live()
        response = press(publisher, article, told_words="a\0b")
        assert response.status_code == 302
        assert not Autosave.objects.exists()


class TestTooLate:
    def test_the_words_can_be_copied(self, as_user):
        article = make_live()
        client = as_user(make_user("Editor"))
        actions.withdraw(article, by=None, at=timezone.now(), why="Wrong.")
        send(client, autosave_url(article), key="k", told_words=[WORDS["told_words"]])
        data = {"_step": "correct", "version": 1, "live_version": 1, "form_key": "k"} | WORDS
        page = client.post(change_url(article), data)
        assert without_a_box(page) == [("Tell readers of a correction", WORDS["told_words"])]
        assert WORDS["told_words"] in page.content.decode()
        assert "This article is not live." in page.content.decode()
        assert page.context["unsaved"]["offer"] is None  # it is on the page

    def test_also_beside_a_text(self, publisher):
        article = make_article(by=make_user("Reporter"))
        actions.submit(article, by=None, at=timezone.now())
        data = form_at(publisher, change_url(article)) | {"send_back_note": NOTE}
        actions.send_back(article, by=None, at=timezone.now(), why="Mine.")
        page = publisher.post(change_url(article), data | {"_step": "send_back"})
        assert without_a_box(page) == [("Send back with a note", NOTE)]
        assert Event.objects.filter(verb="sent back").count() == 1

    def test_on_the_page_for_withdrawing(self, publisher):
        article = make_live()
        actions.withdraw(article, by=None, at=timezone.now(), why="Wrong.")
        url = f"{change_url(article).removesuffix('change/')}withdraw/"
        page = publisher.post(url, {"withdraw": "1", "why": "It is <libel>."}).content.decode()
        assert "It is &lt;libel&gt;.</textarea>" in page

    def test_what_is_wrong_with_a_field_that_is_gone_is_said(self, publisher):
        article = make_live()
        data = form_at(publisher, change_url(article)) | {"_step": "correct", "told_words": ""}
        actions.withdraw(article, by=None, at=timezone.now(), why="Wrong.")
        page = publisher.post(change_url(article), data)
        assert page.context["refused"]["reason"] == "Please fill this in."
        assert 'id="step-refused"' in page.content.decode()

    def test_approved_meanwhile_with_nothing_typed_in_the_text(self, as_user):
        """The words go on to the step that does now what the other did."""
        live = make_live(by=make_user("Reporter"))
        make_version(live, by=make_user("Publisher"), headline="Newer")
        client = as_user(make_user("Editor"))
        words = {"change_kind": "correction", "change_words": "A name."}
        data = form_at(client, change_url(live)) | words
        actions.approve(live, by=None, at=timezone.now())
        page = client.post(change_url(live), data | {"_step": "approve_update"})
        assert page.context["refused"]["reason"] == "This text is approved already."
        fields, opened = boxes(page)
        assert {name: fields[name] for name in words} == words
        assert "update" in opened

    @pytest.mark.parametrize("name", ["teaser", "planned_for", "assigned_to", "why"])
    def test_approved_meanwhile_with_something_typed(self, as_user, name):
        article = make_article(by=make_user("Reporter"))
        user = make_user("Editor")
        client = as_user(user)
        typed = {"planned_for": "2199-01-01T10:00", "assigned_to": user.pk}.get(name, "Typed.")
        data = form_at(client, change_url(article)) | {name: typed}
        actions.approve(article, by=None, at=timezone.now())
        page = client.post(change_url(article), data | {"_step": "approve"})
        html = page.content.decode()
        assert "“Approve” was not done, and nothing was saved." in html
        assert "Please correct the error" not in html
        assert 'name="_save"' not in html  # nothing that would be refused again
        assert str(page.context["adminform"].form[name].value()) == str(typed)


class TestAFormThatIsOnlyRead:
    def test_keeps_what_is_typed_for_a_step_and_offers_it(self, as_user):
        article = make_live()
        client = as_user(make_user("Editor"))
        page = client.get(change_url(article)).content.decode()
        assert 'id="autosave"' in page
        assert 'name="form_key"' in page
        kept = {name: [value] for name, value in WORDS.items()}
        assert send(client, autosave_url(article), **kept).json()["refusal"] == ""
        offer = offer_at(client, change_url(article))
        assert offer["changed"] == [("Tell readers of a correction", WORDS["told_words"])]
        fields, opened = boxes(client.get(offer["show"]))
        assert {name: fields[name] for name in WORDS} == WORDS
        assert opened == {"correct"}

    def test_offers_nothing_where_nothing_was_written(self, as_user):
        article = make_live()
        client = as_user(make_user("Editor"))
        send(client, autosave_url(article), told_kind=["retraction"], told_words=[" \r\n"])
        assert offer_at(client, change_url(article)) is None

    def test_forgets_them_when_the_step_is_taken(self, as_user):
        article = make_live()
        client = as_user(make_user("Editor"))
        send(client, autosave_url(article), key="k", told_words=["x"])
        data = {"_step": "correct", "version": 1, "live_version": 1, "form_key": "k"} | WORDS
        assert client.post(change_url(article), data).url == change_url(article)
        assert not Autosave.objects.exists()


def test_words_alone_are_offered_where_the_text_may_be_edited(publisher):
    article = make_live()
    data = form_at(publisher, change_url(article)) | WORDS
    known = {name for name in data if is_known(name)} - {"version"}
    sent = {name: texts for name, texts in as_typed(data).items() if name in known}
    assert send(publisher, autosave_url(article), **sent).status_code == 200
    offer = offer_at(publisher, change_url(article))
    assert offer["changed"] == [("Tell readers of a correction", WORDS["told_words"])]
    assert boxes(publisher.get(offer["show"]))[1] == {"correct"}


class TestARefusedSave:
    """Not only a refused step brings what was typed for steps back to the page."""

    def test_by_the_form_itself(self, publisher):
        article = make_live()
        typed = WORDS | {"headline": "", "ends_at": "2199-01-02T10:00"}
        page = press(publisher, article, **typed)
        fields, opened = boxes(page)
        assert {name: fields[name] for name in WORDS} == WORDS
        assert fields["ends_at"] == "2199-01-02T10:00"
        assert opened == {"correct", "set_expiry"}

    def test_by_an_approval_meanwhile(self, as_user):
        article = make_article(by=make_user("Reporter"))
        actions.submit(article, by=None, at=timezone.now())
        client = as_user(make_user("Editor"))
        data = form_at(client, change_url(article)) | {"teaser": "Typed.", "send_back_note": NOTE}
        actions.approve(article, by=None, at=timezone.now())
        page = client.post(change_url(article), data | {"_continue": "1"})
        assert without_a_box(page) == [("Send back with a note", NOTE)]
        assert f'name="send_back_note" rows="3" dir="auto" autocomplete="off">\n{NOTE}' in (
            page.content.decode()
        )  # and so it goes along with the next button


class TestATime:
    def test_that_was_typed_is_not_lost_by_saving(self, publisher):
        article = make_article(by=make_user("Reporter"))
        actions.approve(article, by=None, at=timezone.now())
        response = press(publisher, article, publish_at="2199-01-02T10:00")
        fields, opened = boxes(publisher.get(response.url))
        assert (fields["publish_at"], opened) == ("2199-01-02T10:00", {"schedule"})
        assert "“Publish later” was not sent" in said(response)[1]

    def test_is_of_no_matter_once_another_step_was_taken(self, publisher):
        article = make_article(by=make_user("Reporter"))
        actions.approve(article, by=None, at=timezone.now())
        response = press(publisher, article, "publish", publish_at="2199-01-02T10:00")
        assert response.url == change_url(article)
        assert not Autosave.objects.exists()


class TestWhatNobodyTyped:
    """A box that the form was served with a colleague's words and time in it."""

    @pytest.fixture
    def waiting(self):
        article = make_live()
        make_version(article, headline="Newer")
        due = timezone.now() + timezone.timedelta(days=1)
        told = {"kind": "correction", "words": "A name.\nAnd a place."}
        actions.schedule_update(article, by=None, at=timezone.now(), due_at=due, **told)
        return article

    def test_is_not_kept_when_the_update_is_gone(self, publisher, waiting):
        words = "A name.\nAnd a place."
        page = publisher.get(change_url(waiting))
        assert f'name="initial-later_words" value="{words}"' in page.content.decode()
        sent = {"later_words": words, "initial-later_words": words.replace("\n", "\r\n")}
        data = fields_of(page) | sent | {"kicker": "Typed", "_continue": "1"}
        actions.cancel_update(waiting, by=None, at=timezone.now())
        response = publisher.post(change_url(waiting), data)
        assert response.url == change_url(waiting)
        assert not Autosave.objects.exists()

    def test_is_kept_when_it_was_changed(self, publisher, waiting):
        data = form_at(publisher, change_url(waiting)) | {"later_words": "Two names."}
        response = publisher.post(change_url(waiting), data | {"_continue": "1"})
        fields, opened = boxes(publisher.get(response.url))
        assert (fields["later_words"], opened) == ("Two names.", {"schedule_update"})


class TestEnter:
    def test_in_a_form_that_is_only_read_does_nothing(self, as_user):
        """The form's first button is pressed by it; it was the one that publishes."""
        article = make_article(by=make_user("Reporter"))
        actions.approve(article, by=None, at=timezone.now())
        client = as_user(make_user("Editor"))
        page = client.get(change_url(article)).content.decode()
        form = page[page.index('id="article_form"') :]
        first = form[form.index('type="submit"') :][:60]
        assert first.startswith('type="submit" name="_look"')
        before = Event.objects.count()
        data = {
            "_look": "1",
            "version": 1,
            "send_back_note": NOTE,
            "publish_at": "2199-01-02T10:00",
        }
        page = client.post(change_url(article), data)
        fields, opened = boxes(page)
        assert (fields["send_back_note"], fields["publish_at"]) == (NOTE, "2199-01-02T10:00")
        assert opened == {"send_back", "schedule"}
        assert said(page) == [
            "Nothing was done. Press the button of the step that you want to take."
        ]
        assert Event.objects.count() == before
