"""What the desk is told of the rights of pictures: in the article's form and on the first page."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions, wall_clock
from articles.models import Article, Image, Publication
from tests.factories import (
    approve,
    make_article,
    make_image,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import change_url, errors, form_at

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")
DAY = timedelta(days=1)


@pytest.fixture
def publisher(client):
    client.force_login(make_user("Publisher"))
    return client


def figure(image):
    return f'<figure data-image="{image.pk}"></figure>'


def panel(client, article):
    context = client.get(change_url(article)).context
    return context["lacking"], context["due"]


def set_rights(image, **fields):
    Image.objects.filter(pk=image.pk).update(**fields)


class TestForm:
    def test_says_what_is_in_the_way_before_anybody_presses(self, publisher):
        barred = make_image(alt="A quay", do_not_use="The licence was withdrawn.")
        silent = make_image(alt="", caption="Dock", credit="")
        article = approve(make_article(lead_image=barred, body=figure(silent)))
        lacking, _due = panel(publisher, article)
        assert lacking == [
            f"The picture “Dock” (#{silent.pk}) has no alternative text. Write one, or mark it as "
            "decorative.",
            f"The picture “Dock” (#{silent.pk}) has no credit. Say whose it is.",
            f"The picture “A quay” (#{barred.pk}) may not be used: The licence was withdrawn.",
        ]

    @pytest.mark.parametrize("step", ["publish", "override"])
    def test_refuses_the_step_in_words_and_keeps_what_was_typed(self, publisher, step):
        image = make_image(alt="A quay", do_not_use="Not ours.")
        article = approve(make_article(lead_image=image))
        data = form_at(publisher, change_url(article)) | {"_step": step, "headline": "Typed"}
        response = publisher.post(change_url(article), data | {"override_reason": "Now."})
        why = f"The picture “A quay” (#{image.pk}) may not be used: Not ours."
        assert why in unescape(response.content.decode())
        assert "Typed" in response.content.decode()
        assert not Publication.objects.filter(pk=article.pk).exists()
        assert Article.objects.get(pk=article.pk).headline != "Typed"

    def test_offers_no_way_past_the_checks_to_who_cannot_mend_it(self, client):
        image = make_image(alt="A quay", usable_until=timezone.now())
        article = approve(make_article(lead_image=image))
        client.force_login(make_user("Editor"))
        context = client.get(change_url(article)).context
        offered = {offer.step.name for offer, _fields in context["offers"]}
        assert offered & {"publish", "override"} == set()
        assert "schedule" in offered

    def test_says_of_a_live_story_what_readers_lose_and_have_lost(self, publisher):
        now = timezone.now()
        soon, lost, barred, later = (make_image(alt=f"Picture {n}") for n in range(4))
        article = make_live(body="".join(map(figure, (soon, lost, barred, later))))
        set_rights(soon, usable_until=now + DAY)
        set_rights(lost, usable_until=now - DAY)
        set_rights(barred, do_not_use="Not ours.")
        set_rights(later, usable_until=now + 15 * DAY)
        make_version(article, body="<p>All pictures are out of the newest text.</p>")
        _lacking, due = panel(publisher, article)
        ended, ends = (wall_clock.shown(now + days) for days in (-DAY, DAY))
        assert due == [
            f"Readers get the story without it: The picture “Picture 1” (#{lost.pk}) may be used "
            f"only until {ended}.",
            f"The picture “Picture 0” (#{soon.pk}) may be used until {ends}. Then it leaves "
            "readers' pages by itself.",
            f"Readers get the story without it: The picture “Picture 2” (#{barred.pk}) may not be "
            "used: Not ours.",
        ]

    def test_says_of_a_scheduled_story_what_readers_will_not_get(self, publisher):
        now = timezone.now()
        image = make_image(alt="A quay")
        article = make_scheduled(lead_image=image, publish_at=now + 2 * DAY)
        set_rights(image, usable_until=now + DAY)
        _lacking, [_goes_out, due] = panel(publisher, article)
        assert due.startswith("Readers get the story without it: The picture “A quay”")

    def test_says_it_of_an_update_that_waits(self, publisher):
        now = timezone.now()
        image = make_image(alt="A quay")
        article = make_live()
        make_version(article, lead_image=image)
        actions.schedule_update(article, by=None, at=now, due_at=now + DAY)
        make_version(article, lead_image=None)
        set_rights(image, usable_until=now + DAY / 2)
        assert "“A quay”" in str(panel(publisher, article)[1])

    def test_says_of_a_draft_only_what_ends_soon(self, publisher):
        now = timezone.now()
        soon, other = make_image(usable_until=now + DAY), make_image(usable_until=now + 15 * DAY)
        article = make_article(lead_image=soon, body=figure(other) + figure(make_image()))
        _lacking, [due] = panel(publisher, article)
        ends = wall_clock.shown(now + DAY)
        assert due == f"The picture “A harbour” (#{soon.pk}) may be used until {ends}."

    def test_says_nothing_of_pictures_without_limits(self, publisher):
        article = make_live(lead_image=make_image(), body=figure(make_image()))
        assert panel(publisher, article) == ([], [])

    def test_a_refusal_says_it_of_a_time_that_was_typed(self, publisher):
        now = timezone.now()
        article = approve(make_article(lead_image=make_image(usable_until=now + DAY)))
        data = form_at(publisher, change_url(article))
        data |= {"_step": "schedule", "publish_at": "2199-01-01T10:00"}
        response = publisher.post(change_url(article), data)
        assert "may be used only until" in response.content.decode()
        assert errors(response)
        assert not Publication.objects.filter(pk=article.pk).exists()


class TestPreview:
    def test_is_without_what_readers_would_not_get(self, publisher):
        barred, other = make_image(do_not_use="No."), make_image()
        article = make_article(lead_image=barred, body=figure(barred) + figure(other))
        page = publisher.get(reverse("admin:articles_article_preview", args=[article.pk]))
        text = page.content.decode()
        keys = [Image.objects.get(pk=image.pk).rendition_key for image in (barred, other)]
        assert [key in text for key in keys] == [False, True]
        # Staff see the picture itself, to judge what is said of it.
        file = reverse("admin:articles_image_file", args=[keys[0], "full-8.jpg"])
        assert publisher.get(file).status_code == 200

    def test_says_nothing_of_a_picture_whose_time_is_still_to_come(self, publisher):
        image = make_image(usable_from=timezone.now() + DAY)
        article = make_article(lead_image=image)
        page = publisher.get(reverse("admin:articles_article_preview", args=[article.pk]))
        assert image.rendition_key not in page.content.decode()


def ending(client):
    """Pictures on the first page, each with whether it is over and its stories."""
    return {
        row.picture.pk: (row.is_over, [story.pk for story, _url in row.stories])
        for row in client.get(INDEX).context["rights_ending"]
    }


class TestFirstPage:
    def test_shows_what_ends_soon_and_what_has_just_ended(self, publisher):
        now = timezone.now()
        soon, just, long_ago, later, barred = (make_image() for _n in range(5))
        one = make_live(lead_image=soon, body="".join(map(figure, (just, long_ago, later, barred))))
        two = make_scheduled(body=figure(soon))
        make_withdrawn(lead_image=soon)
        make_article(lead_image=soon)
        set_rights(soon, usable_until=now + 13 * DAY)
        set_rights(just, usable_until=now - DAY)
        set_rights(long_ago, usable_until=now - 4 * DAY)
        set_rights(later, usable_until=now + 15 * DAY)
        set_rights(barred, usable_until=now + DAY, do_not_use="No.")
        assert ending(publisher) == {just.pk: (True, [one.pk]), soon.pk: (False, [one.pk, two.pk])}
        assert list(ending(publisher)) == [just.pk, soon.pk]

    def test_shows_nothing_where_nothing_ends(self, publisher):
        make_live(lead_image=make_image())
        assert ending(publisher) == {}
        assert "rights-ending" not in publisher.get(INDEX).content.decode()

    def test_shows_what_an_update_will_show_once_for_each_story(self, publisher):
        now = timezone.now()
        image, other = make_image(), make_image()
        one, two = make_live(), make_live(lead_image=image)
        for article in (one, two):
            make_version(article, lead_image=image, body=figure(other), teaser="Newer.")
            actions.schedule_update(article, by=None, at=now, due_at=now + DAY)
        set_rights(image, usable_until=now + 3 * DAY)
        set_rights(other, usable_until=now + 2 * DAY)
        shown = ending(publisher)
        assert list(shown) == [other.pk, image.pk]
        assert {pk: set(stories) for pk, (_over, stories) in shown.items()} == {
            other.pk: {one.pk, two.pk},
            image.pk: {one.pk, two.pk},
        }
        assert [len(stories) for _over, stories in shown.values()] == [2, 2]

    def test_shows_nobody_updates_of_stories_that_they_may_not_know_of(self, client):
        now = timezone.now()
        article = make_live()
        make_version(article, lead_image=make_image(usable_until=now + 2 * DAY))
        actions.schedule_update(article, by=None, at=now, due_at=now + DAY)
        client.force_login(make_user("Reporter"))
        assert len(ending(client)) == 1
        Publication.objects.update(expires_at=now)
        Article.objects.update(stage="draft")
        assert ending(client) == {}

    def test_shows_nobody_stories_that_they_may_not_know_of(self, client):
        image = make_image()
        reporter = make_user("Reporter")
        live, hidden = make_live(lead_image=image), make_scheduled(lead_image=image)
        make_version(hidden, by=make_user("Publisher"), teaser="Opened.")  # approved no more
        set_rights(image, usable_until=timezone.now() + DAY)
        assert Publication.objects.filter(pk=hidden.pk).exists()
        client.force_login(reporter)
        assert ending(client) == {image.pk: (False, [live.pk])}
        client.force_login(make_user("Feedback reviewer"))
        assert "rights_ending" not in client.get(INDEX).context

    def test_says_how_many_more_there_are(self, publisher, monkeypatch):
        monkeypatch.setattr("articles.admin.rights_ahead.SHOWN", 2)
        image = make_image()
        for _n in range(3):
            make_live(lead_image=image)
        set_rights(image, usable_until=timezone.now() + DAY)
        response = publisher.get(INDEX)
        assert response.context["rights_more"] == 1
        assert "and 1 more" in response.content.decode()
