"""The people of a story are told that the rights of one of its pictures end."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_picture_sweep"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="event",
            name="verb_known",
        ),
        migrations.RemoveConstraint(
            model_name="noticechoice",
            name="choice_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="notification",
            name="notice_kind_known",
        ),
        migrations.AddField(
            model_name="image",
            name="told_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                fields=["usable_until"],
                condition=models.Q(("usable_until__isnull", False)),
                name="image_rights_end",
            ),
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
                    ("rights end", "the rights of a picture end"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.AlterField(
            model_name="noticechoice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted for review"),
                    ("sent back", "sent back"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("failed", "something failed"),
                    ("assigned", "assigned to you"),
                    ("mentioned", "you are named in a note"),
                    ("rights end", "the rights of a picture end"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted for review"),
                    ("sent back", "sent back"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("failed", "something failed"),
                    ("assigned", "assigned to you"),
                    ("mentioned", "you are named in a note"),
                    ("rights end", "the rights of a picture end"),
                ],
                max_length=20,
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
                            "rights end",
                        ],
                    )
                ),
                name="verb_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "submitted",
                            "sent back",
                            "approved",
                            "published",
                            "failed",
                            "assigned",
                            "mentioned",
                            "rights end",
                        ],
                    )
                ),
                name="choice_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "submitted",
                            "sent back",
                            "approved",
                            "published",
                            "failed",
                            "assigned",
                            "mentioned",
                            "rights end",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
    ]
