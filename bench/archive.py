"""A large archive in little time: copies of stories that the real actions have written.

Each copy has words of its own; what hangs on a story (credits, topics, lists, read-mores) hangs on
its copies too. Written with COPY and INSERT … SELECT, a table at a time.
"""

import io
import random
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.text import slugify

from articles.body.headline import headline_key
from articles.models import Article, ArticleWords, Publication, Version

from .content import body, sentence

COLUMNS = ("old", "new", "version", "headline", "headline_key", "slug", "teaser", "body")
COPIES = """
CREATE TEMP TABLE copies (
    old bigint, new bigint, version bigint, headline text, headline_key text, slug text,
    teaser text, body text
) ON COMMIT DROP
"""
# Each copy went out a little earlier than the one before.
EARLIER = "- interval '7 minutes' * (copies.new - copies.old)"
OWN_TEXT = {name: f"copies.{name}" for name in COLUMNS[3:]}
OWN_TIMES = {
    name: f"source.{name} {EARLIER}"
    for name in ("published_at", "updated_at", "announced_at", "changed_at", "created_at", "at")
}
OWN_DATA = """source.data || jsonb_build_object(
    'headline', copies.headline, 'slug', copies.slug, 'teaser', copies.teaser, 'body', copies.body)
"""


@transaction.atomic
def copy_stories(count: int) -> None:
    """``count`` more live articles like those there are."""
    with connection.cursor() as cursor:
        cursor.execute(COPIES)
        cursor.copy_expert(f"COPY copies ({', '.join(COLUMNS)}) FROM STDIN", _copies(count))
        cursor.execute("ANALYZE copies")
        _insert(cursor, Article, on="id", id="copies.new", version_number="1", **OWN_TEXT)
        _insert(cursor, Version, on="article_id", id="copies.version", number="1", data=OWN_DATA)
        card = "replace(source.card, '/a-' || copies.old || '/', '/a-' || copies.new || '/')"
        _insert(
            cursor, Publication, on="article_id", version_id="copies.version", card=card,
            translation_group="copies.new", **OWN_TEXT,
        )  # fmt: skip
        for model, column in _hanging_on_stories():
            _insert(cursor, model, on=column)
        for model in (Article, Version):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), max(id))"
                f" FROM {model._meta.db_table}"
            )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _copies(count: int) -> io.StringIO:
    """For COPY: the text of each copy. Only stories in their first version are copied."""
    sources = list(
        Publication.objects.filter(version__number=1, article__version_number=1)
        .order_by("pk")
        .values_list("pk", flat=True)[:500]
    )
    article = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    version = Version.objects.order_by("-pk").values_list("pk", flat=True)[0]
    dice, lines = random.Random(article), io.StringIO()
    for number in range(1, count + 1):
        headline = f"{sentence(dice)[:70].strip()} {article + number}"
        row = [
            *(sources[number % len(sources)], article + number, version + number),
            *(headline, headline_key(headline), slugify(headline)[:100]),
            *(sentence(dice), body(dice, [])),
        ]
        lines.write("\t".join(map(_cell, row)) + "\n")
    lines.seek(0)
    return lines


def _cell(value: Any) -> str:
    text = str(value).replace("\\", "\\\\")
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _hanging_on_stories() -> list[tuple[type[models.Model], str]]:
    """The tables with rows of a story, each with the column that names it."""
    owners = {"article", "publication", "content_object"}
    known = (Article, Version, Publication, ArticleWords)
    return [
        (model, field.column)
        for model in apps.get_app_config("articles").get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if model not in known and field.name in owners
    ]


def _insert(cursor: Any, model: type[models.Model], *, on: str, **own: str) -> None:
    """Copy the rows of ``model`` whose column ``on`` names a story; ``own`` is SQL by column."""
    columns = [
        field.column
        for field in model._meta.local_fields
        if "id" in own or not isinstance(field, models.AutoField)
    ]
    values = {on: "copies.new"} | OWN_TIMES | own
    shown = ", ".join(values.get(column, f'source."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    first = "AND source.number = 1" if model is Version else ""
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {shown} FROM {table} AS source"
        f' JOIN copies ON source."{on}" = copies.old {first} ORDER BY copies.new'
    )
