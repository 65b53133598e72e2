"""A logo is a picture of the library; of each month an index knows what readers have longest."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_logo_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_sitesettings SET revision = gen_random_uuid() WHERE logo_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER logo_changes_frame
    AFTER UPDATE OF rendition_key, renditions, usable_from, usable_until, do_not_use
    ON articles_image FOR EACH ROW EXECUTE FUNCTION articles_logo_changed();
"""
BACKWARD = """
DROP TRIGGER logo_changes_frame ON articles_image;
DROP FUNCTION articles_logo_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_stories_of_months")]

    operations = [
        # No form has ever offered it.
        migrations.RemoveField(model_name="sitesettings", name="logo"),
        migrations.AddField(
            model_name="sitesettings",
            name="logo",
            field=models.ForeignKey(
                blank=True,
                help_text=(
                    "Stands above every page in place of the name, and in feeds. Where a square is "
                    "wanted, it is cut around the focal point."
                ),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.image",
                verbose_name="logo",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.Func(
                    models.F("published_at"),
                    output_field=models.DateTimeField(),
                    template=(
                        "date_trunc('month', %(expressions)s AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'"
                    ),
                ),
                models.OrderBy(models.F("expires_at"), descending=True),
                condition=models.Q(("withdrawn_at__isnull", True)),
                name="publication_month",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
