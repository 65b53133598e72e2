from contextlib import contextmanager, nullcontext
from traceback import format_exception

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from articles.exchange.files import files_in, sniff
from articles.exchange.importer import Importer, Status
from articles.exchange.names import shown
from articles.exchange.problems import ImportProblem
from articles.exchange.report import Report, describe
from articles.exchange.text import parse_text, read_text_file

FORMATS = ("auto", "text", "ninjs", "newsml", "nitf", "rss", "wxr")
# Up to so many texts each gets a line of its own; more get progress and a summary.
FEW = 20


class Command(BaseCommand):
    help = "Turn texts into drafts. A text that came before changes nothing. See docs/importing.md."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="A file, or a folder of .txt.")
        parser.add_argument("--format", choices=FORMATS, default="auto")
        parser.add_argument("--section", default="", help="For texts that name none: slug or name.")
        parser.add_argument("--language", default="", help="For texts that name none, such as de.")
        parser.add_argument("--publish", action="store_true", help="Put them before readers.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen.")

    def handle(self, **options):
        try:
            self._import(**options)
        except (InterfaceError, OperationalError) as error:
            raise CommandError(f"The database did not answer: {error}") from error

    def _import(self, *, paths, format, section, language, publish, dry_run, verbosity, **options):
        if format not in ("auto", "text"):
            raise CommandError(f"The format {format} is not supported yet. Supported: text.")
        try:
            importer = Importer(section=section, language=language, publish=publish)
        except ImportProblem as problem:
            raise CommandError(f"Nothing was imported: {problem}") from problem
        self.is_dry, self.wants_traceback = dry_run, options.get("traceback")
        files, problems = files_in(paths)
        with _undone() if dry_run else nullcontext():
            report = Report(len(files) + len(problems))
            for problem in problems:
                self._fail(problem, report)
            is_told = verbosity > 1 or (verbosity and report.total <= FEW)
            for path in files:
                self._bring(importer, path, report, format=format, is_told=is_told)
                if verbosity and report.total > FEW and report.is_a_step():
                    self.stderr.write(report.progress(), style_func=str)
            summary = report.summary()
        self.stdout.write(f"Dry run, nothing was written. {summary}" if dry_run else summary)
        if report.failed:
            raise CommandError(f"{report.failed:,} of {report.total:,} could not be imported.")

    def _bring(self, importer, path, report, *, format, is_told):
        try:
            text = read_text_file(path)
            if format == "auto" and (found := sniff(text)) != "text":
                raise ImportProblem(f"looks like {found}, which is not supported yet")
            wire = parse_text(text, zone=timezone.get_current_timezone())
            outcome = importer.bring(path, text, wire, at=timezone.now())
        except ImportProblem as problem:
            problem.source = problem.source or shown(path)
            self._fail(problem, report)
        except (InterfaceError, OperationalError):
            raise  # not about this text: the others would fare no better
        except Exception as error:
            self._fail(_mistake(error, path), report)
            if self.wants_traceback:
                self.stderr.write("".join(format_exception(error)))
        else:
            report.statuses[outcome.status] += 1
            if is_told:
                self._tell(path, wire, outcome)

    def _tell(self, path, wire, outcome):
        article = outcome.article
        # The number that a dry run gave away belongs to nothing.
        is_kept = not (self.is_dry and outcome.status is Status.CREATED)
        number = f"#{article.pk} " if is_kept else ""
        told = f"{number}{article.language_id} “{article.headline}”"
        self.stdout.write(f"{shown(path)}: {outcome.status.value}: {told}")
        if outcome.status in (Status.CREATED, Status.UPDATED):
            kind = "working headline, " if article.headline_is_working else ""
            self.stdout.write(f"  {kind}{describe(wire)}")
        for remark in outcome.remarks:
            self.stdout.write(f"  {remark}")

    def _fail(self, problem, report):
        report.failed += 1
        self.stderr.write(self.style.ERROR(str(problem)))


def _mistake(error, path):
    """The problem for what nobody has foreseen: a mistake in this program."""
    kind = type(error).__name__
    return ImportProblem(
        f"could not be imported, by a mistake of this program ({kind}: {error});"
        " --traceback shows where",
        source=shown(path),
    )


@contextmanager
def _undone():
    """A transaction that is rolled back, so that a dry run sees its own texts and keeps none."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
