"""The rows that a newsroom cannot be without: a language, the site, the groups of staff."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

OWN = "articles"
LOOK = {
    f"view_{model}"
    for model in (
        "article",
        "version",
        "publication",
        "event",
        "image",
        "section",
        "topic",
        "tag",
        "contributor",
        "agency",
        "language",
    )
}
REPORTER = LOOK | {
    "add_article",
    "change_article",
    "delete_article",
    "submit_article",
    "add_image",
    "change_image",
    "add_tag",
    "change_tag",
}
EDITOR = REPORTER | {
    "change_any_article",
    "approve_article",
    "publish_article",
    *(f"{verb}_{model}" for verb in ("add", "change") for model in ("section", "topic")),
    *(f"{verb}_{model}" for verb in ("add", "change") for model in ("contributor", "agency")),
    "delete_image",
    "delete_tag",
}
PUBLISHER = EDITOR | {
    "override_article",
    "withdraw_article",
    "delete_section",
    "delete_topic",
    "delete_contributor",
    "delete_agency",
    "add_language",
    "change_language",
    "view_sitesettings",
    "change_sitesettings",
}
GROUPS = {"Reporter": REPORTER, "Editor": EDITOR, "Publisher": PUBLISHER}


def make_groups(apps, schema_editor):
    # Permissions are usually made after all migrations; groups need them now.
    config = installed.get_app_config(OWN)
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        permissions = permission_model.objects.filter(
            content_type__app_label=OWN, codename__in=codenames
        )
        if missing := codenames - {permission.codename for permission in permissions}:
            raise RuntimeError(f"unknown permissions: {sorted(missing)}")
        group, _created = group_model.objects.get_or_create(name=name)
        group.permissions.add(*permissions)


def make_site(apps, schema_editor):
    language = apps.get_model(OWN, "Language").objects.create(code="en", name="English")
    apps.get_model(OWN, "SiteSettings").objects.create(pk=1, default_language=language)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_history_is_immutable"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_site, migrations.RunPython.noop),
    ]
