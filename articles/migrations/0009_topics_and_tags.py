"""No topic lies under itself, and a tag's name is there once, in whatever letters."""

from itertools import count

from django.db import migrations, models
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from articles import chars

LENGTH = 100
# The lock lets two people turn two topics around one after the other, not at once. The function
# sees what the first one committed.
FORWARD = """
CREATE FUNCTION articles_refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock('articles_topic'::regclass::oid::bigint);
    IF EXISTS (
        WITH RECURSIVE above(id) AS (
            SELECT NEW.parent_id
            UNION SELECT topic.parent_id FROM articles_topic topic JOIN above ON topic.id = above.id
        )
        SELECT 1 FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a topic cannot lie under itself: "topic_under_itself"'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'topic_under_itself';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER topic_under_itself AFTER INSERT OR UPDATE OF parent_id ON articles_topic
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION articles_refuse_circle();
"""
BACKWARD = """
DROP TRIGGER topic_under_itself ON articles_topic;
DROP FUNCTION articles_refuse_circle();
"""


def open_circles(apps, schema_editor):
    """The newest topic of a circle loses its parent."""
    topic_model = apps.get_model("articles", "Topic")
    parents = dict(topic_model.objects.values_list("pk", "parent"))
    for pk in sorted(parents, reverse=True):
        seen, above = set(), parents[pk]
        while above is not None and above != pk and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == pk:
            parents[pk] = None
            topic_model.objects.filter(pk=pk).update(parent=None)


def tell_tags_apart(apps, schema_editor):
    """Names lose what nobody sees; of two that are alike then, the newer gets a number.

    They are not made one: versions name tags by their ids, and so do addresses.
    """
    tag_model = apps.get_model("articles", "Tag")
    publication_model = apps.get_model("articles", "Publication")
    settled = []
    for tag in sorted(tag_model.objects.order_by("pk"), key=_is_untidy):
        name = _free_name(tag_model, tag, settled)
        settled.append(tag.pk)
        if name != tag.name:
            tag_model.objects.filter(pk=tag.pk).update(name=name)
            publication_model.objects.filter(tag_rows__tag=tag.pk).update(is_stale=True)


def _is_untidy(tag):
    return tag.name != chars.name(tag.name)


def _free_name(tag_model, tag, settled):
    """The tag's tidy name, with a number where another tag has it."""
    wanted = name = chars.name(tag.name) or f"tag {tag.pk}"
    for number in count(2):
        same = tag_model.objects.exclude(pk=tag.pk).filter(
            Exact(Lower("name"), Lower(models.Value(name)))
        )
        if name == tag.name:
            same = same.filter(pk__in=settled)
        if not same.exists():
            return name
        suffix = f" ({number})"
        name = wanted[: LENGTH - len(suffix)] + suffix
    raise AssertionError


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_autosave_by_form")]

    operations = [
        migrations.RunPython(open_circles, migrations.RunPython.noop),
        migrations.RunPython(tell_tags_apart, migrations.RunPython.noop),
        # What the rows above still have to check, before their tables are changed.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            "tag", "name", models.CharField(max_length=LENGTH, verbose_name="name")
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                Lower("name"),
                name="tag_name_once",
                violation_error_message="There is a tag with this name already.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
