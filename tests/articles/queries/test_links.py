"""What points where, and links that lead nowhere."""

from datetime import timedelta

import pytest

from articles.models import Article
from articles.queries import links
from articles.queries.links import Trouble
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(hours=1)


def to(*targets):
    return "<p>x</p>" + "".join(f'<aside data-read-more="{one.pk}"></aside>' for one in targets)


def pointing(article, user):
    rows = links.pointing_at(article, user=user, at=NOW)
    return [(row.pk, row.in_text, row.in_live) for row in rows]


class TestPointingAt:
    def test_working_copies_and_live_pages_are_told_apart_in_one_query(
        self, django_assert_num_queries
    ):
        target, editor = make_live(), make_user("Editor")
        draft = make_article(body=to(target))
        live = make_live(body=to(target))
        left = make_live(body=to(target))
        make_version(left, body="<p>Not any more.</p>")
        make_live(body=to(make_live()))
        editor.has_perm("articles.view_article")
        with django_assert_num_queries(1):
            rows = list(links.pointing_at(target, user=editor, at=NOW))
        assert {(row.pk, row.in_text, row.in_live) for row in rows} == {
            (draft.pk, True, False),
            (live.pk, True, True),
            (left.pk, False, True),
        }
        assert {(row.total, row.total_live) for row in rows} == {(3, 2)}
        assert rows[-1].pk == draft.pk

    def test_a_reporter_learns_of_no_hidden_text_but_of_live_ones(self):
        target, reporter = make_live(), make_user("Reporter")
        make_article(body=to(target))
        own = make_article(by=reporter, body=to(target))
        live = make_live(body=to(target))
        assert pointing(target, reporter) == [(live.pk, True, True), (own.pk, True, False)]
        assert links.pointing_at(target, user=reporter, at=NOW)[0].total == 2

    def test_what_was_withdrawn_points_for_no_reader(self):
        target = make_live()
        gone = make_withdrawn(body=to(target))
        assert pointing(target, make_user("Editor")) == [(gone.pk, True, False)]


class TestInTrouble:
    def test_each_link_that_readers_do_not_get_is_in_one_list(self):
        live, draft, later, gone = make_live(), make_article(), make_scheduled(), make_withdrawn()
        make_article(body=to(live, draft, later, gone) + '<aside data-wanted="Zoo"></aside>')
        found = {
            trouble: [row.target_id or row.wanted for row in links.in_trouble(trouble, at=NOW)]
            for trouble in Trouble
        }
        assert found == {
            Trouble.WANTED: ["Zoo"],
            Trouble.HIDDEN: [draft.pk, later.pk],
            Trouble.DEAD: [gone.pk],
        }

    def test_a_reporter_sees_neither_hidden_texts_nor_hidden_targets(self):
        reporter, draft = make_user("Reporter"), make_article(headline="Secret")
        own = make_article(by=reporter)
        make_version(own, body=to(draft))
        make_article(body='<aside data-wanted="Other"></aside>')
        for trouble in Trouble:
            assert list(links.in_trouble_for(reporter, trouble, at=NOW)) == []

    def test_headlines_near_to_the_wanted_one_are_offered_nearest_first(
        self, django_assert_num_queries
    ):
        make_language("de")
        close = make_article(headline="The harbour of Port Ellis opens again")
        far = make_article(headline="Port Ellis: the harbour is closed")
        make_article(headline="Something else entirely")
        make_article(headline="Harbour of Port Ellis opens", language_id="de")
        make_article(body='<aside data-wanted="Harbour of Port Ellis opens again"></aside>')
        editor = make_user("Editor")
        editor.has_perm("articles.view_article")
        with django_assert_num_queries(1):
            (row,) = links.in_trouble_for(editor, Trouble.WANTED, at=NOW)
        assert [one["id"] for one in row.near] == [close.pk, far.pk]

    def test_a_hidden_draft_is_not_offered(self):
        reporter = make_user("Reporter")
        make_article(by=reporter, body='<aside data-wanted="Harbour opens"></aside>')
        make_article(headline="Harbour opens!")
        (row,) = links.in_trouble_for(reporter, Trouble.WANTED, at=NOW)
        assert row.near == []


class TestWantedAndThere:
    def test_what_is_wanted_and_there_is_found(self):
        make_article(body='<aside data-wanted="Zoo"></aside>')
        target = make_article(headline="Another")
        assert list(links.wanted_and_there(NOW)) == []
        Article.objects.filter(pk=target.pk).update(headline_key="zoo")
        assert list(links.wanted_and_there(NOW)) == [target]

    def test_signs_alone_never_are(self):
        make_live(body='<p>x</p><aside data-wanted="!!!"></aside>')
        make_article(headline="???")
        assert list(links.wanted_and_there(NOW)) == []

    def test_a_draft_that_a_reporter_may_not_know_of_is_left_until_all_may(self):
        make_article(by=make_user("Reporter"), body='<aside data-wanted="Zoo"></aside>')
        make_article(headline="Zoo")
        assert list(links.wanted_and_there(NOW)) == []
        Article.objects.filter(headline="Zoo").update(stage="approved")
        assert [row.headline for row in links.wanted_and_there(NOW)] == ["Zoo"]
