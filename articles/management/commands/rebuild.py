from django.core.management.base import BaseCommand

from articles.actions import upkeep
from articles.models import Publication


class Command(BaseCommand):
    help = "Make what publications repeat (pages, cards) again from their versions."

    def handle(self, *args, **options):
        total = Publication.objects.update(is_stale=True)
        done = 0
        while upkeep.remake_next() is not None:
            done += 1
            if done % 100 == 0:
                self.stderr.write(f"{done} of {total}")
        self.stdout.write(f"{done} publications made again")
