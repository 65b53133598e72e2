"""Binding a wanted line by hand, and what becomes of those that point at a withdrawn story."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed, NotReady, links
from articles.actions.links import Remove, Replace
from articles.actions.permissions import wrote_alone
from articles.enums import Stage, Verb
from articles.models import Article, Event, Publication, Version
from tests.factories import (
    AT,
    approve,
    make_article,
    make_live,
    make_user,
    make_version,
)

from .conftest import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
WANTED = '<p>x</p>\n<aside data-wanted="Harbour opens"></aside>'


def pointing(target):
    return f'<aside data-read-more="{target.pk}"></aside>'


def state():
    """All that a refused action must leave as it is."""
    return (
        list(Article.objects.order_by("pk").values_list("pk", "body", "version_number", "stage")),
        Version.objects.count(),
        Event.objects.count(),
        list(Publication.objects.order_by("pk").values_list("pk", "withdrawn_at")),
    )


class TestBind:
    def test_it_makes_a_version_that_says_who_and_for_what(self):
        editor, target = make_user("Editor"), make_article(headline="The harbour opens")
        article = make_article(body=WANTED + "\n<p>y</p>\n" + WANTED)
        version = links.bind(article, "harbour opens!", target, by=editor, at=LATER)
        stored = Article.objects.get(pk=article.pk)
        line = pointing(target)
        assert stored.body == f"<p>x</p>\n{line}\n<p>y</p>\n<p>x</p>\n{line}"
        assert (version.number, version.created_by) == (2, editor)
        event = stored.events.first()
        assert (event.verb, event.by, event.why) == (Verb.BOUND, editor, "harbour opens!")

    def test_to_bind_is_not_to_write(self):
        reporter, editor = make_user("Reporter"), make_user("Editor")
        article, target = make_article(by=reporter, body=WANTED), make_live()
        links.bind(article, "Harbour opens", target, by=editor, at=LATER)
        assert wrote_alone(reporter, article) is True

    def test_who_may_not_edit_the_text_may_not_bind(self):
        article, target = make_article(body=WANTED), make_live()
        approved = make_article(body=WANTED)
        approve(approved)
        before = state()
        for role, text in (("Reporter", article), ("Editor", approved)):
            with pytest.raises(NotAllowed):
                links.bind(text, "Harbour opens", target, by=make_user(role), at=LATER)
        assert state() == before

    def test_a_target_that_one_may_not_know_of_is_not_there(self):
        reporter, hidden = make_user("Reporter"), make_article(headline="Secret")
        article = make_article(by=reporter, body=WANTED)
        before = state()
        problems = refused(
            NotReady, lambda: links.bind(article, "Harbour opens", hidden, by=reporter, at=LATER)
        )
        assert problems == ["There is no such article."]
        assert state() == before

    def test_what_is_not_wanted_any_more_is_refused(self):
        article, target = make_article(), make_live()
        before = state()
        with pytest.raises(NotAllowed, match="does not want"):
            links.bind(article, "Harbour opens", target, by=None, at=LATER)
        assert state() == before


class TestWithdraw:
    def test_each_text_gets_what_was_decided_for_it(self):
        publisher = make_user("Publisher")
        target, other = make_live(headline="Wrong"), make_live()
        body = f"<p>x</p>\n{pointing(target)}\n<p>y</p>"
        replaced, removed, kept = (make_article(body=body) for _number in range(3))
        links.withdraw_and_mend(
            target,
            by=publisher,
            at=LATER,
            why="Not true.",
            mendings={replaced.pk: Replace(other), removed.pk: Remove()},
        )
        bodies = [Article.objects.get(pk=one.pk).body for one in (replaced, removed, kept)]
        assert bodies == [f"<p>x</p>\n{pointing(other)}\n<p>y</p>", "<p>x</p>\n<p>y</p>", body]
        assert Publication.objects.get(pk=target.pk).withdrawn_why == "Not true."
        version = replaced.versions.get(number=2)
        assert (version.created_by, version.why) == (publisher, "“Wrong” was withdrawn.")
        assert kept.versions.count() == 1

    def test_a_live_text_is_changed_on_the_desk_alone(self):
        target = make_live()
        live = make_live(body=f"<p>x</p>{pointing(target)}")
        links.withdraw_and_mend(
            target,
            by=make_user("Publisher"),
            at=LATER,
            why="Not true.",
            mendings={live.pk: Remove()},
        )
        stored = Article.objects.get(pk=live.pk)
        assert (stored.stage, stored.version_number) == (Stage.REVIEW, 2)
        assert stored.publication.version.number == 1
        assert stored.publication.read_more_rows.get().target == target

    def test_it_is_all_done_or_nothing(self):
        target, draft = make_live(), make_article()
        texts = [make_article(body=f"<p>x</p>{pointing(target)}") for _number in range(2)]
        before = state()
        mendings = {texts[0].pk: Remove(), texts[1].pk: Replace(draft)}
        problems = refused(
            NotReady,
            lambda: links.withdraw_and_mend(
                target, by=make_user("Publisher"), at=LATER, why="Not true.", mendings=mendings
            ),
        )
        assert problems == [f"“{draft.headline}” is not live: readers would get no link."]
        assert state() == before

    def test_a_text_cannot_point_at_itself_or_at_what_is_withdrawn(self):
        target = make_live()
        text = make_live(body=f"<p>x</p>{pointing(target)}")
        before = state()
        for instead in (text, target):
            with pytest.raises(NotReady):
                links.withdraw_and_mend(
                    target, by=None, at=LATER, why="No.", mendings={text.pk: Replace(instead)}
                )
        assert state() == before

    @pytest.mark.parametrize("role", ["Reporter", "Editor"])
    def test_only_who_may_withdraw_may(self, role):
        target = make_live()
        text = make_article(body=pointing(target))
        before = state()
        with pytest.raises(NotAllowed):
            links.withdraw_and_mend(
                target, by=make_user(role), at=LATER, why="No.", mendings={text.pk: Remove()}
            )
        assert state() == before

    def test_what_was_deleted_meanwhile_stops_it(self):
        target = make_live()
        text = make_article(body=pointing(target))
        actions.delete(Article.objects.get(pk=text.pk), by=None, at=LATER)
        with pytest.raises(NotAllowed):
            links.withdraw_and_mend(
                target, by=None, at=LATER, why="No.", mendings={text.pk: Remove()}
            )
        assert Publication.objects.get(pk=target.pk).withdrawn_at is None

    def test_a_text_that_points_at_it_no_more_stays(self):
        target = make_live()
        text = make_article(body=pointing(target))
        make_version(text, body="<p>Other.</p>")
        links.withdraw_and_mend(target, by=None, at=LATER, why="No.", mendings={text.pk: Remove()})
        assert Article.objects.get(pk=text.pk).version_number == 2


class TestWithdrawAlone:
    def test_what_nothing_points_at_is_withdrawn(self):
        publisher, target = make_user("Publisher"), make_live()
        links.withdraw_alone(target, by=publisher, at=LATER, why="Not true.")
        assert Publication.objects.get(pk=target.pk).withdrawn_why == "Not true."

    @pytest.mark.parametrize("pointer", [make_article, make_live])
    def test_what_something_points_at_is_not_and_the_reason_comes_back(self, pointer):
        publisher, target = make_user("Publisher"), make_live()
        pointer(body=pointing(target))
        asked = {"by": publisher, "at": LATER, "why": "Not true."}
        assert refused(NotReady, lambda: links.withdraw_alone(target, **asked)) == [
            "Other texts point at this story. “Withdraw …” asks what is to become of each.",
            "You gave as the reason: “Not true.”",
        ]

    def test_who_may_not_withdraw_learns_nothing_of_what_points_there(self):
        editor, target = make_user("Editor"), make_live()
        make_article(body=pointing(target))
        asked = {"by": editor, "at": LATER, "why": "x"}
        told = refused(NotAllowed, lambda: links.withdraw_alone(target, **asked))
        assert told == ["You may not withdraw articles."]
