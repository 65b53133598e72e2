"""What a publication repeats, held still while it is made.

Rows are locked in the same order everywhere: docs/decisions/order-of-locks.md.
"""

from collections.abc import Mapping

from django.db import connection

# The ORM has no word for a lock that lets others read on and nobody change.
HOLD = """
    SELECT * FROM (
        SELECT 1 FROM articles_language WHERE code = %(language_id)s FOR SHARE
    ) AS language UNION ALL SELECT * FROM (
        SELECT 1 FROM articles_section WHERE id = %(section_id)s FOR SHARE
    ) AS section UNION ALL SELECT * FROM (
        SELECT 1 FROM articles_topic WHERE id = ANY(%(topics)s) ORDER BY id FOR SHARE
    ) AS topics UNION ALL SELECT * FROM (
        SELECT 1 FROM articles_tag
        WHERE id = ANY(%(tags)s)
            OR id IN (SELECT merged_into_id FROM articles_tag WHERE id = ANY(%(tags)s))
        ORDER BY id FOR SHARE
    ) AS tags UNION ALL SELECT * FROM (
        SELECT 1 FROM articles_contributor WHERE id = ANY(%(people)s) ORDER BY id FOR SHARE
    ) AS people
"""


def hold(data: Mapping) -> None:
    """Let nobody rename what the version ``data`` names until the transaction ends.

    Who is at it already is waited for. Others may publish under the same names meanwhile.
    """
    people = [credit["contributor_id"] for credit in data["credits"]]
    with connection.cursor() as cursor:
        cursor.execute(HOLD, {**data, "people": people})
        cursor.fetchall()
