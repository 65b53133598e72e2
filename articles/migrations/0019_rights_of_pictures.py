"""A publication knows from when until when its lead picture may be shown."""

from django.db import migrations, models


def make_again(apps, schema_editor):
    """What was made before pictures had rights and renditions: the worker does it."""
    apps.get_model("articles", "Publication").objects.filter(is_stale=False).update(is_stale=True)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="plain_card",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="publication",
            name="lead_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="lead_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(make_again, migrations.RunPython.noop),
    ]
