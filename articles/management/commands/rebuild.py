from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions import failures, picture_sweep, picture_upkeep, sitemap, upkeep
from articles.actions.picture_storage import NotStored, StorageFailed
from articles.models import Failure, Image, Publication
from articles.queries.sitemap import miscounted

STOPPED = "Stopped. What was made again stays so, the rest is as it was."
INTERRUPTED = 130  # what shells say of a program that Ctrl-C has ended


class Command(BaseCommand):
    help = (
        "Make what can be made again: files of pictures that are missing or not as they are to be, "
        "what publications repeat (pages, cards) from their versions, and how many stories the "
        "sitemap has of each month. Files that belong to no picture are deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--pictures", action="store_true", help="Make the files of all pictures again."
        )

    def handle(self, *args, pictures, **options):
        try:
            failed = self.rebuild_pictures(every=pictures)
            failed += self.rebuild_publications() + self.sweep()
            self.recount()
        except KeyboardInterrupt as stop:
            raise CommandError(STOPPED, returncode=INTERRUPTED) from stop
        if failed:
            raise CommandError(f"{failed} could not be made again; readers have them as before.")

    def rebuild_pictures(self, *, every):
        """Return how many could not be made."""
        # One at a time, by key: it may take hours, and pictures come and go meanwhile.
        keys = list(Image.objects.order_by("pk").values_list("pk", flat=True))
        done = failed = number = 0
        for number, pk in enumerate(keys, 1):
            image = Image.objects.filter(pk=pk).first()
            try:
                if image and (every or not picture_upkeep.is_whole(image)):
                    picture_upkeep.remake(image, at=timezone.now())
                    done += 1
            except NotStored as refusal:
                failed += 1
                self.stderr.write(f"Picture #{pk} {image}: {refusal}")
                if isinstance(refusal, StorageFailed) and not picture_upkeep.is_of_one(refusal):
                    break  # the next one would fare no better
            self.progress("pictures", number, len(keys), 10)
        self.stdout.write(f"{done} pictures made again, {number - done - failed} as they were")
        return failed

    def sweep(self):
        """Return 1 where the storage did not answer."""
        try:
            gone = picture_sweep.sweep(at=timezone.now())
        except StorageFailed as refusal:
            self.stderr.write(f"Files of no picture: {refusal}")
            return 1
        self.stdout.write(f"{gone} files and folders of no picture deleted")
        return 0

    def rebuild_publications(self):
        """Return how many could not be made."""
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
            self.progress("publications", done + failed, total, 100)
        self.stdout.write(f"{done} publications made again")
        return failed

    def recount(self):
        """How many stories each month has: triggers keep it, so hardly ever is anything wrong."""
        if wrong := len(miscounted()):
            sitemap.recount()
            self.stdout.write(f"{wrong} months of the sitemap counted again")

    def progress(self, what, number, total, every):
        if number % every == 0:
            self.stderr.write(f"{what}: {number} of {total}")
