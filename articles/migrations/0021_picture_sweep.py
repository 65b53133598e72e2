"""When somebody last looked for files that no row names."""

from datetime import UTC, datetime

from django.db import migrations, models


def long_ago(apps, schema_editor):
    """So that the first worker to come does it."""
    apps.get_model("articles", "PictureSweep").objects.create(
        pk=1, at=datetime(2000, 1, 1, tzinfo=UTC)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_lists_and_sharing"),
    ]

    operations = [
        migrations.CreateModel(
            name="PictureSweep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_picture_sweep")
                ],
            },
        ),
        migrations.RunPython(long_ago, migrations.RunPython.noop),
    ]
