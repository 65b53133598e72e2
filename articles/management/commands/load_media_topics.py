from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError, transaction

from articles.actions import media_topics
from articles.exchange.media_topics import read_media_topics
from articles.exchange.names import shown
from articles.exchange.problems import ImportProblem

CLASH = "Nothing was loaded: somebody changed topics at the same moment. Please try again."


class Command(BaseCommand):
    help = (
        "Make topics of IPTC's Media Topics, or bring those that there are up to date. Names, "
        "descriptions and parents that the newsroom has changed stay as they are."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", help="The vocabulary as SKOS JSON, from IPTC.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen.")

    def handle(self, *, path, dry_run, **options):
        try:
            concepts, remarks = read_media_topics(path)
        except ImportProblem as problem:
            raise CommandError(f"Nothing was loaded. {problem}") from problem
        self.stderr.write(f"{shown(path)}: {len(concepts):,} media topics read", style_func=str)
        try:
            with transaction.atomic():
                loaded = media_topics.load(concepts, by=None)
                transaction.set_rollback(dry_run)
        except IntegrityError as error:
            raise CommandError(CLASH) from error
        except DatabaseError as error:
            raise CommandError(
                f"Nothing was loaded. The database did not take it: {error}"
            ) from error
        for remark in [*remarks, *loaded.remarks]:
            self.stdout.write(str(remark))
        summary = (
            f"{loaded.created:,} new, {loaded.changed:,} changed, {loaded.unchanged:,} as they "
            f"were; {loaded.retired:,} of them retired."
        )
        self.stdout.write(f"Dry run, nothing was written. {summary}" if dry_run else summary)
