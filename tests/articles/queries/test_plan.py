"""What the plan holds, for whom, and in which group."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Article, Failure, ScheduledUpdate
from articles.queries.plan import SHOWN, By, Wanted, choices, midnight, plan
from tests.factories import (
    approve,
    make_article,
    make_contributor,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_user,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def groups(user, *, by=By.STATE, at=NOON, **wanted):
    found = plan(user, at=at, by=by, wanted=Wanted(**wanted))
    return {
        group.key: [row.headline for row in group.rows]
        for group in found
        if group.rows or by is By.STATE
    }


@pytest.fixture
def editor():
    return make_user("Editor")


@pytest.fixture
def reporter():
    return make_user("Reporter")


def planned(headline, moment, **fields):
    return make_article(headline=headline, planned_for=moment, at=NOON - DAY, **fields)


@pytest.fixture
def newsroom(reporter):
    make_article(headline="own draft", by=reporter, at=NOON - HOUR)
    planned("planned draft", NOON + DAY)
    for hours, headline in ((5, "waits longest"), (3, "waits")):
        at = NOON - hours * HOUR
        actions.submit(make_article(headline=headline, at=at), by=None, at=at)
    approve(make_article(headline="approved", at=NOON))
    make_scheduled(headline="later", at=NOON - DAY, publish_at=NOON + 2 * DAY)
    make_scheduled(headline="sooner", at=NOON - DAY, publish_at=NOON + HOUR)
    make_live(headline="live today", at=NOON - HOUR)
    make_live(headline="live this morning", at=NOON - 2 * HOUR)
    make_live(headline="live yesterday", at=NOON - DAY)
    make_withdrawn(headline="withdrawn", at=NOON - DAY)
    newer = make_live(headline="newer text", at=NOON - 3 * DAY)
    newer.teaser = "Mended."
    actions.save(newer, by=None, at=NOON)
    planned("late", NOON - HOUR)
    updated = make_live(headline="to be updated", at=NOON - 3 * DAY)
    schedule_update(updated, NOON + 3 * HOUR)
    failed = make_live(headline="failed", at=NOON - 3 * DAY)
    schedule_update(failed, NOON - 2 * HOUR)
    Failure.objects.create(
        article=failed, what="update", message="No.", first_at=NOON, last_at=NOON
    )


def schedule_update(article, due_at):
    version = article.versions.get()
    ScheduledUpdate.objects.create(article=article, version=version, due_at=due_at, made_at=NOON)


def test_by_where_it_stands(newsroom, editor):
    found = groups(editor)
    approved = found.pop("approved")
    assert set(approved) == {"approved", "newer text"}
    assert found == {
        "overdue": ["failed", "late"],
        "work": ["planned draft", "own draft"],
        "review": ["waits longest", "waits"],
        "scheduled": ["sooner", "to be updated", "later"],
        "live": ["live today", "live this morning"],
    }


def newer(article, *, approved=False, at=NOON):
    """Somebody changes the text, which brings it back into review."""
    make_version(article, by=make_user("superuser"), at=at, teaser="Newer.")
    if approved:
        approve(article, at=at)


def test_overdue_by_plan_is_only_what_readers_do_not_have(editor):
    plan_kept = {"planned_for": NOON - 2 * HOUR}
    newer(make_live(headline="live", at=NOON - HOUR, **plan_kept))
    newer(make_live(headline="live, approved", at=NOON - HOUR, **plan_kept), approved=True)
    newer(make_withdrawn(headline="withdrawn since", at=NOON - HOUR, **plan_kept))
    newer(make_withdrawn(headline="to come back", at=NOON - DAY, planned_for=NOON - HOUR), at=NOON)
    make_scheduled(headline="promised", at=NOON - DAY, publish_at=NOON + HOUR, **plan_kept)
    times = {"publish_at": NOON - 5 * HOUR, "expires_at": NOON - 3 * HOUR}
    for headline, hours in (("expired since", 4), ("expired before", 2)):
        moment = NOON - hours * HOUR
        newer(make_scheduled(headline=headline, at=NOON - DAY, planned_for=moment, **times))
    make_article(headline="never out", **plan_kept)
    found = groups(editor)
    assert set(found["overdue"]) == {"never out", "to come back", "expired before"}
    assert found["scheduled"] == ["promised"]
    others = {title for rows in groups(editor).values() for title in rows} - set(found["overdue"])
    assert others == {"live", "live, approved", "withdrawn since", "expired since", "promised"}
    by_day = groups(editor, by=By.DAY)
    assert set(by_day.pop("overdue")) == set(found["overdue"])
    assert set(by_day.pop("undated")) == others - {"promised"}
    assert by_day == {"2026-05-06": ["promised"]}


def test_a_plan_for_an_update_of_a_live_story_is_never_overdue(editor):
    article = make_live(headline="live", at=NOON - DAY, planned_for=NOON + HOUR)
    newer(article, at=NOON)
    assert groups(editor, by=By.DAY) == {"2026-05-06": ["live"]}
    assert groups(editor, by=By.DAY, at=NOON + 2 * HOUR) == {"undated": ["live"]}


def test_withdrawn_stories_have_a_group_of_their_own_where_newer_text_is_approved(editor):
    approve(make_article(headline="approved"))
    assert "withdrawn" not in groups(editor)
    newer(make_withdrawn(headline="mended"), approved=True)
    newer(make_withdrawn(headline="in work again"))
    make_withdrawn(headline="gone")
    found = groups(editor)
    assert list(found)[3:5] == ["approved", "withdrawn"]
    assert (found["approved"], found["withdrawn"]) == (["approved"], ["mended"])
    assert "gone" not in [headline for rows in found.values() for headline in rows]


def test_by_day(newsroom, editor):
    found = groups(editor, by=By.DAY)
    undated = found.pop("undated")
    assert set(undated) == {"own draft", "waits longest", "waits", "approved", "newer text"}
    assert found == {
        "overdue": ["failed", "late"],
        "2026-05-06": ["live this morning", "live today", "sooner", "to be updated"],
        "2026-05-07": ["planned draft"],
        "2026-05-08": ["later"],
    }


def test_days_without_anything_are_there_and_far_ones_come_together(editor):
    planned("in a week", NOON + 7 * DAY)
    planned("in eight days", NOON + 8 * DAY)
    found = plan(editor, at=NOON, by=By.DAY, wanted=Wanted())
    assert [group.key for group in found] == [
        "overdue",
        *(f"2026-05-{day:02}" for day in range(6, 14)),
        "later",
        "undated",
    ]
    assert [len(group.rows) for group in found] == [0] * 8 + [1, 1, 0]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_a_day_is_the_newsrooms(editor, settings, zone):
    settings.TIME_ZONE = zone
    timezone.get_default_timezone.cache_clear()
    with timezone.override(None):
        start = midnight(NOON)
        assert timezone.localtime(start, timezone.get_default_timezone()).hour == 0
        make_live(headline="first of the day", at=start)
        make_live(headline="last of the day before", at=start - timedelta(microseconds=1))
        assert groups(editor)["live"] == ["first of the day"]
        assert list(groups(editor, by=By.DAY).values()) == [["first of the day"]]
    timezone.get_default_timezone.cache_clear()


def test_by_desk(newsroom, editor):
    sport = make_section("Sport", position=9)
    make_article(headline="match", section=sport)
    make_article(headline="nowhere", section=None)
    found = plan(editor, at=NOON, by=By.DESK, wanted=Wanted())
    assert [group.rows[0].section for group in found][1:] == [sport, None]
    assert [row.headline for row in found[-1].rows] == ["nowhere"]


def test_a_reporter_sees_what_a_reporter_may_know_of(newsroom, reporter):
    found = groups(reporter)
    assert found["work"] == ["own draft"]
    assert found["review"] == []
    assert set(found["approved"]) == {"approved", "newer text"}
    assert found["scheduled"] == ["sooner", "to be updated", "later"]


def test_who_may_not_see_articles_has_an_empty_plan(newsroom):
    assert not any(groups(make_user("nobody")).values())


def test_narrowed(editor, reporter):
    make_language("de")
    sport = make_section("Sport")
    make_article(headline="Sport", section=sport)
    make_article(headline="Deutsch", language_id="de", section=make_section("Welt"))
    make_article(headline="assigned", assigned_to=reporter, section=None)
    person = make_contributor(user=reporter)
    make_article(headline="credited", credits=[(person, "writer")], section=None)
    actions.submit(make_article(headline="in review", section=None), by=None, at=NOON)
    assert groups(editor, section=sport.pk)["work"] == ["Sport"]
    assert groups(editor, language="de")["work"] == ["Deutsch"]
    assert set(groups(editor, person=reporter.pk)["work"]) == {"assigned", "credited"}
    found = groups(editor, stage="review")
    assert (found["work"], found["review"]) == ([], ["in review"])


def test_long_groups_are_cut_and_counted(editor):
    for n in range(SHOWN + 3):
        make_article(headline=f"{n}", at=NOON + n * HOUR)
    [work] = [g for g in plan(editor, at=NOON, by=By.STATE, wanted=Wanted()) if g.key == "work"]
    assert [row.headline for row in work.rows] == [f"{SHOWN + 2 - n}" for n in range(SHOWN)]
    assert (work.total, work.more) == (SHOWN + 3, 3)


def test_all_of_one_group_is_shown_where_it_is_asked_for(editor):
    for section in (None, make_section("World")):
        for _ in range(SHOWN + 2):
            make_article(section=section)

    def lengths(**options):
        found = plan(editor, at=NOON, by=By.DESK, wanted=Wanted(), **options)
        return [len(group.rows) for group in found]

    assert lengths() == [SHOWN, SHOWN]
    assert lengths(whole="") == [SHOWN, SHOWN + 2]
    assert lengths(whole="x") == [SHOWN, SHOWN]


@pytest.mark.parametrize("by", list(By))
def test_one_query_however_much_there_is(newsroom, editor, by, django_assert_num_queries):
    editor.has_perm("articles.view_article")
    with django_assert_num_queries(1):
        found = plan(editor, at=NOON, by=by, wanted=Wanted())
        for group in found:
            for row in group.rows:
                assert row.section or row.language or row.assigned_to or row.created_by


def test_choices(reporter, django_assert_num_queries):
    section = make_section("Sport")
    make_user("Editor", first_name="Ada", last_name="Lang", username="ada")
    make_user("Editor", is_active=False, username="gone")
    with django_assert_num_queries(1):
        found = choices()
    assert found.sections == [(section.pk, "Sport")]
    assert ("en", "English") in found.languages
    assert "Ada Lang" in [name for _pk, name in found.people]
    assert "gone" not in [name for _pk, name in found.people]
    assert Article.objects.count() == 0
