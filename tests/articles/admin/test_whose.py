"""A form that was opened by one person and is sent by another, as happens in one browser."""

import re
from html import unescape

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.admin.offer import SALT
from articles.models import Article, Autosave, Event, Notification, Publication, Version
from tests.factories import (
    approve,
    make_article,
    make_live,
    make_user,
    make_version,
)

from .conftest import ADD, change_url, form_at

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}
AREA = re.compile(r'<textarea name="([^"]+)" hidden[^>]*>\n(.*?)</textarea>', re.DOTALL)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MINE = "Save it as mine"


def browser(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def opened(client, url):
    """What the browser would send of the form: all its fields, the hidden ones included."""
    data = form_at(client, url)
    unsaved = client.get(url).context["unsaved"]
    return data | {"writer": unsaved["writer"], "form_key": unsaved["key"]}


def text(response):
    return unescape(response.content.decode())


def sent_on(response):
    """The fields that the button "Save it as mine" sends."""
    fields: dict[str, list[str]] = {}
    for name, value in AREA.findall(response.content.decode()):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def token(response):
    return TOKEN.findall(response.content.decode())[-1]


def state():
    return [
        list(Version.objects.order_by("pk").values_list("article", "number", "created_by")),
        list(Event.objects.order_by("pk").values_list("verb", "by")),
        list(Publication.objects.values_list("pk", "version")),
        Notification.objects.count(),
    ]


@pytest.fixture
def anna():
    return make_user("Editor", first_name="Anna", last_name="Berg")


@pytest.fixture
def berta():
    return make_user("Editor", first_name="Berta", last_name="Cole")


@pytest.fixture
def one_browser(anna, berta):
    """A form of Anna's, typed into, with Berta logged in: ``(client, data)``."""

    def make(url, **typed):
        client = browser(anna)
        data = opened(client, url) | typed
        client.force_login(berta)
        return client, data

    return make


@pytest.mark.parametrize(
    "button", [{"_continue": "1"}, {"_save": "1"}, {"_preview": "1"}, {"_step": "approve_publish"}]
)
def test_nothing_is_saved_in_the_other_s_name(one_browser, anna, berta, button):
    article = make_article(headline="Stored", by=make_user("Reporter"))
    client, data = one_browser(change_url(article), headline="Anna’s words", **button)
    before = state()
    response = client.post(change_url(article), data, headers=OURS)
    assert response.status_code == 403
    assert state() == before
    assert Article.objects.get().headline == "Stored"
    row = Autosave.objects.get()
    assert (row.user, row.article, row.base_version) == (anna, article, 1)
    assert row.data["headline"] == ["Anna’s words"]
    page = text(response)
    assert "was opened by <strong>Anna Berg</strong>" in page
    assert "You are logged in as <strong>Berta Cole</strong>" in page
    assert "What was typed is kept for the person who wrote it." in page
    assert ("The step “Approve and publish” was not taken." in page) == ("_step" in button)
    assert "Send it again" not in page
    assert "no-store" in response.headers["Cache-Control"]


def test_neither_is_it_with_a_good_token(one_browser, anna):
    article = make_article(headline="Stored")
    client, data = one_browser(change_url(article), headline="Anna’s words")
    form = client.get(change_url(article))
    data |= {"csrfmiddlewaretoken": token(form), "_continue": "1"}
    response = client.post(change_url(article), data, headers=OURS)
    assert response.status_code == 403
    assert "was opened by <strong>Anna Berg</strong>" in text(response)
    assert (Version.objects.count(), Autosave.objects.get().user) == (1, anna)


def test_who_takes_it_knowingly_saves_all_of_it(one_browser, anna, berta):
    article = make_article(headline="Stored", body="<p>Old.</p>")
    body = "<p>First line.</p>\n<p>“Second” &amp; <em>last</em>.</p>"
    typed = {"headline": "Anna’s words", "body": body, "tags": "storm, harbour"}
    client, data = one_browser(change_url(article), **typed, _step="approve_publish")
    page = client.post(change_url(article), data, headers=OURS)
    assert MINE in text(page)
    fields = sent_on(page)
    assert "_step" not in fields
    again = client.post(
        change_url(article), fields | {"csrfmiddlewaretoken": token(page)}, headers=OURS
    )
    assert (again.status_code, again.url) == (302, change_url(article))
    newest = Version.objects.latest("number")
    assert (newest.number, newest.created_by) == (2, berta)
    assert newest.data["headline"] == "Anna’s words"
    assert newest.data["body"] == body
    assert sorted(article.tags.names()) == ["harbour", "storm"]
    assert not Publication.objects.exists()
    assert Autosave.objects.get().user == anna


def test_the_writer_logs_in_and_finds_it(one_browser, anna):
    article = make_article(headline="Stored")
    client, data = one_browser(change_url(article), headline="Anna’s words")
    page = client.post(change_url(article), data, headers=OURS)
    later = re.search(r'name="next" value="([^"]+)"', page.content.decode())[1]
    out = client.post(
        reverse("admin:logout"),
        {"next": later, "csrfmiddlewaretoken": token(page)},
        headers=OURS,
    )
    assert (out.status_code, out.url) == (302, later)
    login = client.get(later)
    assert login.url.startswith(reverse("admin:login"))
    client.force_login(anna)
    shown = client.get(later)
    assert shown.context["adminform"].form["headline"].value() == "Anna’s words"


def test_a_newer_text_is_not_written_over_by_taking_it(one_browser):
    article = make_article(headline="Stored")
    client, data = one_browser(change_url(article), headline="Anna’s words")
    make_version(article, headline="Theirs")
    page = client.post(change_url(article), data, headers=OURS)
    fields = sent_on(page) | {"csrfmiddlewaretoken": token(page)}
    merging = client.post(change_url(article), fields, headers=OURS)
    assert (merging.status_code, Article.objects.get().headline) == (200, "Theirs")
    # So it goes on from the page that puts both together, with the choices made there.
    answer = sent_on(merging) | {
        "version": "1",
        "merge_with": "2",
        "merge-headline": "mine",
        "_merge": "save",
        "csrfmiddlewaretoken": token(merging),
    }
    assert client.post(change_url(article), answer, headers=OURS).status_code == 302
    assert Article.objects.get().headline == "Anna’s words"


def test_choices_between_two_texts_are_the_writer_s_too(one_browser, anna, berta):
    article = make_article(headline="Stored")
    client, data = one_browser(change_url(article), headline="Anna’s words")
    make_version(article, headline="Theirs")
    choices = {"merge_with": "2", "merge-headline": "mine", "_merge": "save"}
    page = client.post(change_url(article), data | choices, headers=OURS)
    assert (page.status_code, Version.objects.count()) == (403, 2)
    assert Autosave.objects.get().user == anna
    fields = sent_on(page) | {"csrfmiddlewaretoken": token(page)}
    assert client.post(change_url(article), fields, headers=OURS).status_code == 302
    newest = Version.objects.latest("number")
    assert (newest.data["headline"], newest.created_by) == ("Anna’s words", berta)


def test_a_new_article_is_nobody_else_s(one_browser, anna, berta):
    client, data = one_browser(ADD, headline="A new story")
    page = client.post(ADD, data, headers=OURS)
    assert (page.status_code, Article.objects.count()) == (403, 0)
    row = Autosave.objects.get()
    assert (row.user, row.article) == (anna, None)
    fields = sent_on(page) | {"csrfmiddlewaretoken": token(page)}
    assert client.post(ADD, fields, headers=OURS).status_code == 302
    assert Article.objects.get().created_by == berta


def test_a_step_alone_is_nobody_else_s(anna, berta):
    reader, article = make_user("Editor", first_name="Cleo"), make_live()
    client = browser(reader)
    page = client.get(change_url(article))
    data = {
        "version": "1",
        "writer": page.context["unsaved"]["writer"],
        "_step": "send_back",
        "send_back_note": "Cleo’s note",
    }
    assert f'name="writer" value="{data["writer"]}"' in text(page)
    client.force_login(berta)
    before = state()
    answer = client.post(change_url(article), data, headers=OURS)
    assert (answer.status_code, state()) == (403, before)
    assert "The step “Send back” was not taken." in text(answer)
    assert "Cleo’s note</textarea>" in text(answer)
    assert MINE not in text(answer)


@pytest.fixture
def words_alone(anna):
    """Words of Anna's for a step on a form that she may only read, sent by ``other``."""

    def make(other, article, **typed):
        client = browser(anna)
        unsaved = client.get(change_url(article)).context["unsaved"]
        data = {"version": "1", "writer": unsaved["writer"], "form_key": unsaved["key"]} | typed
        client.force_login(other)
        return lambda: client.post(change_url(article), data, headers=OURS)

    return make


@pytest.mark.parametrize("role", ["Editor", "Publisher", "Feedback reviewer", "nobody"])
@pytest.mark.parametrize("pressed", ["correct", "assign"])
def test_words_for_a_step_are_kept_for_their_writer_and_shown_to_nobody(
    words_alone, anna, role, pressed
):
    article = make_live()
    send = words_alone(make_user(role), article, _step=pressed, told_words="Anna’s words")
    before = state()
    answer = send()
    assert (answer.status_code, state()) == (403, before)
    row = Autosave.objects.get()
    assert (row.user, row.article, row.data["told_words"]) == (anna, article, ["Anna’s words"])
    assert "What was typed is kept for the person who wrote it." in text(answer)
    assert f'value="{change_url(article)}?typed={row.pk}"' in text(answer)
    assert "Anna’s words" not in text(answer)
    assert MINE not in text(answer)


@pytest.mark.parametrize(
    ("role", "is_shown"),
    [("Editor", True), ("Reporter", True), ("Feedback reviewer", False), ("nobody", False)],
)
def test_words_that_cannot_be_kept_are_shown_to_who_may_know_of_the_article(
    words_alone, anna, role, is_shown
):
    typed = {"_step": "assign", "told_words": "Anna’s words", "send_back_note": "Anna’s note"}
    send = words_alone(make_user(role), make_live(), **typed)
    anna.groups.clear()
    answer = send()
    assert (answer.status_code, Autosave.objects.count()) == (403, 0)
    shown = [(one.label, one.text) for one in answer.context["typed"]]
    both = [
        ("Send back with a note", "Anna’s note"),
        ("Tell readers of a correction", "Anna’s words"),
    ]
    assert shown == (both if is_shown else [])
    assert ("Anna’s words" in text(answer)) == is_shown
    assert ("It is all here, so that you can copy it." in text(answer)) == is_shown


def test_of_a_form_with_nothing_written_nothing_is_kept(words_alone, berta):
    answer = words_alone(
        berta, make_live(), _step="approve", told_words=" ", told_kind="correction"
    )()
    assert (answer.status_code, Autosave.objects.count()) == (403, 0)
    assert "is kept for the person who wrote it" not in text(answer)


@pytest.mark.parametrize("role", ["Reporter", "Feedback reviewer", "nobody"])
@pytest.mark.parametrize("with_token", [True, False])
def test_who_may_not_know_of_the_article_learns_nothing(anna, role, with_token):
    article = make_article(headline="Secret", by=anna)
    other = make_user(role)
    client = browser(anna)
    data = opened(client, change_url(article)) | {"teaser": "Anna’s words"}
    client.force_login(other)
    if with_token:
        data["csrfmiddlewaretoken"] = token(client.get(reverse("admin:index")))
    answer = client.post(change_url(article), data, headers=OURS)
    assert answer.status_code == 403
    for word in ("Secret", "Anna", MINE, "Open the article"):
        assert word not in text(answer)
    assert (Version.objects.count(), Autosave.objects.get().user) == (1, anna)


def test_who_may_see_but_not_edit_is_told_why_not(anna):
    article = make_live()
    publisher, reporter = make_user("Publisher"), make_user("Reporter")
    client = browser(publisher)
    data = opened(client, change_url(article)) | {"headline": "The publisher’s"}
    client.force_login(reporter)
    answer = client.post(change_url(article), data, headers=OURS)
    assert (answer.status_code, Autosave.objects.get().user) == (403, publisher)
    assert "You cannot save it as yours: This article is somebody else's." in text(answer)
    assert MINE not in text(answer)


def test_what_its_writer_may_not_save_any_more_is_kept_all_the_same(one_browser, anna):
    article = make_article(headline="Stored", by=make_user("Reporter"))
    client, data = one_browser(change_url(article), headline="Anna’s words")
    approve(article)  # which ends an editor's right to change it
    answer = client.post(change_url(article), data, headers=OURS)
    assert answer.status_code == 403
    row = Autosave.objects.get()
    assert (row.user, row.data["headline"]) == (anna, ["Anna’s words"])


def test_what_cannot_be_kept_is_shown_again(one_browser, anna):
    article = make_article(headline="Stored", by=make_user("Reporter"))
    client, data = one_browser(change_url(article), headline="Anna’s words")
    anna.groups.clear()  # who may not see it any more
    answer = client.post(change_url(article), data, headers=OURS)
    assert (answer.status_code, Autosave.objects.count()) == (403, 0)
    assert "It could not be kept for the person who wrote it." in text(answer)
    assert "Anna’s words</textarea>" in text(answer)


def test_a_deleted_article_leaves_the_text_on_the_screen(one_browser):
    article = make_article(headline="Stored")
    typed = {"headline": "Anna’s words", "send_back_note": "Anna’s note", "_step": "approve"}
    client, data = one_browser(change_url(article), **typed)
    url = change_url(article)
    actions.delete(article, by=None, at=timezone.now())
    answer = client.post(url, data, headers=OURS)
    assert (answer.status_code, Autosave.objects.count()) == (403, 0)
    assert "Anna’s words</textarea>" in text(answer)
    assert "Anna’s note</textarea>" in text(answer)


@pytest.mark.parametrize("writer", ["", "x", "x:y:z"])
def test_a_form_that_names_nobody_under_our_signature_is_not_saved_unasked(berta, writer):
    article = make_article(headline="Stored")
    client = browser(berta)
    data = opened(client, change_url(article)) | {"writer": writer, "headline": "Whose?"}
    data["csrfmiddlewaretoken"] = token(client.get(change_url(article)))
    answer = client.post(change_url(article), data, headers=OURS)
    assert (answer.status_code, Article.objects.get().headline) == (403, "Stored")
    assert "was opened by somebody else" in text(answer)
    fields = sent_on(answer) | {"csrfmiddlewaretoken": token(answer)}
    assert client.post(change_url(article), fields, headers=OURS).status_code == 302
    assert Article.objects.get().headline == "Whose?"


def test_nobody_keeps_anything_for_another_by_a_made_up_name(anna, berta):
    article = make_article()
    client = browser(berta)
    forged = signing.dumps([anna.pk, article.pk], salt=SALT, key="not ours")
    data = opened(client, change_url(article)) | {"writer": forged, "headline": "Not Anna’s"}
    answer = client.post(change_url(article), data, headers=OURS)
    assert (answer.status_code, Autosave.objects.count()) == (403, 0)
    assert "Anna" not in text(answer).replace("Not Anna’s", "")


def test_another_site_s_form_is_kept_for_nobody(one_browser):
    article = make_article()
    client, data = one_browser(change_url(article), headline="Anna’s words")
    answer = client.post(change_url(article), data, headers={"origin": "https://evil.example"})
    assert (answer.status_code, Autosave.objects.count()) == (403, 0)
    assert "It came from another site" in text(answer)


def test_one_s_own_form_after_a_new_login_is_sent_again_as_oneself(anna):
    article = make_article(headline="Stored")
    client = browser(anna)
    data = opened(client, change_url(article)) | {"headline": "Anna’s words", "_continue": "1"}
    answer = client.post(change_url(article), data, headers=OURS)
    assert answer.status_code == 403
    assert 'value="Send it again as Anna Berg"' in text(answer)
    assert "You are <strong>Anna Berg</strong> now" in text(answer)
    sent = data | {"csrfmiddlewaretoken": token(answer)}
    assert client.post(change_url(article), sent, headers=OURS).status_code == 302
    assert Article.objects.get().headline == "Anna’s words"
