"""Who may keep the units: the organisers, who know who leads the bloc, and the administrators."""

from django.db import migrations

from accounts.roles import ADMINISTRATOR, ORGANISER

ROLES = (ORGANISER, ADMINISTRATOR)
ACTIONS = ("add", "change", "delete", "view")


def permission(apps, action):
    # Django makes these rows only after all migrations; a row that stands already is left as it is.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="units", model="unit"
    )
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_unit", defaults={"name": f"Can {action} unit"}
    )
    return row


def give(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*(permission(apps, action) for action in ACTIONS))


def take(apps, schema_editor):
    ours = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="units", content_type__model="unit"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*ours)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_gallery"),
        ("units", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, take)]
