"""A mark that changes with whatever frames every reader page, so that it can be kept made."""

from uuid import uuid4

from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_renew_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := gen_random_uuid();
    RETURN NEW;
END $$;

CREATE FUNCTION articles_frame_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_sitesettings SET revision = gen_random_uuid();
    RETURN NULL;
END $$;

CREATE TRIGGER site_renews_revision BEFORE INSERT OR UPDATE ON articles_sitesettings
    FOR EACH ROW EXECUTE FUNCTION articles_renew_revision();
CREATE TRIGGER language_changes_frame AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON articles_language FOR EACH STATEMENT EXECUTE FUNCTION articles_frame_changed();
CREATE TRIGGER section_changes_frame AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON articles_section FOR EACH STATEMENT EXECUTE FUNCTION articles_frame_changed();
"""
BACKWARD = """
DROP TRIGGER section_changes_frame ON articles_section;
DROP TRIGGER language_changes_frame ON articles_language;
DROP TRIGGER site_renews_revision ON articles_sitesettings;
DROP FUNCTION articles_frame_changed();
DROP FUNCTION articles_renew_revision();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_first_rows")]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="revision",
            field=models.UUIDField(default=uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="banner",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
