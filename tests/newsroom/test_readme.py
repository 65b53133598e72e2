"""The README names every setting that the programs read from the environment, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

PROGRAMS = (
    "articles",
    "feedback",
    "newsroom",
    "manage.py",
    "gunicorn.conf.py",
    "tests/settings.py",
)
# The machine's own, and what the programs set for themselves.
NOT_SETTINGS = {"PATH", "DJANGO_SETTINGS_MODULE"}
NAME = re.compile(r"[A-Z][A-Z_]+")


def root() -> Path:
    return settings.BASE_DIR


def files() -> Iterator[Path]:
    for program in (*PROGRAMS, "tests/conftest.py"):
        path = root() / program
        yield from path.rglob("*.py") if path.is_dir() else [path]


def readers() -> set[str]:
    """The functions of newsroom/environment.py, which take a variable's name."""
    tree = ast.parse((root() / "newsroom" / "environment.py").read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def names_read_in(source: str, functions: set[str]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            function, key = ast.unparse(node.func), node.args[0]
            reads = function.split(".")[-1] in functions or "environ" in function
            reads = reads or function == "os.getenv"
        elif isinstance(node, ast.Subscript):
            reads, key = "environ" in ast.unparse(node.value), node.slice
        else:
            continue
        if reads and isinstance(key, ast.Constant) and NAME.fullmatch(str(key.value)):
            found.add(key.value)
    return found


def names_in_the_readme() -> set[str]:
    rows = re.findall(r"^\| (`[A-Z].*?) \|", (root() / "README.md").read_text(), re.M)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_the_tables_of_settings_are_complete():
    read = set().union(*(names_read_in(path.read_text(), readers()) for path in files()))
    makefile = (root() / "Makefile").read_text()
    read |= set(re.findall(r"^([A-Z]+) \?=", makefile, re.M))
    assert names_in_the_readme() == read - NOT_SETTINGS


def test_every_way_of_reading_is_seen():
    source = """
os.environ.get("ONE"); os.environ["TWO"]; os.getenv("THREE"); environment.flag("FOUR", default=0)
words("FIVE"); other("SIX"); rows["SEVEN"]
"""
    assert names_read_in(source, {"flag", "words"}) == {"ONE", "TWO", "THREE", "FOUR", "FIVE"}
