from django.db import migrations

FORWARD = """
CREATE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION articles_keep_published_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM articles_publication WHERE article_id = OLD.article_id) THEN
        RAISE EXCEPTION 'versions of a published article are never deleted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER version_is_immutable BEFORE UPDATE ON articles_version
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER version_of_published_stays BEFORE DELETE ON articles_version
    FOR EACH ROW EXECUTE FUNCTION articles_keep_published_versions();
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON articles_event
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""
BACKWARD = """
DROP TRIGGER event_is_append_only ON articles_event;
DROP TRIGGER version_of_published_stays ON articles_version;
DROP TRIGGER version_is_immutable ON articles_version;
DROP FUNCTION articles_keep_published_versions();
DROP FUNCTION articles_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
