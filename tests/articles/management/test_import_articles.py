import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from articles.exchange import importer
from articles.models import Article, Contributor, Event, ImportedItem, Publication, Tag, Version
from tests.factories import make_section

TEXT = """\
Take a look at the beta version of example.com. We're not done yet!
The harbour stays open. Two ships came in.
They left again on Sunday.
Read more: How the ice was broken
tj, aw/ng (AP, Reuters)"""
MODELS = (Article, Version, Event, ImportedItem, Contributor, Tag)


@pytest.fixture
def folder(tmp_path):
    """A folder of three texts."""
    for number in range(3):
        text = TEXT.replace("The harbour", f"Harbour {number}")
        (tmp_path / f"{number}.txt").write_text(text)
    return tmp_path


def run(*args, **options):
    """What the command printed, and its errors; with the error that ended it, if one did."""
    out, err, ended = io.StringIO(), io.StringIO(), ""
    try:
        call_command("import_articles", *map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        ended = str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), ended


def counts():
    return [model.objects.count() for model in MODELS]


@pytest.mark.django_db
def test_a_file(folder):
    make_section("World", slug="world")
    out, err, ended = run(folder / "0.txt", section="world")
    article = Article.objects.get()
    assert out == [
        f"{folder}/0.txt: created: #{article.pk} en “Harbour 0 stays open”",
        "  working headline, teaser, 1 × paragraph, 1 × read more; signed tj, aw/ng (AP, Reuters)",
        "1 created. 3 people to be completed. 1 read-more to articles not here yet.",
    ]
    assert (err, ended) == ([], "")
    assert article.section.slug == "world"


@pytest.mark.django_db
def test_a_folder_twice(folder):
    assert run(folder)[0][-1].startswith("3 created.")
    before = counts()
    out, err, ended = run(folder, folder / "0.txt")
    assert out[-1] == "3 already imported."
    assert (err, ended) == ([], "")
    assert counts() == before


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(folder):
    before = counts()
    out, err, ended = run(folder, dry_run=True)
    assert out[0] == f"{folder}/0.txt: created: en “Harbour 0 stays open”"
    assert out[-1] == (
        "Dry run, nothing was written. 3 created. 3 people to be completed. "
        "3 read-mores to articles not here yet."
    )
    assert (err, ended) == ([], "")
    assert counts() == before == [0] * len(MODELS)


@pytest.mark.django_db
@pytest.mark.parametrize("dry_run", [False, True])
def test_what_fails_is_named_and_the_others_go_on(folder, dry_run):
    (folder / "bad.txt").write_bytes(b"caf\xe9")
    (folder / "binary.txt").write_bytes(b"GIF89a\x00")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.txt").write_bytes(b"a" * (2 * 1024 * 1024 + 1))
    (folder / "moon.txt").write_text("Section: Moon\n\nA.")
    out, err, ended = run(folder, folder / "gone.txt", dry_run=dry_run)
    assert err == [
        f"{folder}/bad.txt:1: is not UTF-8: byte 0xE9 at offset 3",
        f"{folder}/binary.txt:1: is not a text: it holds control character 0x00",
        f"{folder}/empty.txt: is empty",
        f"{folder}/large.txt: is larger than 2,097,152 bytes",
        f"{folder}/moon.txt: there is no section “Moon”; there are: none yet",
        f"{folder}/gone.txt: does not exist",
    ]
    assert "3 created, 6 failed." in out[-1]
    assert ended == "6 of 9 could not be imported."
    assert Article.objects.count() == (0 if dry_run else 3)


@pytest.mark.django_db
def test_a_date_that_does_not_fit_stops_no_other_text(folder):
    make_section("World", slug="world")
    (folder / "1.txt").write_text("Date: 9999-12-31T23:59-14:00\n\nA.")
    _, err, ended = run(folder, section="world", publish=True)
    assert err == [
        f"{folder}/1.txt:1: its date 9999-12-31T23:59:00-14:00 is not in the years 1600 to 9998"
    ]
    assert ended == "1 of 3 could not be imported."
    assert Publication.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_mistake_of_the_program_stops_no_other_text(folder, monkeypatch, dry_run):
    known = importer.hash_of

    def fail(text):
        if "Harbour 1" in text:
            raise ZeroDivisionError("by zero")
        return known(text)

    monkeypatch.setattr(importer, "hash_of", fail)
    out, err, ended = run(folder, dry_run=dry_run)
    assert err == [
        f"{folder}/1.txt: could not be imported, by a mistake of this program"
        " (ZeroDivisionError: by zero); --traceback shows where"
    ]
    assert "2 created, 1 failed." in out[-1]
    assert ended == "1 of 3 could not be imported."
    assert Article.objects.count() == (0 if dry_run else 2)
    assert "Traceback (most recent call last):" in run(folder, traceback=True)[1]


@pytest.mark.django_db
def test_an_empty_path_imports_nothing(folder, monkeypatch):
    monkeypatch.chdir(folder)
    out, err, ended = run("")
    assert (out, ended) == (["1 failed."], "1 of 1 could not be imported.")
    assert err == ["a path is empty: is a variable not set? “.” stands for this folder"]
    assert Article.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "error"),
    [
        (
            {"section": "moon"},
            "Nothing was imported: there is no section “moon”; there are: none yet",
        ),
        ({"language": "tlh"}, "Nothing was imported: there is no language “tlh”; there are: en"),
        ({"format": "ninjs"}, "The format ninjs is not supported yet. Supported: text."),
        ({"format": "wxr"}, "The format wxr is not supported yet. Supported: text."),
    ],
)
def test_wrong_options_stop_it_before_anything_is_written(folder, options, error):
    assert run(folder, **options) == ([], [], error)
    assert Article.objects.count() == 0


@pytest.mark.django_db
def test_other_formats_are_recognised(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"uri": "urn:1", "version": "1"}')
    _, err, ended = run(path)
    assert err == [f"{path}: looks like ninjs, which is not supported yet"]
    assert ended == "1 of 1 could not be imported."
    assert run(path, format="text")[2] == ""


@pytest.mark.django_db
def test_publish(folder):
    make_section("World", slug="world")
    run(folder, section="world", publish=True)
    assert Publication.objects.count() == 3
    assert run(folder, section="world", publish=True)[0][-1] == "3 already imported."


@pytest.mark.django_db
def test_many_texts_show_progress_and_no_line_each(tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"Story {number}.")
    out, err, _ = run(tmp_path)
    assert out == ["40 created."]
    assert [line.split(" texts")[0] for line in err] == [f"{n} of 40" for n in range(4, 40, 4)]
    assert run(tmp_path, verbosity=0)[:2] == (["40 already imported."], [])


@pytest.mark.django_db
def test_a_database_that_goes_away_is_said_so(folder, monkeypatch):
    def lost():
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(importer, "wait_for_other_imports", lost)
    assert run(folder)[2] == (
        "The database did not answer: server closed the connection unexpectedly"
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_imports_at_once_bring_nothing_twice(tmp_path):
    for number in range(12):
        text = TEXT.replace("The harbour", f"Harbour {number}")
        (tmp_path / f"{number}.txt").write_text(f"Tags: Ice, Ports\n\n{text}")
    start = threading.Barrier(2)

    def bring(_turn):
        start.wait()
        summary = run(tmp_path)
        connection.close()
        return summary

    with ThreadPoolExecutor(2) as pool:
        summaries = list(pool.map(bring, range(2)))
    assert [(err, ended) for _, err, ended in summaries] == [([], ""), ([], "")]
    assert Article.objects.count() == ImportedItem.objects.count() == Event.objects.count() == 12
    assert (Contributor.objects.count(), Tag.objects.count()) == (3, 2)
