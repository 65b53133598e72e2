"""What was published before search makes its words has none yet: the worker makes it again."""

from django.db import migrations

FORWARD = "UPDATE articles_publication SET is_stale = true WHERE NOT is_stale"


class Migration(migrations.Migration):
    dependencies = [("articles", "0026_topics_and_tags")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
