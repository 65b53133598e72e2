from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions import failures, upkeep
from articles.models import Failure, Publication


class Command(BaseCommand):
    help = "Make what publications repeat (pages, cards) again from their versions."

    def handle(self, *args, **options):
        total = Publication.objects.update(is_stale=True)
        Failure.objects.filter(what=failures.REMAKE).delete()  # each is tried again now
        at, done, failed = timezone.now(), 0, 0
        while True:
            try:
                if upkeep.remake_next(at=at) is None:
                    break
                done += 1
            except upkeep.Failed as failure:
                failed += 1
                self.stderr.write(str(failure))
            if (done + failed) % 100 == 0:
                self.stderr.write(f"{done + failed} of {total}")
        self.stdout.write(f"{done} publications made again")
        if failed:
            raise CommandError(f"{failed} could not be made again; readers have them as before.")
