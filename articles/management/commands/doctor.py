from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.models import Publication
from articles.queries import desk


class Command(BaseCommand):
    help = "Say what is wrong, or could soon be. Exit status 1 where staff must act."

    def handle(self, *args, **options):
        at = timezone.now()
        overdue = [f"#{row.pk} {row.headline}" for row in desk.overdue(at)]
        self.report("Scheduled stories that no worker has announced", overdue)
        stale = [f"#{row.pk} {row.headline}" for row in Publication.objects.filter(is_stale=True)]
        self.report("Publications that repeat an old name or picture", stale)
        wanted = [f"“{row.wanted}” in #{row.article_id} {row.article}" for row in desk.wanted()]
        self.report("Links to articles that do not exist yet", wanted)
        if overdue or stale:
            raise CommandError("The worker does not keep up. Is it running?")

    def report(self, what, entries):
        self.stdout.write(f"{what}: {len(entries) or 'none'}")
        for entry in entries:
            self.stdout.write(f"  {entry}")
