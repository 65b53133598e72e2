"""Tags that are renamed, merged and parted again, and the stories under them."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import tags, upkeep
from articles.actions.errors import NotAllowed, NotReady
from articles.models import Article, Publication, PublicationTag, Tag, TagChange, Version
from tests.factories import (
    AT,
    approve,
    make_article,
    make_live,
    make_tag,
    make_user,
    make_version,
    mend,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def merge(tag, into, **how):
    return tags.merge(tag, into, **{"by": None, "at": LATER} | how)


def undo(change, **how):
    return tags.undo(change, **{"by": None, "at": LATER} | how)


def rename(tag, name, **how):
    return tags.rename(tag, name=name, **{"by": None, "at": LATER} | how)


def retag(article, *given):
    """Save ``article`` with these tags alone."""
    return make_version(article, at=LATER, related=lambda: article.tags.set(given))


def of(article):
    """The tags of the working copy, and those that readers get."""
    mine = sorted(article.tags.names())
    shown = PublicationTag.objects.filter(publication=article.pk).order_by("tag__name")
    return mine, list(shown.values_list("tag__name", flat=True))


def on_page(article):
    page = Publication.objects.get(pk=article.pk).page
    return [tag["name"] for tag in page["tags"]]


@pytest.fixture
def golf():
    return make_tag("golf")


@pytest.fixture
def birdies():
    return make_tag("birdies")


class TestMerge:
    def test_moves_working_copies_and_what_readers_get(self, birdies, golf):
        one, both = make_live(tags=[birdies]), make_live(tags=[birdies, golf])
        other, draft = make_live(tags=[golf]), make_article(tags=[birdies])
        change = merge(birdies, golf)
        assert [of(story) for story in (one, both, other)] == [(["golf"], ["golf"])] * 3
        assert of(draft) == (["golf"], [])
        assert Tag.objects.get(pk=birdies.pk).merged_into == golf
        assert (change.tag, change.into, change.name, change.slug, change.at, change.by) == (
            birdies,
            golf,
            "birdies",
            "birdies",
            LATER,
            None,
        )
        assert (change.articles, change.had_both) == ([one.pk, both.pk, draft.pk], [both.pk])
        assert change.publications == [one.pk, both.pk]

    def test_pages_are_made_again(self, birdies, golf, django_capture_on_commit_callbacks):
        story, other = make_live(tags=[birdies]), make_live(tags=[golf])
        Publication.objects.filter(pk=other.pk).update(page={"tags": []})
        with django_capture_on_commit_callbacks(execute=True):
            merge(birdies, golf)
            assert list(Publication.objects.filter(is_stale=True)) == [story.publication]
        assert (on_page(story), on_page(other)) == (["golf"], [])
        assert not Publication.objects.filter(is_stale=True).exists()

    def test_makes_no_version_and_takes_no_approval_away(self, birdies, golf):
        story = make_live(tags=[birdies])
        merge(birdies, golf)
        assert actions.save(Article.objects.get(pk=story.pk), by=None, at=LATER) is None
        assert Version.objects.filter(article=story).count() == 1
        assert make_version(story, at=LATER, headline="Other") is not None

    def test_what_a_version_names_is_found_where_it_stands(self, birdies, golf):
        story, sport = make_live(tags=[birdies]), make_tag("sport")
        merge(birdies, golf)
        merge(golf, sport)
        retag(story)
        actions.restore(story, 1, by=None, at=LATER, expected_version=None)
        assert of(story) == (["sport"], ["sport"])
        draft = make_article(tags=[sport])
        assert (draft.versions.get().data["tags"], on_page(story)) == ([sport.pk], ["birdies"])

    def test_many_stories_take_no_more_queries(self, birdies, golf, django_assert_num_queries):
        for queries in (20, 20):
            make_live(tags=[birdies])
            make_live(tags=[birdies, golf])
            with django_assert_num_queries(queries):
                change = merge(birdies, golf)
            undo(change)

    def test_whoever_files_under_it_files_under_the_other(self, birdies, golf):
        merge(birdies, golf)
        assert of(make_live(tags=[birdies])) == (["golf"], ["golf"])

    def test_what_cannot_be_merged_is_refused(self, birdies, golf):
        merge(birdies, golf)
        merged = "“birdies” was merged into “golf”. Undo that first."
        for tag, into, words in [
            (golf, golf, "A tag cannot be merged into itself."),
            (birdies, golf, merged),
            (golf, birdies, merged),
        ]:
            with pytest.raises(NotAllowed) as refused:
                merge(tag, into)
            assert str(refused.value) == words
        with pytest.raises(NotAllowed) as refused:
            rename(birdies, "eagles")
        assert str(refused.value) == merged
        gone = make_tag()
        Tag.objects.filter(pk=gone.pk).delete()
        with pytest.raises(NotAllowed) as refused:
            merge(golf, gone)
        assert str(refused.value) == "Somebody has deleted this tag."
        assert TagChange.objects.count() == 1

    def test_is_for_those_who_may_change_tags(self, birdies, golf):
        nobody, reporter = make_user("nobody"), make_user("Reporter")
        with pytest.raises(NotAllowed):
            merge(birdies, golf, by=nobody)
        change = merge(birdies, golf, by=reporter)
        assert change.by == reporter
        with pytest.raises(NotAllowed):
            undo(change, by=nobody)
        undo(change, by=reporter)


class TestUndo:
    def test_brings_back_what_was(self, birdies, golf, django_capture_on_commit_callbacks):
        one, both = make_live(tags=[birdies]), make_live(tags=[birdies, golf])
        other, draft = make_live(tags=[golf]), make_article(tags=[birdies])
        before = [of(story) for story in (one, both, other, draft)]
        with django_capture_on_commit_callbacks(execute=True):
            change = undo(merge(birdies, golf))
        assert [of(story) for story in (one, both, other, draft)] == before
        assert [on_page(story) for story in (one, both, other)] == [
            ["birdies"],
            ["birdies", "golf"],
            ["golf"],
        ]
        assert Tag.objects.get(pk=birdies.pk).merged_into is None
        assert TagChange.objects.get(pk=change.pk).undone_at == LATER
        times = PublicationTag.objects.values_list("language", "published_at").distinct()
        assert list(times) == [("en", AT)]

    def test_keeps_what_was_decided_since(self, birdies, golf):
        lost, got, edited = (make_live(tags=[birdies]) for _n in range(3))
        change = merge(birdies, golf)
        retag(lost)
        later = make_live(tags=[golf], at=LATER)
        make_version(edited, at=LATER, headline="Other words")
        undo(change)
        assert [of(story) for story in (lost, got, later, edited)] == [
            ([], ["birdies"]),
            (["birdies"], ["birdies"]),
            (["golf"], ["golf"]),
            (["birdies"], ["birdies"]),
        ]

    def test_what_was_published_since_stays_as_it_was_published(self, birdies, golf):
        story = make_live(tags=[birdies])
        change = merge(birdies, golf)
        mend(story, headline="Other words")
        undo(change)
        assert of(story) == (["birdies"], ["golf"])

    def test_what_readers_had_or_were_to_get_comes_back_whatever_the_working_copy_says(
        self, birdies, golf
    ):
        shown, waiting = make_live(tags=[birdies]), make_live()
        approved = approve(make_article(tags=[birdies]))
        retag(shown)
        retag(waiting, birdies)
        actions.schedule_update(waiting, by=None, at=LATER, due_at=LATER)
        retag(waiting)
        change = merge(birdies, golf)
        assert change.publications == [shown.pk, waiting.pk]
        upkeep.update_next(at=LATER)
        actions.publish(approved, by=None, at=LATER)
        stories = (shown, waiting, approved)
        assert [of(story)[1] for story in stories] == [["golf"]] * 3
        undo(change)
        assert [of(story)[1] for story in stories] == [["birdies"]] * 3

    def test_an_article_that_is_gone_is_left_out(self, birdies, golf):
        gone, story = make_article(tags=[birdies]), make_article(tags=[birdies])
        change = merge(birdies, golf)
        actions.delete(gone, by=None, at=LATER)
        undo(change)
        assert of(story) == (["birdies"], [])

    def test_of_two_that_share_stories_the_later_one_is_undone_first(self, birdies, golf):
        eagles = make_tag("eagles")
        story, other = make_live(tags=[birdies, eagles]), make_live(tags=[eagles])
        first, second = merge(birdies, golf), merge(eagles, golf)
        with pytest.raises(NotAllowed) as refused:
            undo(first)
        assert str(refused.value) == (
            "“eagles” was merged later, in some of the same articles. Undo that first."
        )
        undo(second)
        assert of(story) == (["eagles", "golf"], ["eagles", "golf"])
        undo(first)
        assert of(story) == (["birdies", "eagles"], ["birdies", "eagles"])
        assert of(other) == (["eagles"], ["eagles"])

    def test_of_two_that_share_none_either_may_be_undone(self, birdies, golf):
        eagles = make_tag("eagles")
        one, other = make_live(tags=[birdies]), make_live(tags=[eagles])
        first, second = merge(birdies, golf), merge(eagles, golf)
        undo(first)
        assert (of(one), of(other)) == ((["birdies"], ["birdies"]), (["golf"], ["golf"]))
        undo(second)
        assert of(other) == (["eagles"], ["eagles"])

    def test_in_a_row_the_last_one_is_undone_first(self, birdies, golf):
        sport, story = make_tag("sport"), make_live(tags=[birdies])
        first, second = merge(birdies, golf), merge(golf, sport)
        with pytest.raises(NotAllowed) as refused:
            undo(first)
        assert str(refused.value) == "“golf” was merged into “sport”. Undo that first."
        undo(second)
        assert of(story) == (["golf"], ["golf"])
        undo(first)
        assert of(story) == (["birdies"], ["birdies"])

    def test_is_done_once(self, birdies, golf):
        for change in (merge(birdies, golf), rename(golf, "Golf")):
            undo(change)
            with pytest.raises(NotAllowed) as refused:
                undo(change)
            assert str(refused.value) == "This has been undone already."


class TestRename:
    def test_gives_another_name_and_address(self, golf, django_capture_on_commit_callbacks):
        story = make_live(tags=[golf])
        with django_capture_on_commit_callbacks(execute=True):
            change = rename(golf, " Golf\u200b  tour ")
        golf.refresh_from_db()
        assert (golf.name, golf.slug) == ("Golf tour", "golf-tour")
        assert (change.name, change.slug, change.into) == ("golf", "golf", None)
        assert on_page(story) == ["Golf tour"]
        undo(change)
        golf.refresh_from_db()
        assert (golf.name, golf.slug) == ("golf", "golf")

    def test_a_slug_that_somebody_wrote_stays(self, golf):
        rename(golf, "golf", slug="the-game")
        rename(golf, "Golf tour")
        golf.refresh_from_db()
        assert (golf.name, golf.slug) == ("Golf tour", "the-game")

    def test_a_name_that_is_longer_as_an_address_is_cut_there(self, golf):
        other = make_tag("Other")
        rename(golf, "㎏" * 60)
        rename(other, "㎏" * 60 + "x")
        slugs = Tag.objects.filter(pk__in=[golf.pk, other.pk]).order_by("pk")
        assert set(slugs.values_list("slug", flat=True)) == {"kg" * 50, "kg" * 49 + "_1"}

    def test_to_what_it_is_called_changes_nothing(self, golf):
        assert rename(golf, "golf") is None
        assert not TagChange.objects.exists()

    def test_only_the_last_is_undone(self, golf):
        first, second = rename(golf, "Golf tour"), rename(golf, "Tour")
        with pytest.raises(NotAllowed) as refused:
            undo(first)
        assert str(refused.value) == "This tag has been changed again since. Undo that first."
        undo(second)
        undo(first)
        assert Tag.objects.get().name == "golf"

    def test_a_name_that_is_taken_is_refused(self, birdies, golf):
        for name, words in [
            ("BIRDIES", "There is a tag with this name. Merge both instead."),
            ("\u200b", "Write a name."),
        ]:
            with pytest.raises(NotReady) as refused:
                rename(golf, name)
            assert str(refused.value) == words
        merge(birdies, golf)
        with pytest.raises(NotReady) as refused:
            rename(golf, "birdies")
        assert str(refused.value) == "“birdies” was merged into “golf”. Undo that first."

    def test_a_name_that_is_taken_by_now_is_not_given_back(self, golf):
        change = rename(golf, "tour")
        other = make_tag("Golf", slug="golf")
        with pytest.raises(NotReady):
            undo(change)
        rename(other, "clubs", slug="golf")
        undo(change)
        golf.refresh_from_db()
        assert (golf.name, golf.slug) == ("golf", "golf_1")
