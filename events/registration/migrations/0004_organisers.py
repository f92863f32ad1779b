"""Who runs registration: the organisers and the administrators."""

from django.db import migrations

from accounts.roles import ADMINISTRATOR, ORGANISER

CODENAME, NAME = "organise", "Can run registration: decide entries, act for any unit"


def give(apps, schema_editor):
    # Django makes these rows only after all migrations; a row that stands already is left as it is.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="registration", model="registration"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=CODENAME, defaults={"name": NAME}
    )
    # A role that an administrator has renamed or deleted since gets nothing of itself.
    for group in apps.get_model("auth", "Group").objects.filter(name__in=[ORGANISER, ADMINISTRATOR]):
        group.permissions.add(permission)


def take(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="registration", codename=CODENAME
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=[ORGANISER, ADMINISTRATOR]):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0003_change_requests"),
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, take)]
