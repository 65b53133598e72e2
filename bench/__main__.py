"""Measures what readers get, publishing, importing, the desk, pictures; prints a table of each.

Options: desk, readers or pictures (all), --articles N (10000), --seconds N (5), --rounds N (5); for
the desk --only REGEX of names, and --slow MS: the slowest query of what took the database longer.
``search --articles 100000`` measures readers' search, in a database of its own.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
FOLDER = "bench-search" if "search" in sys.argv[1:2] else "bench"
os.environ.setdefault("NEWSROOM_VAR", str(Path(__file__).resolve().parent.parent / "var" / FOLDER))


# So many stories are written as staff write them; the rest are copies of these.
BY_ACTIONS = 300


def main() -> None:
    options = arguments()
    if options.what == "search":
        return searching(options)
    if options.what != "pictures":
        with_articles(options)
    if options.what in (None, "pictures"):
        from bench import pictures

        pictures.measure()


def searching(options: argparse.Namespace) -> None:
    import django

    django.setup()
    prepare(BY_ACTIONS)
    from bench import search

    search.measure(options.articles)


def with_articles(options: argparse.Namespace) -> None:
    import django

    django.setup()
    prepare(options.articles)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    if options.what != "desk":
        pages(options)
        publishing()
        importing()
    if options.what != "readers":
        from bench import desk

        desk.measure(options)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["readers", "desk", "pictures", "search"])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--slow", type=float, default=0)
    return parser.parse_args()


def prepare(count: int) -> None:
    """A database of its own with ``count`` live articles; kept for the next run."""
    from django.core.management import call_command
    from django.utils import timezone

    from articles.models import Publication
    from bench import archive
    from bench.content import Writer
    from newsroom import devdb

    devdb.ensure_running()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    there = Publication.objects.count()
    if there >= count:
        return
    print(f"Writing {count - there} articles …", flush=True)
    writer = Writer(timezone.now())
    for number in range(there, min(count, BY_ACTIONS)):
        writer.publish(writer.save(number), number)
    if count > BY_ACTIONS:
        archive.copy_stories(count - max(there, BY_ACTIONS))


def pages(options: argparse.Namespace) -> None:
    """Requests per second of each page, alternating with a bare view that is as long."""
    from bench import load, servers

    with servers.server("newsroom.wsgi:application") as (site, pid):
        for name, path in page_addresses():
            size = servers.warm(site + path)
            with servers.server("bench.bare:application", BARE_BYTES=str(size)) as (bare, _pid):
                servers.warm(bare + "/")
                floors, runs = [], []
                for _ in range(options.rounds):
                    floors.append(load.drive(bare + "/", seconds=options.seconds))
                    runs.append(load.drive(site + path, seconds=options.seconds))
            report(name, size, runs, floors)
        print(f"largest worker: {servers.largest_worker_mb(pid):.0f} MB")


def page_addresses() -> list[tuple[str, str]]:
    from articles.addresses import ARTICLE, address
    from articles.models import Publication

    newest = Publication.objects.order_by("-published_at")
    row = newest.filter(version__article__read_more_references__isnull=False).first()
    assert row is not None
    return [
        ("article", address(ARTICLE, row.language_id, row.slug, row.pk)),
        ("section", row.page["section"]["url"]),
        ("front", f"/{row.language_id}/"),
    ]


def report(name: str, size: int, runs: list, floors: list) -> None:
    """Medians, and the best runs: gunicorn's workers do not share connections out evenly."""
    speeds = [run.requests_per_second for run in runs]
    bare = [run.requests_per_second for run in floors]
    median = statistics.median(speeds) / statistics.median(bare)
    print(
        f"{name:8} {size:6} bytes"
        f"  {statistics.median(speeds):5.0f}/s (best {max(speeds):5.0f})"
        f"  bare view {statistics.median(bare):6.0f}/s (best {max(bare):6.0f})"
        f"  ratio {median:.3f} (of the best {max(speeds) / max(bare):.3f})"
        f"  p99 {statistics.median(run.p99_ms for run in runs):.0f} ms",
        flush=True,
    )


def publishing(count: int = 40) -> None:
    from django.utils import timezone

    from bench.content import Writer

    writer = Writer(timezone.now())
    times = []
    for number in range(count):
        article = writer.save(number)
        started = time.perf_counter()
        writer.publish(article, number)
        times.append((time.perf_counter() - started) * 1000)
    print(f"publishing an article of 20 blocks: {statistics.median(times):.1f} ms at the median")


def importing(count: int = 400) -> None:
    import random

    from django.core.management import call_command

    from bench.content import sentence

    dice = random.Random(time.time())
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            lines = [" ".join(sentence(dice) for _ in range(3)) for _ in range(12)]
            text = "\n".join([*lines, "zz, yy/xx (AP, Reuters)"])
            Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
        started = time.perf_counter()
        with open(os.devnull, "w") as silence:
            call_command(
                "import_articles", folder, section="bench-0", stdout=silence, stderr=silence
            )
        seconds = time.perf_counter() - started
    print(f"importing: {count / seconds:.0f} texts a second")


if __name__ == "__main__":
    main()
