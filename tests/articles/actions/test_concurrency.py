"""Several processes at once, each with a connection of its own."""

import multiprocessing
from datetime import timedelta

import pytest
from django.db import connections

from articles import actions
from articles.models import Article, Event, Publication, Version
from tests.factories import AT, approve, make_article, make_scheduled, make_section

# The rows of the first migrations come back after each test, which empties all tables.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LATER = AT + timedelta(hours=1)
ROUNDS = 6


def together(*jobs):
    """Run ``jobs`` at the same moment in processes; return the names of what they came to."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(len(jobs)), context.SimpleQueue()

    def run(job):
        connections["default"].ensure_connection()
        barrier.wait(timeout=20)
        try:
            job()
            results.put("done")
        except Exception as error:
            results.put(type(error).__name__)
        finally:
            connections.close_all()

    processes = [context.Process(target=run, args=(job,)) for job in jobs]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=30)
    assert [process.exitcode for process in processes] == [0] * len(jobs)
    return sorted(results.get() for _job in jobs)


def saving(pk, *, expected=None, **fields):
    def job():
        article = Article.objects.get(pk=pk)
        for name, value in fields.items():
            setattr(article, name, value)
        actions.save(article, by=None, at=LATER, expected_version=expected)

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


def test_of_eight_publishers_one_publishes():
    article = make_article()
    approve(article)
    outcome = together(*[lambda: actions.publish(article, by=None, at=LATER)] * 8)
    assert outcome == ["NotAllowed"] * 7 + ["done"]
    assert Publication.objects.count() == 1
    assert Event.objects.filter(verb="published").count() == 1


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
