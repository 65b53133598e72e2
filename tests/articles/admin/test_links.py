"""The list of read-mores that give readers no link, what points at an article, withdrawing it."""

import pytest
from django.urls import reverse

from articles.models import Article, Event, Notification, Publication, Version
from tests.factories import (
    approve,
    make_article,
    make_live,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import change_url, form_at

pytestmark = pytest.mark.django_db
LINKS = reverse("admin:links")


def pointing(target):
    return f'<p>x</p>\n<aside data-read-more="{target.pk}"></aside>'


def withdraw_url(article):
    return reverse("admin:articles_article_withdraw", args=[article.pk])


class TestList:
    def test_a_wanted_headline_is_bound_with_one_click(self, editor):
        target = make_live(headline="The harbour opens again")
        article = make_article(body='<aside data-wanted="Harbour opens again"></aside>')
        page = editor.get(LINKS).content.decode()
        assert "Harbour opens again" in page
        assert f'name="target" value="{target.pk}"' in page
        response = editor.post(
            LINKS, {"article": article.pk, "wanted": "Harbour opens again", "target": target.pk}
        )
        assert response.status_code == 302
        stored = Article.objects.get(pk=article.pk)
        assert stored.body == f'<aside data-read-more="{target.pk}"></aside>'
        assert stored.version_number == 2
        assert "now points at" in editor.get(LINKS).content.decode()

    def test_hidden_and_dead_targets_are_listed_with_their_states(self, editor):
        draft, gone = make_article(headline="Still a draft"), make_withdrawn(headline="Long gone")
        make_article(body=pointing(draft) + pointing(gone))
        hidden = editor.get(LINKS, {"show": "hidden"}).content.decode()
        dead = editor.get(LINKS, {"show": "dead"}).content.decode()
        assert ("Still a draft" in hidden, "Long gone" in hidden) == (True, False)
        assert ("Still a draft" in dead, "Long gone" in dead) == (False, True)
        assert "live-withdrawn" in dead

    def test_a_reporter_gets_neither_texts_nor_targets_of_others(self, as_user):
        reporter = make_user("Reporter")
        hidden = make_article(headline="Harbour opens at last")
        secret = make_article(body='<aside data-wanted="Wanted by others"></aside>')
        own = make_article(by=reporter, body='<aside data-wanted="Harbour opens"></aside>')
        client = as_user(reporter)
        for show in ("wanted", "hidden", "dead"):
            page = client.get(LINKS, {"show": show}).content.decode()
            assert "at last" not in page
            assert "Wanted by others" not in page
        for article, target in ((own, hidden), (secret, own), (own, None)):
            wanted = {"article": article.pk, "target": target.pk if target else "x"}
            answer = client.post(LINKS, wanted | {"wanted": "Harbour opens"}, follow=True)
            assert "There is no such article any more." in answer.content.decode()
        assert set(Article.objects.values_list("version_number", flat=True)) == {1}

    def test_why_there_is_no_button_is_said(self, editor):
        make_live(headline="Harbour opens again")
        article = make_article(body='<aside data-wanted="Harbour opens"></aside>')
        approve(article)
        page = editor.get(LINKS).content.decode()
        assert "This text is approved. Open it for changes first." in page
        assert 'name="target"' not in page

    def test_pages_take_the_same_queries_however_many_rows(
        self, editor, django_assert_max_num_queries
    ):
        for number in range(4):
            make_article(body=f'<aside data-wanted="Harbour {number}"></aside>')
        editor.get(LINKS)
        with django_assert_max_num_queries(12):
            editor.get(LINKS)

    def test_nobody_else_gets_it(self, client, as_user):
        assert client.get(LINKS).status_code == 302
        assert as_user(make_user("Feedback reviewer")).get(LINKS).status_code == 403

    @pytest.mark.parametrize("query", [{"show": "x"}, {"p": "999"}, {"p": "x"}])
    def test_odd_addresses_get_a_page(self, editor, query):
        assert editor.get(LINKS, query).status_code == 200


class TestPointsHere:
    def test_an_articles_page_lists_what_points_at_it(self, editor):
        target = make_live()
        make_article(headline="A draft that points", body=pointing(target))
        make_live(headline="A story that points", body=pointing(target))
        page = editor.get(change_url(target)).content.decode()
        assert (
            "2 articles say “Read more” about this one; readers see 1 of these lines now." in page
        )
        assert page.index("A story that points") < page.index("A draft that points")

    def test_a_reporter_sees_only_what_they_may(self, as_user):
        target = make_live()
        make_article(headline="A draft that points", body=pointing(target))
        page = as_user(make_user("Reporter")).get(change_url(target)).content.decode()
        assert "A draft that points" not in page
        assert "points-here" not in page


class TestWithdraw:
    def test_it_asks_only_where_something_points(self, publisher):
        alone, target = make_live(), make_live()
        make_article(body=pointing(target))
        assert withdraw_url(alone) not in publisher.get(change_url(alone)).content.decode()
        page = publisher.get(change_url(target)).content.decode()
        assert withdraw_url(target) in page
        assert 'value="withdraw"' not in page

    @pytest.mark.parametrize("typed", [{}, {"kicker": "Typed beside it"}])
    @pytest.mark.parametrize("pointer", [make_article, make_live])
    def test_a_form_from_before_something_pointed_does_not_go_around_it(
        self, publisher, pointer, typed
    ):
        target = make_live()
        data = form_at(publisher, change_url(target)) | typed
        pointer(body=pointing(target))
        before = Version.objects.count(), Event.objects.count(), Notification.objects.count()
        data |= {"_step": "withdraw", "withdraw_reason": "Not <true>."}
        page = publisher.post(change_url(target), data).content.decode()
        assert "“Withdraw …” asks what is to become of each." in page
        assert "You gave as the reason: “Not &lt;true&gt;.”" in page
        assert f'href="{withdraw_url(target)}"' in page
        assert typed.get("kicker", "") in page
        assert Publication.objects.get(pk=target.pk).withdrawn_at is None
        after = Version.objects.count(), Event.objects.count(), Notification.objects.count()
        assert after == before

    def test_a_line_that_came_meanwhile_is_asked_about(self, publisher):
        target, first = make_live(), make_article()
        make_version(first, body=pointing(target))
        second = make_article(body=pointing(target))
        data = {"why": "My reason.", f"do_{first.pk}": "keep"}
        page = publisher.post(withdraw_url(target), data).content.decode()
        assert f'name="do_{second.pk}"' in page
        assert "My reason." in page
        assert "This field is required." in page
        assert Publication.objects.get(pk=target.pk).withdrawn_at is None

    def test_every_line_is_decided_on_one_page(self, publisher):
        target, other = make_live(), make_live()
        replaced, removed, kept = (make_article(body=pointing(target)) for _number in range(3))
        page = publisher.get(withdraw_url(target)).content.decode()
        assert page.count("What is to become of it") == 3
        data = {
            "why": "Not true.",
            f"do_{replaced.pk}": "replace",
            f"to_{replaced.pk}": other.pk,
            f"do_{removed.pk}": "remove",
            f"to_{removed.pk}": "nonsense",
            f"do_{kept.pk}": "keep",
        }
        response = publisher.post(withdraw_url(target), data)
        assert response["Location"] == change_url(target)
        bodies = [Article.objects.get(pk=one.pk).body for one in (replaced, removed, kept)]
        assert bodies == [pointing(other), "<p>x</p>", pointing(target)]
        assert Publication.objects.get(pk=target.pk).withdrawn_why == "Not true."

    @pytest.mark.parametrize("wrong", ["", "draft", "x", "9" * 40])
    def test_a_wrong_choice_keeps_what_was_typed_and_does_nothing(self, publisher, wrong):
        target, draft = make_live(), make_article()
        text = make_article(body=pointing(target))
        to = draft.pk if wrong == "draft" else wrong
        data = {"why": "My reason.", f"do_{text.pk}": "replace", f"to_{text.pk}": to}
        response = publisher.post(withdraw_url(target), data)
        assert response.status_code == 200
        page = response.content.decode()
        assert "Choose an article that is live." in page
        assert "My reason." in page
        assert Publication.objects.get(pk=target.pk).withdrawn_at is None

    def test_what_an_action_refuses_is_shown(self, publisher):
        target = make_live()
        text = make_article(body=pointing(target))
        data = {"why": "No.", f"do_{text.pk}": "replace", f"to_{text.pk}": target.pk}
        response = publisher.post(withdraw_url(target), data)
        assert "is not live: readers would get no link." in response.content.decode()
        assert Publication.objects.get(pk=target.pk).withdrawn_at is None

    def test_what_is_not_live_or_not_ones_to_withdraw_is_refused(self, publisher):
        draft = make_article()
        assert "This article is not live." in publisher.get(withdraw_url(draft)).content.decode()
        assert publisher.post(withdraw_url(draft), {"why": "x"}).status_code == 200

    def test_an_editor_may_not(self, editor):
        target = make_live()
        response = editor.post(withdraw_url(target), {"why": "x"})
        assert "You may not withdraw articles." in response.content.decode()
        assert Publication.objects.get(pk=target.pk).withdrawn_at is None

    def test_what_only_the_live_page_says_is_told_apart(self, publisher):
        target = make_live()
        left = make_live(body=pointing(target))
        make_version(left, body="<p>Not any more.</p>")
        page = publisher.get(withdraw_url(target)).content.decode()
        assert "Only what is live says it" in page
        assert f"do_{left.pk}" not in page
