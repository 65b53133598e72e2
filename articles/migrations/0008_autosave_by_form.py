from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_mail_is_tried_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("autosave", "autosave_once_an_article"),
        migrations.RemoveConstraint("autosave", "autosave_of_article_or_new"),
        migrations.AlterField("autosave", "key", models.CharField(max_length=40)),
        migrations.AddConstraint(
            "autosave",
            models.UniqueConstraint(fields=["user", "article", "key"], name="autosave_once_a_form"),
        ),
        migrations.AddConstraint(
            "autosave",
            models.CheckConstraint(condition=~models.Q(key=""), name="autosave_has_key"),
        ),
    ]
