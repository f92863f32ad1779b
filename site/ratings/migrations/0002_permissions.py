"""Who sees the ratings in the admin, and who may void votes and moderate comments."""

from django.db import migrations

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER

VIEW, MODERATE = "view_rating", "moderate_rating"
NAMES = {VIEW: "Can view rating", MODERATE: "Can void ratings and moderate comments"}
GIVEN = {
    EDITOR: [VIEW],
    CHIEF_EDITOR: [VIEW, MODERATE],
    ORGANISER: [VIEW, MODERATE],
    ADMINISTRATOR: [VIEW, MODERATE],
}


def give(apps, schema_editor):
    # Django makes these rows only after all migrations; a row that stands already is left as it is.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="ratings", model="rating"
    )
    permission_model = apps.get_model("auth", "Permission")
    # A role that an administrator has renamed or deleted since gets nothing of itself.
    for group in apps.get_model("auth", "Group").objects.filter(name__in=list(GIVEN)):
        for codename in GIVEN[group.name]:
            permission, _ = permission_model.objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": NAMES[codename]}
            )
            group.permissions.add(permission)


def take(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="ratings", codename__in=[VIEW, MODERATE]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=list(GIVEN)):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("ratings", "0001_initial"),
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, take)]
