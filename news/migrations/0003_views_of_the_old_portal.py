"""The old portal's counts go to the room that counts views."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

BATCH = 1000


def move(apps, schema_editor):
    ArticlePage = apps.get_model("news", "ArticlePage")
    ViewTotal = apps.get_model("readership", "ViewTotal")
    read = ArticlePage.objects.filter(imported_views__gt=0).order_by("pk").values_list("pk", "imported_views")
    ViewTotal.objects.bulk_create(
        [ViewTotal(page_id=page, imported=views) for page, views in read],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["imported"],
    )


def move_back(apps, schema_editor):
    ArticlePage = apps.get_model("news", "ArticlePage")
    ViewTotal = apps.get_model("readership", "ViewTotal")
    imported = ViewTotal.objects.filter(page=OuterRef("pk")).values("imported")
    ArticlePage.objects.update(imported_views=Coalesce(Subquery(imported), 0))
    ViewTotal.objects.filter(counted=0).delete()
    ViewTotal.objects.update(imported=0)


class Migration(migrations.Migration):
    dependencies = [("news", "0002_archivedarticle"), ("readership", "0001_initial")]
    operations = [migrations.RunPython(move, move_back)]
