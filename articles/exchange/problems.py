from dataclasses import dataclass


class ImportProblem(Exception):
    """Why one file or item cannot be imported: ``file:line: reason``."""

    def __init__(self, reason, *, source="", line=None):
        super().__init__(reason)
        self.reason = reason
        self.source = source
        self.line = line

    def __str__(self):
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}" if place else self.reason


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should look at; the import goes on."""

    message: str
    line: int | None = None

    def __str__(self):
        return self.message if self.line is None else f"line {self.line}: {self.message}"
