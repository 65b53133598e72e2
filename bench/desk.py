"""How fast the desk is with a large archive: pages and saves as an editor and a reporter see them.

Each line: the median and the 95th percentile in milliseconds of one request after the other
through gunicorn, the median as a multiple of that of a bare view of 20 kB, the queries, and how
long the database and Python worked, at the median.
"""

import argparse
import json
import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles.addresses import ARTICLE, address
from articles.models import Article, Correction, Section

from . import desk_content, servers
from .person import Answer, FormFields, Person

OK = (200, 302)
FORM = "article_form"
ARTICLES = "/admin/articles/article/"


@dataclass(frozen=True)
class Case:
    name: str
    ask: Callable[[int], Answer]  # gets the number of the turn
    rounds: int | None = None


class DeskError(Exception):
    """A page did not answer as it should."""


def measure(options: argparse.Namespace) -> None:
    desk_content.fill(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counted = servers.server("bench.counted:application", WEB_CONCURRENCY="1")
    with counted as (site, _pid), servers.server("bench.bare:application") as (bare, _bare):
        servers.warm(site + "/healthz")
        servers.warm(bare + "/")
        people = [User.objects.get(username=name) for name in ("editor-0", "reporter-0")]
        floor = Person(people[0], bare)
        print(f"{'':44}    median       p95  ratio  queries  database    Python")
        for person in people:
            for case in cases(Person(person, site), person.username):
                if re.search(options.only, f"{person.username} {case.name}"):
                    report(case, floor, options, person.username)


def report(case: Case, floor: Person, options: argparse.Namespace, who: str) -> None:
    answers, floors = [], []
    for turn in range(-2, case.rounds or options.rounds * 4):
        answer = case.ask(turn)
        if answer.status not in OK:
            raise DeskError(f"{case.name}: {answer.status}\n{answer.html[:2000]}")
        if turn >= 0:  # the first ones warm up
            answers.append(answer)
            floors.append(floor.get("/").ms)
    times = sorted(answer.ms for answer in answers)
    median, last = statistics.median(times), times[-max(1, len(times) // 20)]
    ratio = median / statistics.median(floors)
    queries = max(answer.queries for answer in answers)
    database = statistics.median(answer.database_ms for answer in answers)
    python = statistics.median(answer.python_ms for answer in answers)
    print(
        f"{who[:8]} {case.name:35} {median:7.0f} ms {last:6.0f} ms {ratio:6.0f}"
        f"  {queries:7} {database:6.0f} ms {python:6.0f} ms",
        flush=True,
    )
    if options.slow and database > options.slow:
        print(f"    {answers[-1].slowest}")


def cases(person: Person, who: str) -> list[Case]:
    """What ``person`` does in a day. Reporters are measured where it depends on who asks."""
    found = [*_lists(person), *_looking_up(person)]
    if who.startswith("editor"):
        found += [*_writing(person), *_comparing(person), *_readers(person)]
    return found


def _get(person: Person, path: str, /, **query: object) -> Callable[[int], Answer]:
    return lambda _turn: person.get(f"{path}?{urlencode(query)}" if query else path)


def _lists(person: Person) -> list[Case]:
    section = Section.objects.order_by("-pk").values_list("pk", flat=True)[0]
    get = partial(_get, person)
    return [
        Case("plan", get("/admin/")),
        Case("plan by days", get("/admin/", by="day")),
        Case("plan by desks, one person's", get("/admin/", by="desk", person=1)),
        Case("articles", get(ARTICLES)),
        Case("articles, a rare word", get(ARTICLES, q="engineers desk 7")),
        Case("articles, a common word", get(ARTICLES, q="the")),
        Case("articles, no such word", get(ARTICLES, q="xylophone")),
        Case("articles, mine", get(ARTICLES, mine="yes")),
        Case("articles, newer text", get(ARTICLES, live="newer")),
        Case("articles of a section, page 3", get(ARTICLES, section=section, p=3)),
        Case("articles by headline", get(ARTICLES, o="1")),
        Case("articles by section", get(ARTICLES, o="4")),
        Case("notifications", get("/admin/notifications/")),
        Case("read-mores, wanted", get("/admin/read-mores/", show="wanted")),
        Case("read-mores, hidden", get("/admin/read-mores/", show="hidden")),
        Case("read-mores, dead", get("/admin/read-mores/", show="dead")),
    ]


def _looking_up(person: Person) -> list[Case]:
    def look_up(field: str, term: str) -> Callable[[int], Answer]:
        asked = {"app_label": "articles", "model_name": "article", "field_name": field}
        return _get(person, "/admin/autocomplete/", term=term, **asked)

    draft = Article.objects.filter(slug=desk_content.MEASURED).get()
    near = [("headline", draft.headline), ("body", draft.body), ("language", "en")]
    return [
        Case("look up an article", look_up("translation_of", "engineers")),
        Case("look up a topic", look_up("topics", "Topic")),
        Case("read-more by words", _get(person, f"{ARTICLES}body/articles/", q="harbour towns")),
        Case("read-more, no such words", _get(person, f"{ARTICLES}body/articles/", q="xyl oph")),
        Case("suggestions", lambda _turn: person.post(f"{ARTICLES}body/suggestions/", near)),
    ]


def _writing(person: Person) -> list[Case]:
    draft = Article.objects.get(slug=desk_content.MEASURED)
    live = Article.objects.filter(corrections__isnull=False).order_by("-pk")[0]
    long = Article.objects.get(slug="one-word")
    get = partial(_get, person)

    def path(article: Article, page: str) -> str:
        return f"{ARTICLES}{article.pk}/{page}/"

    def save(turn: int, *, article: Article) -> Answer:
        form = FormFields(opened[article.pk](turn).html, FORM)
        body = dict(form.fields)["body"].replace("<p>", f"<p>Turn {turn}. ", 1)
        typed = form.typed(teaser=f"Turn {turn}.", body=body, _continue="1")
        return person.post(path(article, "change"), typed)

    def keep(turn: int, *, article: Article) -> Answer:
        data = {"headline": [f"Turn {turn}"], "body": [article.body]}
        sent = {"key": "bench", "version": article.version_number, "data": data}
        return person.post_json(path(article, "autosave"), json.dumps(sent))

    opened = {one.pk: get(path(one, "change")) for one in (draft, long)}
    beat = [("tab", "bench"), ("changed", "1"), ("version", "1")]
    return [
        Case("form, 1,000 words", opened[draft.pk]),
        Case("form, a live story", get(path(live, "change"))),
        Case("form, 20,000 words", opened[long.pk]),
        Case("form of a new article", get(f"{ARTICLES}add/")),
        Case("save, 1,000 words", partial(save, article=draft)),
        Case("save, 20,000 words", partial(save, article=long)),
        Case("autosave, 1,000 words", partial(keep, article=draft)),
        Case("autosave, 20,000 words", partial(keep, article=long)),
        Case("who has it open", lambda _turn: person.post(path(draft, "presence"), beat)),
        Case("history", get(path(live, "history"))),
        Case("preview", get(path(draft, "preview"))),
        Case("notes", get(path(draft, "notes"))),
        Case("withdraw", get(path(live, "withdraw"))),
        *(
            Case(f"list of {name}s", get(f"/admin/articles/{name}/"))
            for name in ("publication", "event", "version", "image", "contributor", "tag", "topic")
        ),
        *(
            Case(f"list of {name}s, searched", get(f"/admin/articles/{name}/", q="harbour"))
            for name in ("publication", "event", "version", "tag")
        ),
    ]


def _comparing(person: Person) -> list[Case]:
    found = []
    for name in desk_content.LONG_TEXTS:
        article = Article.objects.get(slug=name)
        page = _get(person, f"{ARTICLES}{article.pk}/compare/", old=1, new=2)
        found.append(Case(f"compare, {name.replace('-', ' ')}", page, rounds=3))
    return found


def _readers(person: Person) -> list[Case]:
    correction = Correction.objects.select_related("article__publication").order_by("-pk")[0]
    publication = correction.article.publication
    story = address(ARTICLE, publication.language_id, publication.slug, publication.pk)
    return [
        Case("corrections", _get(person, "/en/corrections/")),
        Case("changes of a story", _get(person, f"{story}changes/")),
        Case("story with a correction", _get(person, story)),
    ]
