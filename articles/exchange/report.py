"""What an import did, counted and put into words."""

from collections import Counter
from time import monotonic

from articles.models import Contributor, ReadMoreReference

from .importer import Status

PARTS = 10


class Report:
    """Counts outcomes; says how far a long run is."""

    def __init__(self, total):
        self.total = total
        self.statuses = Counter()
        self.failed = 0
        self._started = monotonic()
        self._people = _to_complete()
        self._wanted = _wanted()

    @property
    def done(self):
        return sum(self.statuses.values()) + self.failed

    def is_a_step(self):
        """Whether another tenth of the run, or its 100 texts, is done."""
        return self.done % max(1, min(100, self.total // PARTS)) == 0 and self.done < self.total

    def progress(self):
        pace = self.done / max(monotonic() - self._started, 0.001)
        return f"{self.done:,} of {self.total:,} texts ({pace:.0f} a second)"

    def summary(self):
        counts = [(self.statuses[status], status.value) for status in Status]
        counts.append((self.failed, "failed"))
        told = [f"{number:,} {what}" for number, what in counts if number]
        sentences = [", ".join(told) or "No texts"]
        if people := _to_complete() - self._people:
            sentences.append(f"{_count(people, 'person', 'people')} to be completed")
        if (wanted := _wanted() - self._wanted) > 0:
            sentences.append(
                f"{_count(wanted, 'read-more', 'read-mores')} to articles not here yet"
            )
        return ". ".join(sentences) + "."


def describe(wire):
    """The parts of a text in one line: "teaser, 3 × paragraph, 2 × subhead; signed tj/ng (AP)"."""
    kinds = Counter(type(block).name.replace("_", " ") for block in wire.blocks)
    parts = [f"{number} × {kind}" for kind, number in kinds.items()]
    told = ["teaser"] * bool(wire.teaser) + parts
    signed = f"; signed {wire.sign_off.text}" if wire.sign_off.text else ""
    return ", ".join(told) + signed


def _to_complete():
    return Contributor.objects.filter(is_complete=False).count()


def _wanted():
    return ReadMoreReference.objects.filter(target=None).count()


def _count(number, one, many):
    return f"{number:,} {one if number == 1 else many}"
