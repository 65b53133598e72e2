"""What the reader's site rests on: who may arrange it, what is never changed, what frames pages."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITOR = {
    f"{verb}_{model}"
    for verb in ("view", "add", "change", "delete")
    for model in ("front", "breakingnews")
}
PUBLISHER = EDITOR | {
    f"{verb}_{model}"
    for verb in ("view", "add", "change", "delete")
    for model in ("policypage", "policytext", "footerlink")
}
GROUPS = {"Editor": EDITOR, "Publisher": PUBLISHER}

FORWARD = """
CREATE TRIGGER launch_is_append_only BEFORE UPDATE ON articles_launch
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER policy_version_is_immutable BEFORE UPDATE ON articles_policyversion
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();

CREATE TRIGGER footer_link_changes_frame AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON articles_footerlink FOR EACH STATEMENT EXECUTE FUNCTION articles_frame_changed();
CREATE TRIGGER policy_page_changes_frame AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON articles_policypage FOR EACH STATEMENT EXECUTE FUNCTION articles_frame_changed();
CREATE TRIGGER policy_text_changes_frame AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON articles_policytext FOR EACH STATEMENT EXECUTE FUNCTION articles_frame_changed();
CREATE TRIGGER breaking_changes_frame AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON articles_breakingnews FOR EACH STATEMENT EXECUTE FUNCTION articles_frame_changed();

CREATE FUNCTION articles_breaking_story_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_breakingnews
               WHERE article_id = NEW.article_id AND ends_at > now()) THEN
        UPDATE articles_sitesettings SET revision = gen_random_uuid();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER breaking_story_changes_frame
    AFTER INSERT OR UPDATE OF published_at, expires_at, withdrawn_at, slug, language_id
    ON articles_publication FOR EACH ROW EXECUTE FUNCTION articles_breaking_story_changed();
"""
BACKWARD = """
DROP TRIGGER breaking_story_changes_frame ON articles_publication;
DROP FUNCTION articles_breaking_story_changed();
DROP TRIGGER breaking_changes_frame ON articles_breakingnews;
DROP TRIGGER policy_text_changes_frame ON articles_policytext;
DROP TRIGGER policy_page_changes_frame ON articles_policypage;
DROP TRIGGER footer_link_changes_frame ON articles_footerlink;
DROP TRIGGER policy_version_is_immutable ON articles_policyversion;
DROP TRIGGER launch_is_append_only ON articles_launch;
"""


def give_permissions(apps, schema_editor):
    # Permissions are usually made after all migrations; groups need them now.
    config = installed.get_app_config("articles")
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects
    for name, codenames in GROUPS.items():
        # A newsroom may have put other groups in the place of ours.
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(
                *permissions.filter(content_type__app_label="articles", codename__in=codenames)
            )


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_readers_site")]

    operations = [
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
