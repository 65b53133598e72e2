import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from articles.actions import (
    hub,
    mail,
    picture_sweep,
    picture_upkeep,
    rights_notice,
    sitemap,
    upkeep,
)

# What somebody waits for comes first.
JOBS = (
    upkeep.announce_next,
    upkeep.update_next,
    upkeep.remake_next,
    upkeep.bind_next,
    rights_notice.tell_next,
    upkeep.forget,
    mail.send_next,
    hub.ping_next,
    picture_upkeep.remove_next,
    picture_upkeep.make_next,
    picture_sweep.sweep_next,
    sitemap.add_up_next,
)
SHARE = 20


class Command(BaseCommand):
    help = (
        "Do all periodic work: announce scheduled stories, update live ones, refresh what is "
        "stale, bind links, send mail, tell the hub for feeds, look after the files of pictures."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now and end.")
        parser.add_argument(
            "--interval", type=float, default=5.0, help="Seconds between rounds (default: 5)."
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stop = threading.Event()

    def handle(self, *args, once, interval, **options):
        if once:
            self.stdout.write(f"{self.round()} done")
            return
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: self.stop.set())
        while not self.stop.is_set():
            started = time.monotonic()
            self.patient_round()
            self.stop.wait(max(0.0, interval - (time.monotonic() - started)))

    def patient_round(self):
        """A round that outlives a database that is away for a while."""
        try:
            close_old_connections()
            if done := self.round():
                self.stdout.write(f"{timezone.now():%H:%M:%S} {done} done")
        except DatabaseError as error:
            self.stderr.write(f"The database did not answer, trying again: {error}")
            close_old_connections()

    def round(self):
        """Do everything that is due; return how many things were done.

        It takes turns: what was promised for a moment waits for no more than ``SHARE`` of the
        thousands of pages that a new name in a menu may have made stale.
        """
        done = 0
        while turn := sum(self.some_of(job) for job in JOBS):
            done += turn
        return done

    def some_of(self, job):
        """Call ``job`` until nothing is left or its share is done; return how often it did one."""
        done = 0
        while done < SHARE and not self.stop.is_set():
            try:
                if job(at=timezone.now()) is None:
                    break
                done += 1
            except upkeep.Failed as failed:
                self.stderr.write(f"Left for the desk: {failed}")
        return done
