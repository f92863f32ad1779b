"""Fills an empty site with many articles, straight into the tables: `python bench/corpus.py COUNT`.

The news grows: fourteen articles a day backwards from now, so that 1,000 are ten weeks and 100,000 are twenty years.
Each has eight paragraphs of words drawn with a fixed seed, a picture and one or two of eight topics.
"""

import os
import random
import sys
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Collection, Page

from images.models import CustomImage, CustomRendition
from images.presets import all_specs
from news.models import ArticlePage, ArticleTopic, NewsIndexPage
from search.services import rebuild
from topics.models import Topic

TEXT = (
    "hội nghị thi đua khen thưởng đơn vị cán bộ công chức viên chức phong trào kế hoạch nhiệm vụ kết quả khoa học công "
    "nghệ sở hữu trí tuệ đo lường chất lượng an toàn bức xạ quỹ phát triển thị trường doanh nghiệp đổi mới sáng tạo "
    "văn nghệ thể thao bóng đá cầu lông kéo co hát múa chuyển đổi số hồ sơ thủ tục báo cáo tổng kết sơ kết biểu dương"
)
WORDS = TEXT.split()
A_DAY = 14
BATCH = 2000


def sentence(dice: random.Random, length: int) -> str:
    return " ".join(dice.choices(WORDS, k=length)).capitalize()


def make_images(count: int = 24) -> list[CustomImage]:
    """Records of pictures; no file is behind them, and no page asks for one."""
    root = Collection.get_first_root_node()
    images = CustomImage.objects.bulk_create(
        CustomImage(title=f"hinh-{n}", file=f"original_images/{n}.jpg", width=1600, height=1067, collection=root)
        for n in range(count)
    )
    CustomRendition.objects.bulk_create(
        CustomRendition(image=image, filter_spec=spec, file=f"images/{image.pk}.{n}", width=720, height=480)
        for image in images
        for n, spec in enumerate(all_specs())
    )
    return images


@transaction.atomic
def fill(count: int) -> None:
    dice = random.Random(20261122)
    index = NewsIndexPage.objects.get()
    images = make_images()
    topics = Topic.objects.bulk_create(Topic(name=f"Chủ đề {n}", slug=f"chu-de-{n}", sort_order=n) for n in range(8))
    template = ArticlePage(title="x", slug="x")
    content_type = template.content_type
    now = timezone.now()
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        pages, articles, links = [], [], []
        for number in numbers:
            at = now - timedelta(days=(count - number) / A_DAY)
            slug = f"bai-so-{number}"
            page = Page(
                title=sentence(dice, 12),
                slug=slug,
                path=index.path + Page._int2str(number + 1).rjust(4, "0"),
                depth=index.depth + 1,
                url_path=f"{index.url_path}{slug}/",
                content_type=content_type,
                locale=index.locale,
                live=True,
                first_published_at=at,
                last_published_at=at,
                latest_revision_created_at=at,
            )
            page.draft_title = page.title
            pages.append(page)
        Page.objects.bulk_create(pages)
        for page in pages:
            article = ArticlePage(
                page_ptr_id=page.pk,
                lead=sentence(dice, 40),
                main_picture=dice.choice(images),
                body=[("paragraph", f"<p>{sentence(dice, 60)}.</p>") for _ in range(8)],
                listed_at=page.first_published_at,
                listed_on=timezone.localdate(page.first_published_at),
            )
            articles.append(article)
            for order, topic in enumerate(dice.sample(topics, dice.choice((1, 2)))):
                links.append(
                    ArticleTopic(page_id=page.pk, topic=topic, sort_order=order, listed_at=page.first_published_at)
                )
        insert(articles)
        ArticleTopic.objects.bulk_create(links)
        print(f"\r  {start + len(pages):>7,} of {count:,} articles", end="", file=sys.stderr)
    Page.objects.filter(pk=index.pk).update(numchild=count)
    print(file=sys.stderr)


def insert(articles: list[ArticlePage]) -> None:
    """The articles' own table alone: Django does not insert many rows of a model that inherits from another."""
    fields = ArticlePage._meta.local_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    rows = [[field.get_db_prep_save(field.pre_save(a, True), connection) for field in fields] for a in articles]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {ArticlePage._meta.db_table} ({columns}) VALUES ({marks})", rows)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    fill(int(sys.argv[1]))
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            connection.set_autocommit(True)
            cursor.execute("VACUUM ANALYZE")
