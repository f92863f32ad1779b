"""The index of events, and who may write below it: organisers, without anyone's approval."""

from django.db import migrations
from django.utils import timezone

from accounts.roles import ORGANISER

HOME_PATH = "00010001"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4
SLUG = "su-kien"
ACTIONS = ("add", "change", "publish", "lock", "unlock")


def next_path(tree, parent: str) -> str:
    """Where treebeard would put a new last child; historical models have no such method."""
    children = tree.objects.filter(path__startswith=parent, depth=len(parent) // STEP + 1)
    last = children.order_by("path").values_list("path", flat=True).last()
    number, digits = int(last[-STEP:], 36) + 1 if last else 1, ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return parent + digits.rjust(STEP, "0")


def make_index(apps, schema_editor):
    page_model = apps.get_model("wagtailcore", "Page")
    home = page_model.objects.get(path=HOME_PATH)
    if page_model.objects.filter(path__startswith=HOME_PATH, depth=3, slug=SLUG).exists():
        return  # a page of the newsroom's has the address; they decide what becomes of it
    now = timezone.now()
    apps.get_model("events", "EventsIndexPage").objects.create(
        title="Sự kiện",
        draft_title="Sự kiện",
        slug=SLUG,
        path=next_path(page_model, HOME_PATH),
        depth=3,
        numchild=0,
        url_path=f"{home.url_path}{SLUG}/",
        show_in_menus=True,
        locale=home.locale,
        live=True,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
        content_type=apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="events", model="eventsindexpage"
        )[0],
    )
    home.numchild += 1
    home.save(update_fields=["numchild"])


def drop_index(apps, schema_editor):
    """Takes the index away with all events below it: without this room nothing could show them."""
    page_model = apps.get_model("wagtailcore", "Page")
    for index in apps.get_model("events", "EventsIndexPage").objects.all():
        page_model.objects.filter(path__startswith=index.path).delete()
        home = page_model.objects.get(path=HOME_PATH)
        home.numchild -= 1
        home.save(update_fields=["numchild"])


def permission(apps, codename):
    # Django makes these rows only after all migrations; a row that stands already is left as it is.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="page"
    )
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.split('_')[0]} page"}
    )
    return row


def give(apps, schema_editor):
    # A role that an administrator has renamed or deleted since gets nothing of itself.
    organisers = apps.get_model("auth", "Group").objects.filter(name=ORGANISER).first()
    if organisers is None:
        return
    for index in apps.get_model("events", "EventsIndexPage").objects.all():
        for action in ACTIONS:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=organisers, page_id=index.pk, permission=permission(apps, f"{action}_page")
            )


def take(apps, schema_editor):
    indexes = list(apps.get_model("events", "EventsIndexPage").objects.values_list("pk", flat=True))
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(page_id__in=indexes).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_units"),
        ("events", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(give, take),
    ]
