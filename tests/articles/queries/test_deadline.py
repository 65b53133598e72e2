"""How long queries may take together."""

import pytest
from django.db import OperationalError, connection, transaction

from articles.queries.deadline import Deadline

pytestmark = pytest.mark.django_db


def limit():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


def test_a_query_has_what_is_left_and_no_more_than_its_own():
    Deadline(60_000).limit(200)
    assert limit() == "200ms"
    Deadline(0).limit(200)
    assert limit() == "1ms"  # 0 would be no limit


def test_what_takes_longer_is_given_up():
    with transaction.atomic(), connection.cursor() as cursor:
        Deadline(50).limit(10_000)
        with pytest.raises(OperationalError, match="timeout"):
            cursor.execute("SELECT pg_sleep(30)")
        transaction.set_rollback(True)


def test_it_ends_with_its_transaction():
    with transaction.atomic():
        Deadline(50).limit(50)
        transaction.set_rollback(True)
    assert limit() == "0"
