"""Accounts that stand already were made by an administrator, so their addresses count as proved; nobody is asked to
prove theirs at the next sign-in. And who decides about representatives."""

from django.db import migrations

from accounts.roles import ADMINISTRATOR, ORGANISER

CODENAME = "change_membership"
GIVEN_TO = [ORGANISER, ADMINISTRATOR]


def trust_addresses(apps, schema_editor):
    address = apps.get_model("account", "EmailAddress")
    known = address.objects.values("user")
    users = apps.get_model("accounts", "User").objects.exclude(pk__in=known)
    address.objects.bulk_create(
        (
            address(user_id=pk, email=email, verified=True, primary=True)
            for pk, email in users.values_list("pk", "email")
        ),
        batch_size=500,
    )


def give(apps, schema_editor):
    # Django makes these rows only after all migrations; a row that stands already is left as it is.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="accounts", model="membership"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=CODENAME, defaults={"name": "Can change representative"}
    )
    # A role that an administrator has renamed or deleted since gets nothing of itself.
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GIVEN_TO):
        group.permissions.add(permission)


def take(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="accounts", codename=CODENAME
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GIVEN_TO):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_invitations"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(trust_addresses, migrations.RunPython.noop),
        migrations.RunPython(give, take),
    ]
