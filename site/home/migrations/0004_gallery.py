"""The album index, who may write below it, the workflow that approves it, and the collection of the albums' pictures."""

from django.db import migrations
from django.utils import timezone

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR

HOME_PATH = "00010001"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4
SLUG = "thu-vien-anh"
WORKFLOW = "Duyệt bài"
COLLECTION = "Ảnh của album"
PAGES = {
    EDITOR: ["add", "change"],
    CHIEF_EDITOR: ["add", "change", "publish", "lock", "unlock"],
}
WITHDRAW = (CHIEF_EDITOR, ADMINISTRATOR)


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
    apps.get_model("gallery", "GalleryIndexPage").objects.create(
        title="Thư viện ảnh",
        draft_title="Thư viện ảnh",
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
            app_label="gallery", model="galleryindexpage"
        )[0],
    )
    home.numchild += 1
    home.save(update_fields=["numchild"])


def drop_index(apps, schema_editor):
    """Takes the index away with all albums below it: without this room nothing could show them."""
    page_model = apps.get_model("wagtailcore", "Page")
    for index in apps.get_model("gallery", "GalleryIndexPage").objects.all():
        below = page_model.objects.filter(path__startswith=index.path)
        below.delete()
        home = page_model.objects.get(path=HOME_PATH)
        home.numchild -= 1
        home.save(update_fields=["numchild"])


def permission(apps, app_label, model, codename):
    # Django makes these rows only after all migrations; a row that stands already is left as it is.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.split('_')[0]} {model}"}
    )
    return row


def give(apps, schema_editor):
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
    for index in apps.get_model("gallery", "GalleryIndexPage").objects.all():
        for role, actions in PAGES.items():
            for action in actions:
                apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                    group=groups[role],
                    page_id=index.pk,
                    permission=permission(apps, "wagtailcore", "page", f"{action}_page"),
                )
        workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).first()
        if workflow:
            apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(
                page_id=index.pk, defaults={"workflow": workflow}
            )
    for role in WITHDRAW:
        for action in ("add", "view"):
            groups[role].permissions.add(permission(apps, "images", "withdrawal", f"{action}_withdrawal"))


def take(apps, schema_editor):
    indexes = list(apps.get_model("gallery", "GalleryIndexPage").objects.values_list("pk", flat=True))
    for model in ("GroupPagePermission", "WorkflowPage"):
        apps.get_model("wagtailcore", model).objects.filter(page_id__in=indexes).delete()
    for group in apps.get_model("auth", "Group").objects.filter(name__in=WITHDRAW):
        group.permissions.remove(
            *apps.get_model("auth", "Permission").objects.filter(
                content_type__app_label="images", content_type__model="withdrawal"
            )
        )


def make_collection(apps, schema_editor):
    collection = apps.get_model("wagtailcore", "Collection")
    root = collection.objects.get(depth=1)
    if not collection.objects.filter(name=COLLECTION).exists():
        collection.objects.create(name=COLLECTION, path=next_path(collection, root.path), depth=2, numchild=0)
        root.numchild += 1
        root.save(update_fields=["numchild"])


def drop_collection(apps, schema_editor):
    """What lies in it goes back to the root: its pictures may stand in articles."""
    collection = apps.get_model("wagtailcore", "Collection")
    root = collection.objects.get(depth=1)
    for ours in collection.objects.filter(name=COLLECTION, depth=2, numchild=0):
        for model in (apps.get_model("images", "CustomImage"), apps.get_model("documents", "CustomDocument")):
            model.objects.filter(collection_id=ours.pk).update(collection_id=root.pk)
        for model in ("GroupCollectionPermission", "CollectionViewRestriction"):
            apps.get_model("wagtailcore", model).objects.filter(collection_id=ours.pk).delete()
        # Historical models cannot follow what points at a collection, and nothing does any more.
        collection.objects.filter(pk=ours.pk)._raw_delete(schema_editor.connection.alias)
        root.numchild -= 1
        root.save(update_fields=["numchild"])


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_permissions"),
        ("gallery", "0001_initial"),
        ("images", "0002_albums_and_withdrawals"),
    ]

    operations = [
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(give, take),
        migrations.RunPython(make_collection, drop_collection),
    ]
