"""The pages without which there is no site: the home page in the place of Wagtail's welcome, and the news index."""

from django.db import migrations
from django.utils import timezone

HOME_PATH = "00010001"
NEWS_PATH = "000100010001"


def make_pages(apps, schema_editor):
    page = apps.get_model("wagtailcore", "Page")
    site = apps.get_model("wagtailcore", "Site")
    locale = apps.get_model("wagtailcore", "Locale").objects.order_by("pk").first()
    content_type = apps.get_model("contenttypes", "ContentType")
    welcome = page.objects.filter(path=HOME_PATH)
    site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    now = timezone.now()
    shared = {
        "locale": locale,
        "live": True,
        "has_unpublished_changes": False,
        "first_published_at": now,
        "last_published_at": now,
    }
    home = apps.get_model("home", "HomePage").objects.create(
        title="Trang chủ",
        draft_title="Trang chủ",
        slug="home",
        path=HOME_PATH,
        depth=2,
        numchild=1,
        url_path="/home/",
        content_type=content_type.objects.get_or_create(app_label="home", model="homepage")[0],
        **shared,
    )
    apps.get_model("news", "NewsIndexPage").objects.create(
        title="Tin tức",
        draft_title="Tin tức",
        slug="tin-tuc",
        path=NEWS_PATH,
        depth=3,
        numchild=0,
        url_path="/home/tin-tuc/",
        show_in_menus=True,
        content_type=content_type.objects.get_or_create(app_label="news", model="newsindexpage")[0],
        **shared,
    )
    page.objects.filter(depth=1).update(numchild=1)
    site.objects.create(hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True, site_name="")


def drop_pages(apps, schema_editor):
    """Takes the pages away again, with all that stands below them: going back beyond here means an empty site."""
    page = apps.get_model("wagtailcore", "Page")
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    page.objects.filter(path__startswith=HOME_PATH).delete()
    page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("news", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_pages, drop_pages)]
