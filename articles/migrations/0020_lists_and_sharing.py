"""Lists know what other sites show of them. What was made before is marked in 0019."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_rights_of_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="social",
            field=models.JSONField(null=True),
        ),
    ]
