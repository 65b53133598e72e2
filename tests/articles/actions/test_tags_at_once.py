"""A tag that is merged while somebody files a story under it: real processes, nothing is left."""

import pytest
from django.db import transaction

from articles.actions import tags
from articles.models import Article, Publication, PublicationTag, Tag, TaggedArticle
from tests.factories import AT, make_live, make_tag, make_version

from .at_once import ROUNDS, overlapping, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_story_stays_under_a_tag_that_was_merged():
    for number in range(ROUNDS):
        old, new = make_tag(f"old {number}"), make_tag(f"new {number}")
        story = make_live(tags=[old])
        other = make_live()

        def merge(old=old, new=new):
            tags.merge(old, new, by=None, at=AT)

        def file(old=old, pk=other.pk):
            article = Article.objects.get(pk=pk)
            make_version(article, related=lambda: article.tags.add(Tag.objects.get(pk=old.pk)))

        def file_again(old=old, pk=story.pk):
            article = Article.objects.get(pk=pk)
            make_version(article, related=lambda: article.tags.set([old]))

        assert together(merge, file, file_again) == ["done"] * 3
        assert not TaggedArticle.objects.filter(tag=old).exists()
        assert not PublicationTag.objects.filter(tag=old).exists()
        filed = TaggedArticle.objects.filter(tag=new).values_list("content_object", flat=True)
        assert sorted(filed) == [story.pk, other.pk]


def test_undoing_a_small_merge_leaves_the_rest_of_the_other_tag_alone():
    old, new = make_tag("old"), make_tag("new")
    story, other = make_live(tags=[old]), make_live(tags=[new])
    change = tags.merge(old, new, by=None, at=AT)

    def hold(pause):
        with transaction.atomic():
            Publication.objects.select_for_update().get(pk=other.pk)
            pause()

    def undo():
        tags.undo(change, by=None, at=AT)

    assert overlapping(hold, undo) == ["second: done", "first: done"]
    assert list(PublicationTag.objects.values_list("publication", "tag").order_by("tag")) == [
        (story.pk, old.pk),
        (other.pk, new.pk),
    ]
