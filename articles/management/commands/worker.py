import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from articles.actions import mail, upkeep


class Command(BaseCommand):
    help = (
        "Do all periodic work: announce scheduled stories, update live ones, refresh what is "
        "stale, bind links, send mail."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now and end.")
        parser.add_argument(
            "--interval", type=float, default=5.0, help="Seconds between rounds (default: 5)."
        )

    def handle(self, *args, once, interval, **options):
        if once:
            self.stdout.write(f"{self.round()} done")
            return
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            started = time.monotonic()
            self.patient_round()
            stop.wait(max(0.0, interval - (time.monotonic() - started)))

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
        """Do everything that is due; return how many things were done."""
        at = timezone.now()
        jobs = (
            lambda: upkeep.announce_next(at=at),
            lambda: upkeep.update_next(at=at),
            lambda: upkeep.remake_next(at=at),
            lambda: upkeep.bind_next(at=at),
            lambda: upkeep.forget(at=at),
            lambda: mail.send_next(at=at),
        )
        return sum(self.all_of(job) for job in jobs)

    def all_of(self, job):
        """Call ``job`` until nothing is left that it can do; return how many things it did."""
        done = 0
        while True:
            try:
                if job() is None:
                    return done
                done += 1
            except upkeep.Failed as failed:
                self.stderr.write(f"Left for the desk: {failed}")
