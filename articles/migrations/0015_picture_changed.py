from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_words_of_the_article_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="event",
            name="verb_known",
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("created", "created"),
                    ("imported", "imported"),
                    ("saved", "saved"),
                    ("bound", "bound a wanted link"),
                    ("submitted", "submitted for review"),
                    ("sent back", "sent back"),
                    ("approved", "approved"),
                    ("scheduled", "scheduled"),
                    ("unscheduled", "taken off the schedule"),
                    ("published", "published"),
                    ("updated", "updated live"),
                    ("corrected", "told readers of a correction"),
                    ("expiry set", "changed when it expires"),
                    ("withdrawn", "withdrawn"),
                    ("deleted", "deleted"),
                    ("assigned", "assigned"),
                    ("planned", "planning changed"),
                    ("restored", "restored an earlier version"),
                    ("update scheduled", "scheduled an update"),
                    ("update cancelled", "took an update off the schedule"),
                    ("failed", "could not be done"),
                    ("linked", "made a preview link"),
                    ("revoked", "revoked a preview link"),
                    ("picture changed", "changed a picture"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verb__in",
                        [
                            "created",
                            "imported",
                            "saved",
                            "bound",
                            "submitted",
                            "sent back",
                            "approved",
                            "scheduled",
                            "unscheduled",
                            "published",
                            "updated",
                            "corrected",
                            "expiry set",
                            "withdrawn",
                            "deleted",
                            "assigned",
                            "planned",
                            "restored",
                            "update scheduled",
                            "update cancelled",
                            "failed",
                            "linked",
                            "revoked",
                            "picture changed",
                        ],
                    )
                ),
                name="verb_known",
            ),
        ),
    ]
