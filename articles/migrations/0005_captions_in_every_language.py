"""Pictures' texts and people's job titles and biographies in other languages."""

from django.db import migrations, models

from articles.validators import validate_names


def texts(name):
    return models.JSONField(name, blank=True, default=dict, validators=[validate_names])


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_site_revision")]

    operations = [
        migrations.AddField("image", "alts", texts("alternative texts in other languages")),
        migrations.AddField("image", "captions", texts("captions in other languages")),
        migrations.AddField("contributor", "job_titles", texts("job titles in other languages")),
        migrations.AddField("contributor", "bios", texts("biographies in other languages")),
    ]
