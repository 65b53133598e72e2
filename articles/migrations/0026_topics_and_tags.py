"""What a vocabulary said last, and stories under the tag that takes another's place."""

from django.db import migrations, models

# Whoever files a story while its tag is merged waits for that, and files it under the other. The
# lock is the one that a foreign key takes, taken before the look instead of at the commit.
FORWARD = """
CREATE FUNCTION articles_tag_that_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE other bigint;
BEGIN
    LOOP
        SELECT merged_into_id INTO other FROM articles_tag WHERE id = NEW.tag_id FOR KEY SHARE;
        IF other IS NULL THEN
            RETURN NEW;
        END IF;
        NEW.tag_id = other;
    END LOOP;
END $$;
CREATE TRIGGER tagged_by_tag_that_stands BEFORE INSERT ON articles_taggedarticle
    FOR EACH ROW EXECUTE FUNCTION articles_tag_that_stands();
CREATE TRIGGER publication_by_tag_that_stands BEFORE INSERT ON articles_publicationtag
    FOR EACH ROW EXECUTE FUNCTION articles_tag_that_stands();
"""
BACKWARD = """
DROP TRIGGER publication_by_tag_that_stands ON articles_publicationtag;
DROP TRIGGER tagged_by_tag_that_stands ON articles_taggedarticle;
DROP FUNCTION articles_tag_that_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_readers_site_rules")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="as_loaded",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
