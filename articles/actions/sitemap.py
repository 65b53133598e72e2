"""What the worker does for the sitemap; it may run anywhere twice."""

from datetime import datetime

from django.db import connection

from articles.models import StoriesOfMonth

# Fewer rows are added up faster by whoever asks than by anybody before.
FEW = 1000

# Rows that come meanwhile are not seen by this, and stay.
ADD_UP = """
    WITH gone AS (DELETE FROM articles_storiesofmonth RETURNING begins, stories)
    INSERT INTO articles_storiesofmonth (begins, stories)
    SELECT begins, sum(stories) FROM gone GROUP BY begins HAVING sum(stories) <> 0
"""


def add_up_next(*, at: datetime) -> int | None:
    """Make one row of each month's; return how many there are then, or None where they are few."""
    if not StoriesOfMonth.objects.order_by()[FEW : FEW + 1].exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute(ADD_UP)
        return cursor.rowcount if cursor.rowcount <= FEW else None
