"""A picture that is changed at the moment at which it goes out."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import images
from articles.enums import Verb
from articles.models import Article, Event, Image, Publication
from tests.factories import AT, approve, make_article, make_image, make_live, make_user

from .at_once import ROUNDS, together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LATER = AT + timedelta(hours=1)


def changing(image, text, *, by):
    def job():
        row = Image.objects.get(pk=image.pk)
        row.caption = text
        images.change(row, by=by, at=LATER, fields=["caption"])

    return job


def told():
    return Event.objects.filter(verb=Verb.PICTURE_CHANGED).count()


def test_what_goes_out_a_reporter_has_changed_before_or_not_at_all():
    reporter = make_user("Reporter")
    for _n in range(ROUNDS):
        image = make_image(caption="Old")
        article = approve(make_article(lead_image=image))

        def publishing(article=article):
            actions.publish(Article.objects.get(pk=article.pk), by=None, at=LATER)

        outcome = together(changing(image, "New", by=reporter), publishing)
        assert outcome in (["NotAllowed", "done"], ["done", "done"])
        stored = Image.objects.get(pk=image.pk).caption
        assert stored == ("Old" if "NotAllowed" in outcome else "New")
        assert Publication.objects.filter(article=article).count() == 1
    assert told() == 0


def test_a_story_updated_and_its_picture_changed_wait_for_each_other_and_both_happen():
    editor = make_user("Editor")
    image = make_image(caption="Old")
    stories = [make_live(lead_image=image) for _n in range(2)]
    for turn in range(ROUNDS):

        def updating(story, turn=turn):
            def job():
                article = Article.objects.get(pk=story.pk)
                article.teaser = f"Turn {turn}."
                actions.save(article, by=None, at=LATER)
                actions.update_live(article, by=None, at=LATER)

            return job

        jobs = [updating(story) for story in stories]
        jobs += [changing(image, f"{turn} by {who}", by=editor) for who in ("a", "b")]
        assert together(*jobs) == ["done"] * 4
        assert told() == len(stories) * 2 * (turn + 1)
