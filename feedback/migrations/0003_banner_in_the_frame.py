"""The banner stands on every reader page, so its words lie with what frames every page.

A reader's request then asks for both at once. The programme stays the one place to edit them.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION feedback_banner_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_sitesettings SET banner = (
        SELECT banner_text FROM feedback_programme WHERE is_active AND show_banner LIMIT 1
    );
    RETURN NULL;
END $$;

CREATE TRIGGER programme_changes_banner AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON feedback_programme FOR EACH STATEMENT EXECUTE FUNCTION feedback_banner_changed();

UPDATE feedback_programme SET show_banner = show_banner;
"""
BACKWARD = """
DROP TRIGGER programme_changes_banner ON feedback_programme;
DROP FUNCTION feedback_banner_changed();
UPDATE articles_sitesettings SET banner = NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_site_revision"),
        ("feedback", "0002_first_rows"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
