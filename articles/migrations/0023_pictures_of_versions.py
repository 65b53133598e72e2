"""Which versions name a picture: asked before it is deleted."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_told_of_rights"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="version",
            index=GinIndex(models.F("data__pictures"), name="version_pictures"),
        ),
    ]
