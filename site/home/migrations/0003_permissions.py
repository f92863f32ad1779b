"""What each role may do, and the workflow by which the chief editor approves what editors write."""

from django.db import migrations

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER

NEWS_PATH = "000100010001"
WORKFLOW = "Duyệt bài"
TASK = "Trưởng ban biên tập duyệt"

PAGES = {
    EDITOR: {NEWS_PATH: ["add", "change"]},
    CHIEF_EDITOR: {NEWS_PATH: ["add", "change", "publish", "lock", "unlock"]},
    ORGANISER: {},
    ADMINISTRATOR: {"0001": ["add", "change", "publish", "lock", "unlock", "bulk_delete"]},
}
LIBRARY = {
    EDITOR: ["add", "change", "choose"],  # whoever sees a wrong caption mends it
    CHIEF_EDITOR: ["add", "change", "choose"],
    ORGANISER: ["add", "choose"],
    ADMINISTRATOR: ["add", "change", "choose"],
}
# Collections are managed by permission on the collection above them, and not by permission on their model.
COLLECTIONS = {ADMINISTRATOR: ["add", "change", "delete"]}
ALL = ("add", "change", "delete", "view")
MODELS = {
    EDITOR: {},
    CHIEF_EDITOR: {("news", "topic"): ALL, ("wagtailredirects", "redirect"): ALL},
    ORGANISER: {},
    ADMINISTRATOR: {
        ("news", "topic"): ALL,
        ("wagtailredirects", "redirect"): ALL,
        ("accounts", "user"): ALL,
        ("auth", "group"): ALL,
        ("navigation", "siteidentity"): ("change",),
        ("wagtailcore", "site"): ALL,
        ("wagtailcore", "workflow"): ALL,
        ("wagtailcore", "task"): ALL,
    },
}


def permission(apps, app_label, model, codename):
    # Django makes these rows only after all migrations; a row that stands already is left as it is.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.split('_')[0]} {model}"},
    )
    return row


def give(apps, schema_editor):
    group_model = apps.get_model("auth", "Group")
    group_model.objects.filter(name__in=["Editors", "Moderators"]).delete()
    groups = {group.name: group for group in group_model.objects.all()}
    page_model = apps.get_model("wagtailcore", "Page")
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)

    for role, pages in PAGES.items():
        groups[role].permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
        for path, actions in pages.items():
            page = page_model.objects.get(path=path)
            for action in actions:
                apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
                    group=groups[role],
                    page=page,
                    permission=permission(apps, "wagtailcore", "page", f"{action}_page"),
                )
        for action in LIBRARY[role]:
            for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
                apps.get_model("wagtailcore", "GroupCollectionPermission").objects.create(
                    group=groups[role],
                    collection=root,
                    permission=permission(apps, app_label, model, f"{action}_{model}"),
                )
        for action in COLLECTIONS.get(role, []):
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.create(
                group=groups[role],
                collection=root,
                permission=permission(apps, "wagtailcore", "collection", f"{action}_collection"),
            )
        for (app_label, model), actions in MODELS[role].items():
            for action in actions:
                groups[role].permissions.add(permission(apps, app_label, model, f"{action}_{model}"))


def take(apps, schema_editor):
    names = list(PAGES)
    for model in ("GroupPagePermission", "GroupCollectionPermission"):
        apps.get_model("wagtailcore", model).objects.filter(group__name__in=names).delete()
    for group in apps.get_model("auth", "Group").objects.filter(name__in=names):
        group.permissions.clear()


def make_workflow(apps, schema_editor):
    workflow_model = apps.get_model("wagtailcore", "Workflow")
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    # Wagtail's own workflow asks the group 'Moderators', which this site has not.
    workflow_model.objects.all().delete()
    apps.get_model("wagtailcore", "Task").objects.all().delete()
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    task = task_model.objects.create(name=TASK, active=True, content_type=content_type)
    task.groups.add(apps.get_model("auth", "Group").objects.get(name=CHIEF_EDITOR))
    workflow = workflow_model.objects.create(name=WORKFLOW, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(
        workflow=workflow, page=apps.get_model("wagtailcore", "Page").objects.get(path=NEWS_PATH)
    )


def drop_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_site_pages"),
        ("accounts", "0002_roles"),
        ("navigation", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunPython(give, take),
        migrations.RunPython(make_workflow, drop_workflow),
    ]
