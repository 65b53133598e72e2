from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions import hub, mail
from articles.catalogues import words_missing
from articles.models import Language, Publication
from articles.queries import desk, links, rights_ahead, sitemap

# Under each heading; a long list is no easier to act on, and may not fit into memory.
SHOWN = 50


class Command(BaseCommand):
    help = "Say what is wrong, or could soon be. Exit status 1 where staff must act."

    def handle(self, *args, **options):
        at = timezone.now()
        overdue = self.report(
            "Scheduled stories that no worker has announced",
            desk.overdue(at).only("headline"),
            "#{0.pk} {0.headline}",
        )
        late = self.report(
            "Scheduled updates that no worker has made",
            desk.overdue_updates(at).select_related("article").only("article__headline"),
            "#{0.article_id} {0.article.headline}",
        )
        failed = self.report(
            "What was due and has failed so far",
            desk.failures().only(
                *("what", "message", "detail", "times", "last_at", "article__headline")
            ),
            "{0.what} #{0.article_id} {0.article.headline}: {0.in_full} "
            "({0.times}×, last {0.last_at:%Y-%m-%d %H:%M} UTC)",
        )
        stale = self.report(
            "Publications that repeat an old name or picture",
            Publication.objects.filter(is_stale=True).only("headline"),
            "#{0.pk} {0.headline}",
        )
        self.report(
            "Links to articles that do not exist yet",
            _links(links.Trouble.WANTED, at),
            "“{0.wanted}” in #{0.article_id} {0.article.headline}",
        )
        self.report(
            "Links that readers do not get, as their target is not live yet",
            _links(links.Trouble.HIDDEN, at),
            "#{0.target_id} {0.target.headline} in #{0.article_id} {0.article.headline}",
        )
        self.report(
            "Links that readers do not get, as their target is withdrawn or expired",
            _links(links.Trouble.DEAD, at),
            "#{0.target_id} {0.target.headline} in #{0.article_id} {0.article.headline}",
        )
        self.report_rights(at)
        self.report(
            "Mail that no server took, and that is not tried again",
            mail.given_up().select_related("to").order_by("pk"),
            "“{0.kind}” of #{0.article_id} to {0.to.username}",
        )
        self.report(
            "Changes of feeds that the hub has not taken so far",
            hub.failing(),
            "{0.feed}: {0.problem} ({0.tries}×)",
        )
        self.report(
            "Months of which the sitemap has another number of stories (rebuild counts them)",
            sitemap.miscounted(),
            "{0[0]:%Y-%m}: {0[1]:,} instead of {0[2]:,}",
        )
        self.report(
            "Languages whose readers see English words around stories",
            [one for one in Language.objects.all() if words_missing(one.code)],
            "{0.name} ({0.code})",
        )
        if failed:
            raise CommandError("What failed is tried again by itself; see what the messages say.")
        if overdue or late or stale:
            raise CommandError("The worker does not keep up. Is it running?")

    def report_rights(self, at):
        """Pictures that leave stories, or have left them, by the clock or by somebody's word."""
        gone, soon = rights_ahead.barred(at), rights_ahead.ending(at)
        what = "“{0.image}” (#{0.image_id}) in #{0.publication_id} {0.publication.headline}"
        self.report(
            "Pictures that may not be used now, which readers do not get with their stories",
            rights_ahead.in_stories(at).filter(rights_ahead.of_images(gone)),
            what,
        )
        self.report(
            f"Pictures in stories whose rights end within {rights_ahead.AHEAD.days} days",
            rights_ahead.in_stories(at).filter(rights_ahead.of_images(soon)),
            f"{what}: {{0.image.usable_until:%Y-%m-%d %H:%M}} UTC",
        )
        self.report(
            "Pictures in scheduled updates whose rights have ended, or end as soon",
            rights_ahead.in_updates(gone | soon),
            "“{0[1]}” (#{0[1].pk}) in #{0[0].article_id} {0[0].article.headline}",
        )

    def report(self, what, rows, form):
        """Write how many there are and the first of them; return how many."""
        count = len(rows) if isinstance(rows, list) else rows.count()
        self.stdout.write(f"{what}: {f'{count:,}' if count else 'none'}")
        for row in rows[:SHOWN]:
            self.stdout.write(f"  {form.format(row)}")
        if count > SHOWN:
            self.stdout.write(f"  … and {count - SHOWN:,} more")
        return count


def _links(trouble, at):
    """With the headlines of both articles alone: no texts."""
    found = links.in_trouble(trouble, at=at).select_related("article", "target")
    return found.only("wanted", "article__headline", "target__headline")
