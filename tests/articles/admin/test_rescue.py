"""A form that comes after its writer's login has ended: what was typed is not lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.models import Article, Autosave, Correction, Publication
from tests.factories import make_article, make_live, make_user, make_version

from .conftest import ADD, autosave_url, change_url, form_at

pytestmark = pytest.mark.django_db


def late(client, address, **fields):
    """Post the form that ``client`` was served, after its session has ended."""
    page = client.get(address)
    hidden = {"writer": page.context["unsaved"]["writer"], "form_key": "late"}
    data = form_at(client, address) | hidden | fields
    client.session.flush()
    return client.post(address, data)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_form_that_comes_after_the_login_is_kept(as_user, is_new):
    article, anna = make_article(headline="Stored"), make_user("Editor")
    client = as_user(anna)
    response = late(client, ADD if is_new else change_url(article), headline="Late")
    row = Autosave.objects.get()
    assert (row.user, row.data["headline"], row.key) == (anna, ["Late"], "late")
    wanted = ADD if is_new else change_url(article)
    assert response.url == f"{wanted}?typed={row.pk}"
    assert list(Article.objects.values_list("headline", flat=True)) == ["Stored"]
    login = client.get(response.url, follow=True)
    assert "What you typed is kept." in login.content.decode()
    assert "Late" not in login.content.decode()
    client.force_login(anna)
    assert form_at(client, response.url)["headline"] == "Late"


@pytest.mark.parametrize("writer", ["", "x", "WzEsbnVsbF0:forged"])
def test_without_a_true_signature_the_text_goes_back_to_the_screen(as_user, writer):
    article = make_article()
    response = late(
        as_user(make_user("Editor")), change_url(article), headline="Late", writer=writer
    )
    assert (response.status_code, Autosave.objects.count()) == (403, 0)
    assert "\nLate</textarea>" in response.content.decode()


def test_who_lost_the_right_to_edit_gets_the_text_back(as_user):
    article, anna = make_article(), make_user("Editor")
    client = as_user(anna)
    writer = client.get(change_url(article)).context["unsaved"]["writer"]
    anna.groups.clear()
    client.session.flush()
    sent = {"headline": "Late", "writer": writer, "form_key": "late", "version": "1"}
    response = client.post(change_url(article), sent)
    assert (response.status_code, Autosave.objects.count()) == (403, 0)
    assert "\nLate</textarea>" in response.content.decode()


def test_other_posts_without_a_login_go_to_the_login(client):
    article = make_article()
    for address in (change_url(article), autosave_url(article), reverse("admin:index")):
        response = client.post(address, {"post": "yes"})
        assert (response.status_code, "/admin/login/" in response.url) == (302, True)


@pytest.fixture
def anna():
    return make_user("Editor")


def words_late(client, article, user, **typed):
    """A form that may only be read, posted as a browser without scripts does, after the session."""
    client.force_login(user)
    page = client.get(change_url(article))
    assert "headline" not in page.context["adminform"].form.fields
    starts = [field for _offer, fields in page.context["offers"] for field in fields]
    data = {field.html_name: str(field.value() or "") for field in starts}
    writer = page.context["unsaved"]["writer"]
    data |= {"version": "1", "writer": writer, "form_key": "late"} | typed
    client.session.flush()
    return client.post(change_url(article), data)


@pytest.mark.parametrize("pressed", ["correct", "assign"])
def test_words_for_a_step_are_kept_where_the_text_may_only_be_read(client, anna, pressed):
    article = make_live()
    words = {"told_kind": "retraction", "told_words": "None of it was so."}
    response = words_late(client, article, anna, _step=pressed, **words)
    row = Autosave.objects.get()
    assert (row.user, row.article, row.key) == (anna, article, "late")
    assert {name: row.data[name] for name in words} == {k: [v] for k, v in words.items()}
    assert response.url == f"{change_url(article)}?typed={row.pk}"
    assert not Correction.objects.exists()
    login = client.get(response.url, follow=True).content.decode()
    assert "Nothing was done, for your login had ended. What you typed is kept." in login
    assert "None of it was so." not in login
    client.force_login(anna)
    shown = client.get(response.url)
    fields = {one.name: one.value() for _offer, all in shown.context["offers"] for one in all}
    assert {name: fields[name] for name in words} == words


@pytest.mark.parametrize("note", ["", " \n "])
def test_a_form_with_nothing_written_goes_to_the_login(client, anna, note):
    """Also where a box starts with the words of an update that waits."""
    article = make_live()
    make_version(article, headline="Newer")
    due = timezone.now() + timedelta(days=1)
    told = {"kind": "correction", "words": "A name."}
    actions.schedule_update(article, by=None, at=timezone.now(), due_at=due, **told)
    response = words_late(
        client, article, anna, _step="assign", later_words="A name.", told_words=note
    )
    assert response.url.startswith(reverse("admin:login"))
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("writer", ["", "x"])
def test_without_a_true_signature_the_words_go_back_to_the_screen(client, anna, writer):
    typed = {"_step": "assign", "told_words": "None of it.", "send_back_note": "Look again."}
    response = words_late(client, make_live(), anna, writer=writer, **typed)
    assert (response.status_code, Autosave.objects.count()) == (403, 0)
    page = response.content.decode()
    assert "\nNone of it.</textarea>" in page
    assert "\nLook again.</textarea>" in page


class TestWithdrawing:
    def late(self, client, **typed):
        target = make_live()
        address = reverse("admin:articles_article_withdraw", args=[target.pk])
        client.force_login(make_user("Publisher"))
        assert client.get(address).status_code == 200
        client.session.flush()
        response = client.post(address, typed)
        assert Publication.objects.get(pk=target.pk).withdrawn_at is None
        return response

    def test_the_reason_and_the_choices_go_back_to_the_screen(self, client):
        typed = {
            "why": "Not <true>.",
            "do_12": "replace",
            "to_12": "13",
            "do_14": "remove",
            "do_15": "keep",
            "do_16": "replace",
            "to_16": "<x>",
            "do_x": "remove",
        }
        response = self.late(client, **typed)
        assert response.status_code == 403
        assert [(one.label, one.text) for one in response.context["typed"]] == [
            ("Why it is withdrawn", "Not <true>."),
            (
                "What you chose",
                "article 12: Point at another article instead: article 13\n"
                "article 14: Remove the line\n"
                "article 16: Point at another article instead",
            ),
        ]
        page = response.content.decode()
        assert "Your login had ended when you sent this" in page
        assert "\nNot &lt;true&gt;.</textarea>" in page

    def test_where_nothing_was_typed_the_login_comes(self, client):
        response = self.late(client, why=" ", do_12="keep", to_12="")
        assert response.url.startswith(reverse("admin:login"))


class TestWordsForAPlaceOfAPage:
    def late(self, client, **typed):
        address = reverse("admin:articles_front_page", args=["en"])
        return client.post(address, {"key": uuid4(), "do": "change", **typed})

    def test_they_go_back_to_the_screen(self, client):
        response = self.late(client, headline="Own <words>", teaser="", kicker="Sea")
        assert response.status_code == 403
        found = [(one.label, one.text) for one in response.context["typed"]]
        assert found == [("kicker", "Sea"), ("headline", "Own <words>")]
        assert "\nOwn &lt;words&gt;</textarea>" in response.content.decode()

    @pytest.mark.parametrize("typed", [{}, {"headline": ""}, {"do": "remove", "headline": "x"}])
    def test_without_words_the_login_comes(self, client, typed):
        assert self.late(client, **typed).url.startswith(reverse("admin:login"))
