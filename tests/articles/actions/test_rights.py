"""What is asked of pictures before readers get them, and what nobody publishes past."""

from datetime import timedelta

import pytest

from articles import actions, wall_clock
from articles.actions import NotReady, rights, upkeep
from articles.models import Article, Image, Publication
from articles.queries import published
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_image,
    make_language,
    make_live,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
END = AT + HOUR
OVERRIDE = {"no override": "", "override": "The lawyers say yes."}


def figure(image, alt=""):
    return f'<figure data-image="{image.pk}" data-alt="{alt}"></figure>'


PLACES = {
    "lead": lambda image: {"lead_image": image},
    "text": lambda image: {"body": f"<p>x</p>{figure(image)}"},
    "gallery": lambda image: {
        "body": f'<section data-gallery="">{figure(make_image())}{figure(image)}</section>'
    },
}
BARRED = {
    "do not use": ({"do_not_use": "The licence was withdrawn."}, "may not be used: The licence"),
    "ended": ({"usable_until": AT}, f"may be used only until {wall_clock.shown(AT)}."),
    "not begun": ({"usable_from": END}, f"may be used only from {wall_clock.shown(END)} on."),
}


def problems(act, article, **how):
    with pytest.raises(NotReady) as refusal:
        act(article, by=how.pop("by", None), at=AT, **how)
    return refusal.value.problems


def stored(article):
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("override", OVERRIDE)
@pytest.mark.parametrize("why", BARRED)
@pytest.mark.parametrize("place", PLACES)
def test_nobody_publishes_a_picture_that_may_not_be_used(place, why, override):
    fields, words = BARRED[why]
    image = make_image(alt="Harbour at dusk", **fields)
    article = approve(make_article(**PLACES[place](image)))
    found = problems(
        actions.publish, article, by=make_user("Publisher"), override=OVERRIDE[override]
    )
    assert len(found) == 1
    assert found[0].startswith(f"The picture “Harbour at dusk” (#{image.pk}) {words}")
    assert not Publication.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("override", OVERRIDE)
def test_nobody_updates_a_live_story_with_one(override):
    article = make_live()
    make_version(article, lead_image=make_image(do_not_use="Not ours."))
    assert len(problems(actions.update_live, article, override=OVERRIDE[override])) == 1
    assert Publication.objects.get(pk=article.pk).lead_image is None


def test_each_of_several_is_named():
    images = [make_image(do_not_use="No."), make_image(usable_until=AT), make_image()]
    article = approve(make_article(body="".join(map(figure, images))))
    found = problems(actions.publish, article)
    assert [f"(#{image.pk})" in " ".join(found) for image in images] == [True, True, False]


@pytest.mark.parametrize(
    ("why", "said"), [("Not ours", "Not ours."), ("Not ours.", "Not ours."), ("Why?", "Why?")]
)
def test_a_reason_is_a_sentence_that_others_may_follow(why, said):
    image = make_image(alt="A quay", do_not_use=why)
    refusal = rights.refusal_to_use(image, AT)
    assert refusal == f"The picture “A quay” (#{image.pk}) may not be used: {said}"


@pytest.mark.parametrize(
    ("fields", "at_end", "after"),
    [
        ({"usable_until": END}, True, True),
        ({"usable_from": END}, False, False),
        ({"do_not_use": "No."}, True, True),
        ({"usable_until": END + 2 * HOUR}, False, False),
    ],
)
def test_a_schedule_asks_for_its_own_moment(fields, at_end, after):
    for moment, is_refused in ((END, at_end), (END + HOUR, after)):
        article = approve(make_article(lead_image=make_image(**fields)))
        if is_refused:
            assert len(problems(actions.schedule, article, publish_at=moment)) == 1
        else:
            actions.schedule(article, by=None, at=AT, publish_at=moment)
        assert Publication.objects.filter(pk=article.pk).exists() is not is_refused


def test_a_scheduled_update_asks_for_its_own_moment():
    image = make_image(usable_from=END)
    article = make_live()
    make_version(article, lead_image=image)
    assert len(problems(actions.schedule_update, article, due_at=END - HOUR / 2)) == 1
    actions.schedule_update(article, by=None, at=AT, due_at=END)


def barred_later(image):
    Image.objects.filter(pk=image.pk).update(do_not_use="Withdrawn by the agency.")


def test_an_update_that_waits_goes_out_without_a_picture_that_was_barred_since():
    image = make_image()
    article = make_live()
    make_version(article, lead_image=image, teaser="Newer.")
    actions.schedule_update(article, by=None, at=AT, due_at=END)
    barred_later(image)
    assert upkeep.update_next(at=END) == article.pk
    found = published.article(article.pk, at=END)
    assert (found.teaser, found.page["lead"]) == ("Newer.", None)


def test_a_scheduled_story_goes_out_without_a_picture_whose_rights_end_before_it():
    image = make_image(usable_until=END + HOUR)
    article = approve(make_article(lead_image=image))
    actions.schedule(article, by=None, at=AT, publish_at=END)
    Image.objects.filter(pk=image.pk).update(usable_until=END)
    Publication.objects.update(is_stale=True)
    upkeep.remake_next(at=AT)
    assert published.article(article.pk, at=END).page["lead"] is None


class TestWords:
    def lacks(self, **fields):
        return rights.unsaid(make_article(**fields))

    def test_a_picture_says_what_it_shows_and_whose_it_is(self):
        assert self.lacks(lead_image=make_image(), body=figure(make_image())) == []

    @pytest.mark.parametrize("place", PLACES)
    def test_without_credit_it_is_refused(self, place):
        image = make_image(alt="A quay", credit="")
        article = approve(make_article(**PLACES[place](image)))
        why = f"The picture “A quay” (#{image.pk}) has no credit. Say whose it is."
        assert problems(actions.publish, article) == [why]
        actions.publish(article, by=make_user("Publisher"), at=AT, override="It is our own.")

    @pytest.mark.parametrize("place", PLACES)
    def test_without_alternative_text_it_is_refused(self, place):
        image = make_image(alt="", caption="The quay")
        article = approve(make_article(**PLACES[place](image)))
        why = (
            f"The picture “The quay” (#{image.pk}) has no alternative text. "
            "Write one, or mark it as decorative."
        )
        assert problems(actions.publish, article) == [why]
        actions.publish(article, by=make_user("Publisher"), at=AT, override="In a hurry.")

    def test_alternative_text_may_be_this_story_s_own(self):
        image = make_image(alt="")
        assert self.lacks(body=figure(image, "A quay in the fog")) == []
        assert len(self.lacks(body=figure(image, "A quay in the fog") + figure(image))) == 1
        assert len(self.lacks(body=figure(image, "A quay in the fog"), lead_image=image)) == 1

    def test_a_decorative_picture_needs_none(self):
        assert self.lacks(lead_image=make_image(alt="", is_decorative=True)) == []

    def test_the_default_language_s_will_do_and_another_one_s_will_not(self):
        make_language("de"), make_language("fr")
        own = make_image(alt="", alts={"de": "Ein Kai"})
        assert self.lacks(lead_image=own, language_id="de") == []
        assert len(self.lacks(lead_image=own, language_id="fr")) == 1
        assert self.lacks(lead_image=make_image(alt="A quay"), language_id="fr") == []

    def test_a_picture_is_named_once_wherever_it_stands(self):
        image = make_image(credit="")
        assert len(self.lacks(lead_image=image, body=figure(image) * 2)) == 1

    def test_one_that_is_gone_is_said(self):
        article = Article(body='<figure data-image="987654"></figure>', language_id="en")
        assert rights.unsaid(article) == ["The picture #987654 is gone. Choose another one."]

    def test_long_words_do_not_make_a_long_sentence(self):
        assert len(rights.named(make_image(alt="x" * 300))) < 100
        bare = make_image(alt="", original_name="DSC_1.JPG")
        assert rights.named(bare) == f"“{bare}” (#{bare.pk})"


def test_asking_costs_a_query_whatever_there_is_and_none_without_pictures(
    django_assert_num_queries,
):
    article = stored(make_article(body=figure(make_image()) * 3, lead_image=make_image()))
    with django_assert_num_queries(1):
        rights.in_the_way(article, AT)
        rights.unsaid(article)
    article.body = "<p>x</p>"
    article.lead_image = None
    with django_assert_num_queries(0):
        assert rights.in_the_way(article, FAR) == []
