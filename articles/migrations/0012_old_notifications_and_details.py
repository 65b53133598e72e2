from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_verbs_for_live_stories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["read_at", "at"], name="notification_old"),
        ),
        migrations.AddField(
            model_name="failure",
            name="detail",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
