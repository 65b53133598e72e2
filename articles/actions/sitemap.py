"""What the worker does for the sitemap; it may run anywhere twice."""

from datetime import datetime

from django.db import connection, transaction

from articles.models import StoriesOfMonth

# Fewer rows are added up faster by whoever asks than by anybody before.
FEW = 1000

# No two of these go on at the same time: each would count what the other one writes. Whoever
# publishes writes on.
ALONE = "LOCK TABLE articles_storiesofmonth IN SHARE UPDATE EXCLUSIVE MODE"
# Rows that come meanwhile are not seen by this, and stay.
ADD_UP = """
    WITH gone AS (DELETE FROM articles_storiesofmonth RETURNING begins, stories)
    INSERT INTO articles_storiesofmonth (begins, stories)
    SELECT begins, sum(stories) FROM gone GROUP BY begins HAVING sum(stories) <> 0
"""
# What a publication and its row of a month are written in is seen by this with both, or not at all.
RECOUNT = """
    WITH gone AS (DELETE FROM articles_storiesofmonth)
    INSERT INTO articles_storiesofmonth (begins, stories)
    SELECT date_trunc('month', published_at, 'UTC'), count(*) FROM articles_publication GROUP BY 1
"""


@transaction.atomic
def add_up_next(*, at: datetime) -> int | None:
    """Make one row of each month's; return how many there are then, or None where they are few."""
    if not StoriesOfMonth.objects.order_by()[FEW : FEW + 1].exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        cursor.execute(ADD_UP)
        return cursor.rowcount if cursor.rowcount <= FEW else None


@transaction.atomic
def recount() -> int:
    """Count anew what each month has, whatever was kept; return how many months there are.

    It takes seconds with a million stories; nobody who publishes waits for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        cursor.execute(RECOUNT)
        return cursor.rowcount
