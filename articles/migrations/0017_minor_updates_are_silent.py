"""A scheduled update that is minor holds no words: readers would never have got them."""

from django.db import migrations, models


def drop_unheard_words(apps, schema_editor):
    """Words that were kept beside a minor update and are told to nobody."""
    updates = apps.get_model("articles", "ScheduledUpdate")
    updates.objects.filter(kind="minor").exclude(words="").update(words="")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_times_in_events"),
    ]

    operations = [
        migrations.RunPython(drop_unheard_words, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="scheduledupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "minor"), _negated=True) | models.Q(("words", "")),
                name="update_minor_is_silent",
            ),
        ),
    ]
