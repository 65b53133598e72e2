"""What a body points at, as rows; and wanted headlines, bound once they exist."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotReady, references
from articles.enums import Verb
from articles.models import Article, Publication, PublicationReadMore
from tests.factories import (
    AT,
    approve,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_tag,
    make_user,
    make_version,
    related_rows,
)

from .conftest import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.mark.parametrize("body", ["{other}999", "image", "itself"])
def test_a_body_that_points_at_nothing_is_refused_whole(body):
    article = make_article()
    article.headline = "New"
    article.body = {
        "itself": f'<aside data-read-more="{article.pk}"></aside>',
        "image": '<figure data-image="999999"></figure>',
    }.get(body, f'<aside data-read-more="{article.pk}999"></aside>')
    related = related_rows(article, tags=[make_tag()])
    problems = refused(NotReady, lambda: actions.save(article, by=None, at=LATER, related=related))
    assert len(problems) == 1


def wanted(count):
    return "".join(f'<aside data-wanted="No {number}"></aside>' for number in range(count))


def test_a_text_has_at_most_200_read_mores_and_500_pictures(django_assert_max_num_queries):
    article = make_article(body=wanted(200))
    assert article.read_more_references.count() == 200
    article.body = wanted(20_000) + '<figure data-image="1"></figure>' * 501
    with django_assert_max_num_queries(60):  # not one for each of the 20,000
        problems = refused(NotReady, lambda: actions.save(article, by=None, at=LATER))
    assert problems == [
        "The text has 20,000 “Read more” lines; 200 are the most.",
        "The text has 501 pictures; 500 are the most.",
    ]
    assert article.read_more_references.count() == 200


def test_what_was_stored_before_there_was_a_limit_can_be_saved(monkeypatch):
    monkeypatch.setattr(references, "MOST_READ_MORES", 3)
    article = make_article(body=wanted(3))
    monkeypatch.setattr(references, "MOST_READ_MORES", 2)
    make_article(headline="No 1")
    article.refresh_from_db()
    assert article.version_number == 2
    article.body += wanted(1)
    assert len(refused(NotReady, lambda: actions.save(article, by=None, at=LATER))) == 1


def test_reference_rows_follow_the_body():
    target, image = make_article(), make_image()
    article = make_article(
        body=f'<aside data-read-more="{target.pk}"></aside>'
        f'<figure data-image="{image.pk}"></figure>'
        '<aside data-wanted="Not yet — written"></aside>'
        f'<aside data-read-more="{target.pk}"></aside>'
    )
    rows = article.read_more_references.values_list("position", "target", "wanted", "wanted_key")
    assert list(rows) == [
        (0, target.pk, "", ""),
        (1, None, "Not yet — written", "not yet written"),
        (2, target.pk, "", ""),
    ]
    assert list(article.image_references.values_list("position", "image")) == [(0, image.pk)]
    make_version(article, body="<p>None</p>")
    assert not article.read_more_references.exists()
    assert not article.image_references.exists()


class TestPointingAtWhatOneMayNotSee:
    def test_a_hidden_article_is_refused_as_one_that_does_not_exist_is(self):
        hidden = make_article(headline="Secret")
        reporter = make_user("Reporter")
        article = make_article(by=reporter)
        messages = []
        for pk in (hidden.pk, 999_999):
            body = f'<p>x</p><aside data-read-more="{pk}"></aside>'
            with pytest.raises(NotReady) as caught:
                make_version(article, by=reporter, body=body)
            messages.append(str(caught.value).replace(str(pk), "?"))
        assert messages[0] == messages[1]

    def test_what_the_text_pointed_at_before_may_stay(self):
        hidden = make_article(headline="Secret")
        reporter = make_user("Reporter")
        article = make_article(by=reporter)
        body = f'<p>x</p><aside data-read-more="{hidden.pk}"></aside>'
        make_version(article, body=body)
        assert make_version(article, by=reporter, body=body, teaser="Other.") is not None

    def test_an_editor_may_point_at_any(self):
        hidden = make_article(headline="Secret")
        body = f'<p>x</p><aside data-read-more="{hidden.pk}"></aside>'
        assert make_article(by=make_user("Editor"), body=body).version_number == 1


class TestWanted:
    def test_is_bound_at_once_where_the_headline_exists(self):
        target = make_article(headline="The Harbour “opens” again")
        article = make_article(body='<aside data-wanted="the harbour opens again."></aside>')
        assert article.body == f'<aside data-read-more="{target.pk}"></aside>'
        assert article.read_more_references.get().target == target
        assert article.versions.get().data["body"] == article.body

    def test_is_bound_when_the_headline_arrives(self):
        article = make_article(
            body='<p>Before</p><aside data-wanted="Harbour opens"></aside><p>After</p>'
        )
        target = make_article(headline="HARBOUR OPENS", at=LATER)
        stored = Article.objects.get(pk=article.pk)
        assert stored.body == (
            f'<p>Before</p>\n<aside data-read-more="{target.pk}"></aside>\n<p>After</p>'
        )
        assert (stored.version_number, stored.changed_by, stored.changed_at) == (2, None, LATER)
        assert stored.read_more_references.get().target == target
        event = stored.events.first()
        assert (event.verb, event.by, event.why) == (Verb.BOUND, None, "HARBOUR OPENS")

    def test_is_bound_when_a_headline_is_changed_to_it(self):
        article = make_article(body='<aside data-wanted="Harbour opens"></aside>')
        target = make_article(headline="Something else")
        make_version(target, headline="Harbour opens")
        assert Article.objects.get(pk=article.pk).body == (
            f'<aside data-read-more="{target.pk}"></aside>'
        )

    def test_is_bound_when_an_article_moves_into_the_language(self):
        make_language("de")
        article = make_article(body='<aside data-wanted="Harbour opens"></aside>')
        target = make_article(headline="Harbour opens", language_id="de")
        assert article.read_more_references.get().target is None
        make_version(target, language_id="en")
        assert article.read_more_references.get().target == target

    def test_is_not_bound_across_languages(self):
        make_language("de")
        article = make_article(body='<aside data-wanted="Zoo"></aside>')
        make_article(headline="Zoo", language_id="de")
        assert Article.objects.get(pk=article.pk).version_number == 1
        assert article.read_more_references.get().target is None

    def test_is_not_bound_to_the_article_itself(self):
        article = make_article(headline="Zoo", body='<aside data-wanted="Zoo"></aside>')
        assert article.read_more_references.get().target is None
        make_version(article, teaser="More")
        assert article.read_more_references.get().target is None
        other = make_article(headline="Zoo")
        assert article.read_more_references.get().target == other

    @pytest.mark.parametrize("headline", ["???", "…"])
    def test_signs_alone_are_no_headline_to_find(self, headline):
        live = make_live(body='<p>x</p><aside data-wanted="!!!"></aside>')
        make_article(headline=headline)
        assert live.read_more_references.get().target is None
        assert live.publication.read_more_rows.get().target is None

    def test_two_that_want_each_other_are_bound_both(self):
        first = make_article(headline="First", body='<aside data-wanted="Second"></aside>')
        second = make_article(headline="Second", body='<aside data-wanted="First"></aside>')
        assert first.read_more_references.get().target == second
        assert second.read_more_references.get().target == first

    def test_binding_leaves_stage_and_assignment_alone(self):
        reporter = make_user("Reporter")
        article = make_article(
            body='<p>x</p><aside data-wanted="Zoo"></aside>', assigned_to=reporter
        )
        approve(article)
        make_article(headline="Zoo")
        stored = Article.objects.get(pk=article.pk)
        assert (stored.stage, stored.assigned_to) == ("approved", reporter)

    def test_a_live_text_is_bound_and_readers_notice_nothing_else(self):
        live = make_live(body='<p>x</p><aside data-wanted="Zoo"></aside>')
        before = live.publication
        target = make_article(headline="Zoo", at=LATER)
        row = PublicationReadMore.objects.get(publication=live.pk)
        assert (row.target, row.wanted, row.wanted_key) == (target, "", "")
        after = Article.objects.get(pk=live.pk).publication
        assert (after.updated_at, after.pieces, after.page, after.card) == (
            before.updated_at,
            before.pieces,
            before.page,
            before.card,
        )

    def test_a_live_text_is_not_bound_across_languages(self):
        make_language("de")
        live = make_live(body='<p>x</p><aside data-wanted="Zoo"></aside>')
        make_live(headline="Zoo", language_id="de")
        assert PublicationReadMore.objects.get(publication=live.pk).target is None

    def test_a_text_with_many_wanted_lines_of_one_headline(self):
        article = make_article(body='<aside data-wanted="Zoo"></aside><p>x</p>' * 3)
        target = make_article(headline="Zoo")
        targets = article.read_more_references.values_list("target", flat=True)
        assert list(targets) == [target.pk] * 3
        assert Article.objects.get(pk=article.pk).version_number == 2


class TestNobodyLearnsByABoundLinkWhatThereIs:
    """What binds by itself binds to what all may know of who may know of the text."""

    WANTED = '<p>x</p>\n<aside data-wanted="Secret"></aside>'

    def test_a_reporter_who_types_the_headline_of_a_hidden_draft(self):
        make_article(headline="Secret")
        article = make_article(by=make_user("Reporter"), body=self.WANTED)
        assert article.body == self.WANTED

    @pytest.mark.parametrize("role", ["Editor", "Publisher"])
    def test_it_does_not_matter_who_saves_it(self, role):
        make_article(headline="Secret")
        article = make_article(by=make_user("Reporter"), body=self.WANTED)
        make_version(article, by=make_user(role), teaser="Other.")
        assert article.body == self.WANTED

    def test_a_draft_that_comes_later_leaves_no_trace(self):
        article = make_article(by=make_user("Reporter"), body=self.WANTED)
        make_article(headline="Secret")
        stored = Article.objects.get(pk=article.pk)
        assert (stored.body, stored.version_number) == (self.WANTED, 1)
        assert stored.events.count() == 1

    @pytest.mark.parametrize("who", ["assigned", "credited"])
    def test_nor_for_others_whose_text_it_is(self, who):
        reporter = make_user("Reporter")
        fields = {
            "assigned": {"assigned_to": reporter},
            "credited": {"credits": [(make_contributor(user=reporter), "writer")]},
        }[who]
        article = make_article(by=make_user("Editor"), body=self.WANTED, **fields)
        make_article(headline="Secret")
        assert Article.objects.get(pk=article.pk).body == self.WANTED

    @pytest.mark.parametrize("bring", [approve, make_live])
    def test_it_is_bound_when_the_target_is_approved_or_live(self, bring):
        article = make_article(by=make_user("Reporter"), body=self.WANTED)
        if bring is approve:
            target = make_article(headline="Secret")
            approve(target)
        else:
            target = make_live(headline="Secret")
        assert article.read_more_references.get().target == target

    def test_a_publisher_who_publishes_past_the_checks_brings_it_out_too(self):
        article = make_article(by=make_user("Reporter"), body=self.WANTED)
        target = make_article(headline="Secret")
        actions.publish(target, by=make_user("Publisher"), at=LATER, override="Urgent.")
        assert article.read_more_references.get().target == target

    def test_ones_own_draft_is_bound(self):
        reporter = make_user("Reporter")
        article = make_article(by=reporter, body=self.WANTED)
        own = make_article(by=reporter, headline="Secret")
        assert article.read_more_references.get().target == own

    def test_the_oldest_that_may_be_bound_is(self):
        make_article(headline="Secret")
        live = make_live(headline="Secret")
        article = make_article(by=make_user("Reporter"), body=self.WANTED)
        assert article.read_more_references.get().target == live

    def test_a_text_that_all_may_see_waits_and_its_readers_get_the_line_in_time(self):
        live = make_live(body=self.WANTED)
        target = make_article(headline="Secret")
        assert live.read_more_references.get().target is None
        assert live.publication.read_more_rows.get().target == target  # hidden till it is live

    def test_editors_texts_and_imports_are_bound_to_drafts(self):
        first, second = (
            make_article(body=self.WANTED),
            make_article(by=make_user("Editor"), body=self.WANTED),
        )
        target = make_article(headline="Secret")
        for article in (first, second):
            assert article.read_more_references.get().target == target


class TestBindingWhatIsLive:
    def test_readers_then_have_the_bound_version_and_nothing_newer_waits(self):
        live = make_live(body='<p>x</p><aside data-wanted="Comes later"></aside>')
        make_live(headline="Comes later")
        live.refresh_from_db()
        publication = Publication.objects.get(pk=live.pk)
        assert (live.version_number, publication.version.number) == (2, 2)

    def test_a_newer_text_is_not_published_by_it(self):
        live = make_live(body='<p>x</p><aside data-wanted="Comes later"></aside>')
        make_version(live, teaser="Newer, and not for readers yet.")
        make_live(headline="Comes later")
        live.refresh_from_db()
        publication = Publication.objects.get(pk=live.pk)
        assert (live.version_number, publication.version.number) == (3, 1)
