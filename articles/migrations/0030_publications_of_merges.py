"""A merge remembers which publications it has touched."""

from django.db import migrations, models


def remember(apps, schema_editor):
    """Of merges made before, all that is under the other tag: what undoing them looked at."""
    listed = apps.get_model("articles", "PublicationTag").objects
    for change in apps.get_model("articles", "TagChange").objects.exclude(into=None):
        under = listed.filter(tag=change.into_id).order_by("publication")
        change.publications = list(under.values_list("publication", flat=True))
        change.save(update_fields=["publications"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_logo_and_months")]

    operations = [
        migrations.AddField(
            model_name="tagchange",
            name="publications",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
