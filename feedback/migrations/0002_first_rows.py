"""What feedback cannot be without: a programme, the reviewers' group, events that stay."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

REVIEWER = {
    "view_submission",
    "change_submission",
    "view_contactdetail",
    "view_submissionevent",
}
PUBLISHER = {"view_programme", "add_programme", "change_programme"}
GROUPS = {"Feedback reviewer": REVIEWER, "Publisher": PUBLISHER}
BANNER = {
    "en": (
        "Have a look at the beta version of {site}. It is not finished: "
        "what you think helps us make it better."
    ),
    "de": (
        "Sehen Sie sich die Beta-Version von {site} an. Sie ist noch nicht fertig: "
        "Ihre Meinung hilft uns, sie besser zu machen."
    ),
    "ar": "ألقِ نظرة على النسخة التجريبية من {site}. لم تكتمل بعد، ورأيك يساعدنا على تحسينها.",
}
FORWARD = """
CREATE FUNCTION feedback_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER submission_event_is_append_only BEFORE UPDATE ON feedback_submissionevent
    FOR EACH ROW EXECUTE FUNCTION feedback_refuse_change();
"""
BACKWARD = """
DROP TRIGGER submission_event_is_append_only ON feedback_submissionevent;
DROP FUNCTION feedback_refuse_change();
"""


def make_groups(apps, schema_editor):
    # Permissions are usually made after all migrations; groups need them now.
    config = installed.get_app_config("feedback")
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        permissions = permission_model.objects.filter(
            content_type__app_label="feedback", codename__in=codenames
        )
        if missing := codenames - {permission.codename for permission in permissions}:
            raise RuntimeError(f"unknown permissions: {sorted(missing)}")
        group, _created = group_model.objects.get_or_create(name=name)
        group.permissions.add(*permissions)


def make_programme(apps, schema_editor):
    programme_model = apps.get_model("feedback", "Programme")
    programme_model.objects.create(name="Beta", banner_text=BANNER, is_active=True)


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_programme, migrations.RunPython.noop),
    ]
