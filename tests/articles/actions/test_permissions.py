"""Who may do what, beside the table itself: accounts, four eyes, reasons."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from articles import actions
from articles.actions import ActionRefused, NotAllowed, NotReady, links, preview_links
from articles.actions.permissions import refusal_to_edit
from articles.models import Article
from tests.factories import AT, make_article, make_contributor, make_live, make_user, make_version

from .matrix import ACTIONS, HOUR, NOW, READERS, attempt, become, build, everything

pytestmark = pytest.mark.django_db


def do(name, article, by):
    act, told, _verb = ACTIONS[name]
    return act(article, by=by, at=NOW, **told)


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "superuser"])
def test_a_closed_account_may_do_nothing(role):
    article, person = build("approved", "never", "own")
    become(person, role)
    User.objects.filter(pk=person.pk).update(is_active=False)
    by = User.objects.get(pk=person.pk)
    assert {name: attempt(name, article, by) for name in ("edit", "send_back", "publish")} == {
        "edit": None,
        "send_back": None,
        "publish": None,
    }


def test_visitors_may_do_nothing():
    article, _person = build("approved", "never", "own")
    for name in ACTIONS:
        with pytest.raises(NotAllowed):
            do(name, article, AnonymousUser())


def test_a_story_belongs_to_those_who_are_credited():
    reporter = make_user("Reporter")
    person = make_contributor(user=reporter)
    article = make_article(by=make_user("Reporter"), credits=[(person, "writer")])
    article.kicker = "New"
    assert actions.save(article, by=reporter, at=NOW).number == 2
    assert actions.submit(article, by=reporter, at=NOW).stage == "review"


def test_who_may_write_a_text_and_not_submit_it_reads_who_may():
    reporter = make_user("Reporter")
    article = make_article(by=make_user("Reporter"), assigned_to=reporter)
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        actions.submit(article, by=reporter, at=NOW)
    assert str(refused.value) == (
        "You may submit only your own articles. Ask its writer or an editor to submit it."
    )
    assert everything() == before


WITH_EDITORS = "This text is with the editors. Ask them to send it back to change it."
SIGNED = "This text is approved. Ask the editors to send it back to change it."


@pytest.mark.parametrize("readers", READERS)
@pytest.mark.parametrize(
    ("stage", "why"), [("draft", None), ("review", WITH_EDITORS), ("approved", SIGNED)]
)
def test_a_reporter_reads_where_their_text_is_whatever_readers_have(stage, why, readers):
    article, person = build(stage, readers, "own")
    assert refusal_to_edit(become(person, "Reporter"), article) == why


class TestFourEyes:
    def test_an_editor_may_approve_what_others_wrote_too(self):
        editor = make_user("Editor")
        article = make_article(by=editor)
        make_version(article, by=make_user("Editor"), kicker="Read by another")
        assert actions.approve(article, by=editor, at=NOW).stage == "approved"

    def test_a_link_that_the_system_bound_is_no_second_pair_of_eyes(self):
        editor = make_user("Editor")
        article = make_article(by=editor, body='<p>x</p><aside data-wanted="Zoo"></aside>')
        make_article(headline="Zoo")
        assert Article.objects.get(pk=article.pk).version_number == 2
        with pytest.raises(NotAllowed):
            actions.approve(article, by=editor, at=NOW)

    def test_an_import_is_somebody_elses_text(self):
        editor = make_user("Editor")
        article = make_article(by=None)
        make_version(article, by=editor, headline="Mended")
        assert actions.approve(article, by=editor, at=NOW).stage == "approved"

    def test_it_can_be_switched_off(self, settings):
        editor = make_user("Editor")
        article = make_article(by=editor)
        with pytest.raises(NotAllowed):
            actions.approve(article, by=editor, at=NOW)
        assert Article.objects.get(pk=article.pk).stage == "draft"
        settings.FOUR_EYES = False
        assert actions.approve(article, by=editor, at=NOW).stage == "approved"

    @pytest.mark.parametrize("four_eyes", [True, False])
    def test_a_reporter_never_approves(self, settings, four_eyes):
        settings.FOUR_EYES = four_eyes
        reporter = make_user("Reporter")
        article = make_article(by=reporter)
        with pytest.raises(NotAllowed):
            actions.approve(article, by=reporter, at=NOW)


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_reasons_must_say_something(why):
    live, approved = make_live(), make_article()
    actions.approve(approved, by=None, at=AT)
    before = everything()
    for refused in (
        lambda: actions.withdraw(live, by=None, at=NOW, why=why),
        lambda: actions.send_back(approved, by=None, at=NOW, why=why),
    ):
        with pytest.raises(NotReady):
            refused()
    assert everything() == before


def test_approved_is_not_ready_and_an_editor_cannot_talk_past_that():
    article = make_article(teaser="")
    actions.approve(article, by=None, at=AT)
    before = everything()
    editor = make_user("Editor")
    with pytest.raises(NotReady):
        actions.publish(article, by=editor, at=NOW)
    with pytest.raises(NotAllowed):
        actions.publish(article, by=editor, at=NOW, override="Never mind the teaser")
    assert everything() == before


def test_blank_is_no_reason_to_override():
    article = make_article()
    before = everything()
    for override in ("", " ", "\n"):
        with pytest.raises(ActionRefused):
            actions.publish(article, by=make_user("Publisher"), at=NOW, override=override)
    assert everything() == before


# They are about a row of the article's own, which goes with it.
ABOUT_A_PART = ("bind", "link", "revoke")


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in ABOUT_A_PART])
def test_what_is_deleted_meanwhile_is_refused_in_words(name):
    """All but the edit, which reads it anew here, have the article in hand still."""
    article, chief = make_article(), make_user("superuser")
    Article.objects.get(pk=article.pk).delete()
    if name == "edit":
        with pytest.raises(NotAllowed):
            actions.save(article, by=chief, at=NOW)
    else:
        with pytest.raises(NotAllowed):
            do(name, article, chief)
    assert not Article.objects.exists()


def test_what_was_part_of_a_deleted_article_is_refused_in_words():
    article, target, who = make_article(), make_article(), {"by": make_user("superuser"), "at": NOW}
    version = article.versions.get()
    made = preview_links.make(version, expires_at=NOW + HOUR, **who)
    Article.objects.get(pk=article.pk).delete()
    for act in (
        lambda: links.bind(article, "Anything", target, **who),
        lambda: preview_links.make(version, expires_at=NOW + HOUR, **who),
        lambda: preview_links.revoke(made, **who),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Article.objects.get() == target
