from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_old_notifications_and_details")]

    operations = [
        migrations.RemoveIndex(model_name="articlewords", name="article_words"),
        migrations.AddIndex(
            model_name="articlewords",
            index=GinIndex(fields=["words"], name="article_words", fastupdate=False),
        ),
    ]
