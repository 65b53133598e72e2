"""How long the files of the sitemap take with a million stories: ``python -m bench.sitemap``.

In a database of its own (NEWSROOM_VAR, var/bench-sitemap), which is kept for the next run. Options:
--stories N (1000000), --years N (10), --rounds N (9).
"""

import argparse
import os
import statistics
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
HERE = Path(__file__).resolve().parent.parent
os.environ.setdefault("NEWSROOM_VAR", str(HERE / "var" / "bench-sitemap"))

# Two of five stories are in another language, and every tenth was translated into it. Of two more
# languages nothing is left: the stories of one have expired, those of the other were withdrawn.
LANGUAGES = {"de": "Deutsch", "fr": "français", "es": "español"}
LANGUAGE = (
    "CASE WHEN n % 5 > 2 THEN 'de' WHEN n % 5 = 0 THEN 'fr' WHEN n % 5 = 1 THEN 'es' ELSE 'en' END"
)
EXPIRED = "n % 5 = 0"
WITHDRAWN = "n % 5 = 1"
TRANSLATED = "n % 10 = 3"
# What the trigger would have written.
COUNTED = """
    INSERT INTO articles_storiesofmonth (begins, stories)
    SELECT date_trunc('month', published_at, 'UTC'), count(*) FROM articles_publication GROUP BY 1
"""


def main() -> None:
    options = arguments()
    import django

    django.setup()
    prepare(options.stories, options.years)
    for path in (*paths(), "/news-sitemap.xml", "/en/feed.rss"):
        report(path, options.rounds)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.sitemap", description=__doc__)
    parser.add_argument("--stories", type=int, default=1_000_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def prepare(count: int, years: int) -> None:
    """Copies of one story, spread evenly over ``years``, written by SQL."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from articles.models import Publication
    from newsroom import devdb

    devdb.ensure_running()
    call_command("migrate", verbosity=0)
    if Publication.objects.exists():
        return
    print(f"Writing {count:,} stories …", flush=True)
    story = one_story()
    with transaction.atomic(), connection.cursor() as cursor:
        # Triggers and foreign keys need not be asked a million times of copies.
        cursor.execute("SET LOCAL session_replication_role = replica")
        copy_story(cursor, story, count, f"interval '{years} years' / {count}")
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        cursor.execute("VACUUM ANALYZE")  # as autovacuum does in time


def one_story() -> Any:
    """The publication of a story with a short text."""
    from django.utils import timezone

    from articles import actions
    from articles.models import Language
    from bench.content import Writer

    for code, name in LANGUAGES.items():
        Language.objects.get_or_create(code=code, defaults={"name": name})
    now = timezone.now()
    article = Writer(now).save(0)
    article.body = "<p>A short text: a million of them are to fit on a disk.</p>"
    actions.save(article, by=None, at=now)
    return actions.publish(article, by=None, at=now)


def copy_story(cursor: Any, story: Any, count: int, apart: str) -> None:
    cursor.execute("SELECT max(id) FROM articles_version")  # no article has a higher one
    [(last,)] = cursor.fetchall()
    key = f"{last} + n"
    at = f"published_at - n * ({apart})"
    group = f"{key} - CASE WHEN {TRANSLATED} THEN 1 ELSE 0 END"
    listed = {"publication_id": key, "language_id": LANGUAGE, "published_at": at}
    tables = {
        "article": (f"id = {story.pk}", {"id": key, "language_id": LANGUAGE}),
        "version": (f"id = {story.version_id}", {"id": key, "article_id": key}),
        "publication": (
            f"article_id = {story.pk}",
            {
                "article_id": key,
                "version_id": key,
                "language_id": LANGUAGE,
                "published_at": at,
                "updated_at": at,
                "expires_at": f"CASE WHEN {EXPIRED} THEN {at} + interval '1 minute' END",
                "withdrawn_at": f"CASE WHEN {WITHDRAWN} THEN {at} END",
                "withdrawn_why": f"CASE WHEN {WITHDRAWN} THEN 'Wrong.' ELSE '' END",
                "translation_group": group,
            },
        ),
        "publicationtopic": (f"publication_id = {story.pk}", listed),
        "publicationperson": (f"publication_id = {story.pk}", listed),
    }
    for name, (source, own) in tables.items():
        copy_rows(cursor, f"articles_{name}", source, own, count)


def copy_rows(cursor: Any, table: str, source: str, own: dict[str, str], count: int) -> None:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND is_identity = 'NO' OR table_name = %s AND column_name = ANY(%s)",
        [table, table, list(own)],
    )
    columns = [name for (name,) in cursor]
    values = ", ".join(own.get(name, f'source."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {values}"
        f" FROM {table} AS source, generate_series(1, {count}) AS n WHERE source.{source}"
    )


def paths() -> list[str]:
    """The index, the pages, the first and second file of the last whole month, an old one."""
    from django.test import Client

    text = Client().get("/sitemap.xml", headers={"host": "127.0.0.1"}).content.decode()
    files = [part.partition("<")[0] for part in text.split("<loc>http://127.0.0.1")[1:]]
    print(f"{len(files):,} files")
    return ["/sitemap.xml", *files[:1], *files[3:5], files[-2]]


def report(path: str, rounds: int) -> None:
    from django.test import Client

    client, times = Client(), []
    for _ in range(rounds):
        started = time.perf_counter()
        response = client.get(path, headers={"host": "127.0.0.1"})
        times.append((time.perf_counter() - started) * 1000)
    count = response.content.count(b"<loc>")
    print(
        f"{path:26} {response.status_code} {len(response.content):9,} bytes {count:6,} addresses"
        f"  median {statistics.median(times):6.0f} ms (worst {max(times):.0f})",
        flush=True,
    )


if __name__ == "__main__":
    main()
