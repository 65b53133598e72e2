"""Several processes at once, each with a connection of its own."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from articles import actions
from articles.actions import notes
from articles.models import (
    Article,
    Correction,
    Event,
    Note,
    Notification,
    Publication,
    Version,
)
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_scheduled,
    make_section,
    make_user,
)

from .at_once import ROUNDS, Refused, shown, together, verbs

# The rows of the first migrations come back after each test, which empties all tables.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LATER = AT + timedelta(hours=1)


def saving(pk, *, expected=None, by=None, **fields):
    def job():
        article = Article.objects.get(pk=pk)
        for name, value in fields.items():
            setattr(article, name, value)
        actions.save(article, by=by, at=LATER, expected_version=expected)

    return job


def numbers(article):
    found = Version.objects.filter(article=article).order_by("number")
    return list(found.values_list("number", flat=True))


def test_of_two_saves_over_one_version_one_wins():
    article = make_article()
    for expected in range(1, ROUNDS):
        outcome = together(
            *(
                saving(article.pk, expected=expected, headline=f"{expected} by {who}")
                for who in ("a", "b", "c")
            )
        )
        assert outcome == ["Conflict", "Conflict", "done"]
    assert numbers(article) == list(range(1, ROUNDS + 1))
    newest = article.versions.get(number=ROUNDS)
    assert Article.objects.get().headline == newest.data["headline"]


def test_saves_that_do_not_ask_are_numbered_one_after_the_other():
    article = make_article()
    outcome = together(*(saving(article.pk, kicker=f"by {who}") for who in range(6)))
    assert outcome == ["done"] * 6
    assert numbers(article) == [1, 2, 3, 4, 5, 6, 7]


def stage(article):
    return Article.objects.get(pk=article.pk).stage


TOLD = {"kind": "correction", "words": "It was Tuesday."}
STEPS = {
    "submit": lambda article, by: actions.submit(article, by=by, at=LATER),
    "approve": lambda article, by: actions.approve(article, by=by, at=LATER),
    "publish": lambda article, by: actions.publish(article, by=by, at=LATER),
    "update_live": lambda article, by: actions.update_live(article, by=by, at=LATER),
    "schedule": lambda article, by: actions.schedule(article, by=by, at=LATER, publish_at=FAR),
    "send_back": lambda article, by: actions.send_back(article, by=by, at=LATER, why="Check."),
    "withdraw": lambda article, by: actions.withdraw(article, by=by, at=LATER, why="Wrong."),
    "correct": lambda article, by: actions.correct(article, by=by, at=LATER, **TOLD),
    "set_expiry": lambda article, by: actions.set_expiry(article, by=by, at=LATER, expires_at=FAR),
}


def at_the_point_of(step):
    """An article for which ``step`` is due."""
    article = make_article()
    if step in ("submit", "approve"):
        return article
    approve(article)
    if step in ("update_live", "withdraw", "correct", "set_expiry"):
        actions.publish(article, by=None, at=AT)
    if step == "update_live":
        saving(article.pk, kicker="Newer")()
    return article


@pytest.mark.parametrize("step", STEPS)
def test_of_twenty_who_press_one_button_one_does_it(step):
    article = at_the_point_of(step)
    before = verbs(article)
    people = [make_user("Publisher") for _person in range(20)]
    outcome = together(*[lambda by=by: STEPS[step](article, by) for by in people])
    assert outcome == ["NotAllowed"] * 19 + ["done"]
    assert len(verbs(article)) == len(before) + 1
    if step in ("publish", "update_live", "schedule"):
        assert shown(article) == Article.objects.get().version_number


def test_of_twenty_publishes_the_writer_is_told_once():
    writer = make_user("Reporter")
    article = make_article(by=writer)
    approve(article)
    people = [make_user("Editor") for _person in range(20)]
    together(*[lambda by=by: STEPS["publish"](article, by) for by in people])
    told = Notification.objects.filter(to=writer, event__verb="published")
    assert told.count() == 1


def test_of_a_note_sent_many_times_one_is_kept_and_tells():
    writer, named = make_user("Editor"), make_user("Editor", username="named")
    for _round in range(ROUNDS):
        article = make_article()
        outcome = together(
            *[lambda to=article: notes.add(to, "@named: look.", by=writer, at=LATER)] * 4
        )
        assert outcome == ["done"] * 4
        assert Note.objects.filter(article=article).count() == 1
        assert Notification.objects.filter(to=named, article=article).count() == 1


def test_what_a_publisher_saves_while_it_is_published_is_not_published_with_it():
    """Either the approved text goes out and then changes, or it changes and does not go out."""
    publisher, editor = make_user("Publisher"), make_user("Editor")
    for _round in range(ROUNDS):
        article = make_article(headline="One", teaser="One")
        approve(article)
        outcome = together(
            saving(article.pk, by=publisher, headline="Two", teaser="Two"),
            lambda article=article: actions.publish(article, by=editor, at=LATER),
        )
        assert stage(article) == "review"
        assert numbers(article) == [1, 2]
        if outcome == ["done", "done"]:
            assert shown(article) == 1
            assert verbs(article) == ["created", "approved", "published", "saved"]
        else:
            assert outcome == ["NotAllowed", "done"]
            assert verbs(article) == ["created", "approved", "saved"]


def test_nobody_approves_what_is_saved_at_that_moment():
    writer, editor = make_user("Editor"), make_user("Editor")
    for _round in range(ROUNDS):
        article = make_article()
        outcome = together(
            saving(article.pk, by=writer, expected=1, kicker="Newer"),
            lambda article=article: actions.approve(
                article, by=editor, at=LATER, expected_version=1
            ),
        )
        if outcome == ["Conflict", "done"]:  # saved first
            assert (stage(article), verbs(article)) == ("draft", ["created", "saved"])
        else:  # approved first: an editor may not change that
            assert outcome == ["NotAllowed", "done"]
            assert (stage(article), verbs(article)) == ("approved", ["created", "approved"])


def test_send_back_and_publish_at_once():
    one, two = make_user("Editor"), make_user("Editor")
    for _round in range(ROUNDS):
        article = make_article()
        approve(article)
        outcome = together(
            lambda article=article: actions.send_back(article, by=one, at=LATER, why="Wait."),
            lambda article=article: actions.publish(article, by=two, at=LATER),
        )
        assert stage(article) == "draft"
        went_out = Publication.objects.filter(pk=article.pk).exists()
        assert outcome == (["done", "done"] if went_out else ["NotAllowed", "done"])


def pressing(user, article, step, **typed):
    """Somebody's browser tab: opens the form now, and sends it when the job runs."""
    client = Client()
    client.force_login(user)
    url = reverse("admin:articles_article_change", args=[article.pk])
    form = client.get(url).context["adminform"].form
    data = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    data |= {
        "tags": "",
        "credits-TOTAL_FORMS": 0,
        "credits-INITIAL_FORMS": 0,
        "agency_credits-TOTAL_FORMS": 0,
        "agency_credits-INITIAL_FORMS": 0,
        "_step": step,
    }

    def job():
        if client.post(url, data | typed).status_code != 302:
            raise Refused

    return job


def test_two_tabs_of_one_person_publish_one_of_the_two_texts():
    publisher = make_user("Publisher")
    for _round in range(ROUNDS // 2):
        article = make_article()
        outcome = together(
            *(
                pressing(publisher, article, "approve_publish", headline=word, teaser=word)
                for word in ("First tab", "Second tab")
            )
        )
        assert outcome == ["Refused", "done"]
        assert shown(article) == 2
        assert numbers(article) == [1, 2]
        assert verbs(article) == ["created", "saved", "approved", "published"]


def test_one_button_in_two_tabs_updates_once():
    publisher = make_user("Publisher")
    article = make_article()
    approve(article)
    actions.publish(article, by=None, at=AT)
    outcome = together(*[pressing(publisher, article, "update", headline="Both say so")] * 2)
    assert outcome == ["Refused", "done"]
    assert (shown(article), numbers(article)) == (2, [1, 2])
    assert verbs(article)[3:] == ["saved", "approved", "updated"]


def test_words_for_readers_beside_a_new_text_are_about_one_of_the_two():
    """What is told is about the text that readers had or about the one that they get."""
    publisher = make_user("Publisher")
    for _round in range(ROUNDS):
        article = at_the_point_of("update_live")
        outcome = together(
            lambda pk=article.pk: STEPS["update_live"](Article(pk=pk), publisher),
            lambda pk=article.pk: STEPS["correct"](Article(pk=pk), publisher),
        )
        assert outcome == ["done", "done"]
        told = Correction.objects.get(article=article, kind="correction")
        first = verbs(article)[-2:] == ["corrected", "updated"]
        live = Publication.objects.get(pk=article.pk)
        versions = (told.before.number, told.after.number)
        assert versions == ((1, 1) if first else (1, 2))
        assert [entry["words"] for entry in live.page["corrections"]] == ["It was Tuesday."]
        assert shown(article) == 2


def test_publishing_while_somebody_saves_shows_one_whole_version():
    for _round in range(ROUNDS):
        article = make_article(headline="One", teaser="One")
        approve(article)
        outcome = together(
            saving(article.pk, headline="Two", teaser="Two"),
            lambda article=article: actions.publish(article, by=None, at=LATER),
        )
        assert outcome == ["done", "done"]
        made = Publication.objects.get(pk=article.pk)
        assert made.headline == made.teaser == made.version.data["headline"]
        assert numbers(article) == [1, 2]


def test_schedule_and_unschedule_at_once_leave_one_of_the_two():
    for _round in range(ROUNDS):
        article = make_scheduled()
        together(
            lambda pk=article: actions.unschedule(pk, by=None, at=LATER),
            lambda pk=article: actions.publish(pk, by=None, at=LATER),
        )
        last = Event.objects.filter(article=article.pk).latest("pk").verb
        assert last == "published"
        assert Publication.objects.live(LATER).filter(pk=article.pk).exists()


def test_two_that_point_at_each_other_are_saved_at_once():
    for _round in range(ROUNDS):
        one, two = make_article(), make_article()
        outcome = together(
            saving(one.pk, body=f'<p>New</p><aside data-read-more="{two.pk}"></aside>'),
            saving(two.pk, body=f'<p>New</p><aside data-read-more="{one.pk}"></aside>'),
        )
        assert outcome == ["done", "done"]


def test_two_that_want_each_other_are_saved_at_once():
    for n in range(ROUNDS):
        one = make_article(body=f'<aside data-wanted="Second {n}"></aside>')
        two = make_article(body=f'<aside data-wanted="First {n}"></aside>')
        outcome = together(
            saving(one.pk, headline=f"First {n}"), saving(two.pk, headline=f"Second {n}")
        )
        assert outcome == ["done", "done"]


def test_new_articles_that_want_each_other_arrive_at_once():
    make_section()

    def arriving(headline, wanted):
        body = f'<p>x</p><aside data-wanted="{wanted}"></aside>'
        return lambda: make_article(headline=headline, body=body)

    for n in range(ROUNDS):
        outcome = together(
            arriving(f"First {n}", f"Second {n}"),
            arriving(f"Second {n}", f"First {n}"),
            arriving(f"Third {n}", f"First {n}"),
        )
        assert outcome == ["done"] * 3


def test_many_with_one_headline_arrive_while_others_want_it():
    make_article(body='<aside data-wanted="Zoo"></aside>')
    make_article(body='<aside data-wanted="Zoo"></aside>')
    outcome = together(*[lambda: make_article(headline="Zoo")] * 4)
    assert outcome == ["done"] * 4


def test_a_target_that_is_deleted_meanwhile_is_refused_in_words():
    for _round in range(ROUNDS):
        target, article = make_article(), make_article()
        point = saving(article.pk, body=f'<aside data-read-more="{target.pk}"></aside>')
        outcome = together(point, lambda target=target: actions.delete(target, by=None, at=LATER))
        assert outcome in (["NotReady", "done"], ["NotAllowed", "done"])


def test_readers_never_see_a_publication_in_pieces():
    article = make_article(headline="One", teaser="One")
    approve(article)
    actions.publish(article, by=None, at=AT)

    def update():
        for word in ("Two", "Three", "Four"):
            saving(article.pk, headline=word, teaser=word)()
            actions.update_live(article, by=None, at=LATER)

    def read():
        for _look in range(60):
            row = Publication.objects.live(LATER).get(pk=article.pk)
            assert row.headline == row.teaser
            assert row.headline in row.card

    assert together(update, read, read) == ["done"] * 3
