"""worker, rebuild and doctor: what they do, what they say, and that doing it twice is harmless."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import actions
from articles.actions import mail
from articles.actions.save import record_event
from articles.enums import Verb
from articles.models import (
    Event,
    Failure,
    HubPing,
    Image,
    Notification,
    Publication,
    ScheduledUpdate,
    Version,
)
from tests.factories import (
    AT,
    make_article,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


def run(name, **options):
    out, err = StringIO(), StringIO()
    call_command(name, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def scheduled_for_a_minute_ago():
    now = timezone.now()
    return make_scheduled(at=now - timedelta(hours=1), publish_at=now - timedelta(minutes=1))


def test_worker_records_a_scheduled_story_once_at_its_own_time():
    story = scheduled_for_a_minute_ago()
    assert run("worker", once=True) == "1 done\n"
    assert run("worker", once=True) == "0 done\n"
    event = Event.objects.get(article=story.pk, verb=Verb.PUBLISHED)
    publication = Publication.objects.get(pk=story.pk)
    assert (event.at, event.by) == (publication.published_at, None)
    assert publication.announced_at is not None


def test_worker_sends_mail(mailoutbox):
    make_user("Editor", email="ed@news.example")
    record_event(make_article(), Verb.SUBMITTED, by=None, at=timezone.now())
    assert run("worker", once=True) == "1 done\n"
    assert run("worker", once=True) == "0 done\n"
    assert [message.to for message in mailoutbox] == [["ed@news.example"]]


def test_worker_leaves_a_story_of_tomorrow():
    make_scheduled(publish_at=timezone.now() + timedelta(days=1))
    assert run("worker", once=True) == "0 done\n"


def test_worker_makes_stale_publications_again():
    live = make_live(headline="Ferry returns")
    Publication.objects.filter(pk=live.pk).update(is_stale=True, card="old")
    assert run("worker", once=True) == "1 done\n"
    publication = Publication.objects.get(pk=live.pk)
    assert publication.is_stale is False
    assert "Ferry returns" in publication.card


def with_a_waiting_update(*, by=None):
    """A live story with an update that was due a minute ago."""
    now = timezone.now()
    story = make_live()
    make_version(story, teaser="Newer.")
    due_at = now - timedelta(minutes=1)
    actions.schedule_update(story, by=by, at=now - timedelta(hours=1), due_at=due_at)
    return story


def test_worker_makes_the_updates_that_are_due():
    story = with_a_waiting_update()
    assert run("worker", once=True) == "1 done\n"
    assert Publication.objects.get(pk=story.pk).teaser == "Newer."
    assert run("worker", once=True) == "0 done\n"


def test_one_bad_article_does_not_stop_the_rest_and_is_shown():
    publisher = make_user("Publisher")
    bad, good = with_a_waiting_update(by=publisher), with_a_waiting_update()
    publisher.groups.clear()
    said = run("worker", once=True)
    why = f"{publisher.username}, who scheduled this, may not publish any more."
    assert said == f"1 done\nLeft for the desk: #{bad.pk}: {why}\n"
    assert Publication.objects.get(pk=good.pk).teaser == "Newer."
    assert Publication.objects.get(pk=bad.pk).teaser != "Newer."
    assert ScheduledUpdate.objects.get().article_id == bad.pk
    out = StringIO()
    with pytest.raises(CommandError, match="tried again"):
        call_command("doctor", stdout=out)
    message = Failure.objects.get().message
    assert why in message
    assert f"  update #{bad.pk} {bad.headline}: {message} (1×, last " in out.getvalue()


def test_rebuild_goes_on_past_what_cannot_be_made_and_says_so():
    good, bad = make_live(), make_live()
    broken = Version.objects.create(article=bad, number=2, data={}, created_at=timezone.now())
    Publication.objects.filter(pk=bad.pk).update(version=broken)
    Publication.objects.update(card="old")
    for _time in range(2):
        with pytest.raises(CommandError, match="1 could not be made again"):
            run("rebuild")
    assert good.headline in Publication.objects.get(pk=good.pk).card
    assert Publication.objects.get(pk=bad.pk).card == "old"


def test_rebuild_makes_every_publication_again():
    stories = [make_live(), make_live()]
    Publication.objects.update(card="old", pieces=["old"])
    assert "2 publications made again" in run("rebuild")
    for story in stories:
        publication = Publication.objects.get(pk=story.pk)
        assert story.headline in publication.card
        assert publication.pieces != ["old"]


def test_doctor_is_content():
    make_live()
    assert run("doctor").count(": none") == 14


def test_doctor_names_mail_that_was_given_up():
    editor = make_user("Editor", username="ed", email="ed@news.example")
    article = make_article()
    record_event(article, Verb.SUBMITTED, by=None, at=AT)
    assert "to ed" not in run("doctor")
    Notification.objects.filter(to=editor).update(mail_tries=mail.TRIES)
    assert f"“submitted” of #{article.pk} to ed" in run("doctor")


def test_doctor_names_what_the_hub_has_not_taken():
    row = {"changed_at": AT, "next_try_at": AT}
    HubPing.objects.create(feed="12", tries=3, problem="It answered 503", **row)
    HubPing.objects.create(feed="13", **row)
    said = run("doctor")
    assert (
        "Changes of feeds that the hub has not taken so far: 1\n  12: It answered 503 (3×)" in said
    )


def test_doctor_names_languages_whose_readers_see_english_words():
    make_language("fr", "Français")
    make_language("tlh", "tlhIngan Hol")
    found = run("doctor")
    assert "Languages whose readers see English words around stories: 1" in found
    assert "  tlhIngan Hol (tlh)" in found


def test_doctor_names_wanted_links():
    article = make_article(body='<p>x</p><aside data-wanted="Not yet"></aside>')
    assert f"“Not yet” in #{article.pk} {article.headline}" in run("doctor")


def test_doctor_names_pictures_whose_rights_end_and_have_ended():
    now = timezone.now()
    lost, soon, later = (make_image(alt=f"Picture {n}") for n in range(3))
    body = "".join(f'<figure data-image="{one.pk}"></figure>' for one in (lost, soon, later))
    story, other = make_live(body=body), make_live()
    make_article(body=body)
    make_version(other, lead_image=soon)
    actions.schedule_update(other, by=None, at=now, due_at=now + timedelta(hours=1))
    end = now + timedelta(days=13)
    images = Image.objects.all()
    images.filter(pk=lost.pk).update(do_not_use="Not ours.")
    images.filter(pk=soon.pk).update(usable_until=end)
    images.filter(pk=later.pk).update(usable_until=now + timedelta(days=15))
    lines = run("doctor").splitlines()
    found = [line for line in lines if "“Picture" in line]
    assert found == [
        f"  “Picture 0” (#{lost.pk}) in #{story.pk} {story.headline}",
        f"  “Picture 1” (#{soon.pk}) in #{story.pk} {story.headline}: {end:%Y-%m-%d %H:%M} UTC",
        f"  “Picture 1” (#{soon.pk}) in #{other.pk} {other.headline}",
    ]


def test_doctor_shows_the_first_of_many():
    stories = [make_live() for _ in range(53)]
    Publication.objects.update(is_stale=True)
    wanted = "".join(f'<aside data-wanted="No {number}"></aside>' for number in range(70))
    article = make_article(body=f"<p>x</p>{wanted}")
    out = StringIO()
    with CaptureQueriesContext(connection) as queries, pytest.raises(CommandError):
        call_command("doctor", stdout=out)
    lines = out.getvalue().splitlines()
    # Three headings ask once: of what waits to go out, where nothing does, months, and languages.
    assert len(queries) == 2 * sum(not line.startswith(" ") for line in lines) - 3
    assert "Publications that repeat an old name or picture: 53" in lines
    assert "Links to articles that do not exist yet: 70" in lines
    assert [line for line in lines if "more" in line] == ["  … and 3 more", "  … and 20 more"]
    assert sum(f"in #{article.pk} {article.headline}" in line for line in lines) == 50
    assert sum(f"  #{story.pk} {story.headline}" in lines for story in stories) == 50
    assert [query["sql"] for query in queries if '"body"' in query["sql"]] == []


def test_doctor_fails_when_the_worker_does_not_keep_up():
    scheduled_for_a_minute_ago()
    with pytest.raises(CommandError, match="worker"):
        run("doctor")
