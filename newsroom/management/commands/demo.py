import os
import secrets

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.models import Article
from newsroom.demo.accounts import GROUPS
from newsroom.demo.loader import Loader


class Command(BaseCommand):
    help = (
        "Fill an empty newsroom with the demo: articles, pictures, people, feedback, accounts. "
        "The accounts' password is DEMO_PASSWORD, or a random one that is printed once."
    )

    def handle(self, *args, **options):
        if Article.objects.exists():
            raise CommandError("This newsroom has articles. The demo is for an empty one.")
        if taken := list(
            User.objects.filter(username__in=GROUPS).values_list("username", flat=True)
        ):
            raise CommandError(f"These accounts exist already: {', '.join(sorted(taken))}.")
        chosen = os.environ.get("DEMO_PASSWORD")
        password = chosen or secrets.token_urlsafe(9)
        count = Loader(at=timezone.now(), password=password, say=self.stderr.write).load()
        self.stdout.write(f"{count} articles loaded. Accounts: {', '.join(GROUPS)}.")
        shown = "as given in DEMO_PASSWORD" if chosen else f"{password} (shown only now)"
        self.stdout.write(f"Password of all of them: {shown}")
