"""Loads the example content: what a newsroom would have written in two years, from the files beside this module."""

import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page, Site
from wagtail.users.models import UserProfile

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from documents.models import CustomDocument
from events.models import ConferencePage, EventsIndexPage, FestivalPage
from gallery.models import AlbumPage, AlbumTopic, GalleryIndexPage, Photo
from gallery.services import add_photo, choose_cover
from home.models import HomePage
from images.models import CustomImage
from images.services import store_picture
from navigation.models import SiteIdentity
from news.models import ArticlePage, ArticleTopic, NewsIndexPage, RelatedArticle
from pages.models import InformationPage
from readership.services import set_imported
from search.services import index_pages
from topics.models import Topic
from units.models import Unit

from .accounts import make_accounts
from .conferences.making import make_conferences
from .drawing import save_jpeg
from .drawing.shots import expose
from .festivals.making import make_festivals
from .readers import arrive
from .units import make_units, represent, units_named_by

HERE = Path(__file__).parent
CREDIT = "Tranh minh họa: Ban Biên tập"

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def is_empty() -> bool:
    """Whether nobody has written anything yet, so that example content takes nothing from anyone."""
    pages = Page.objects.filter(depth__gt=1)
    for made_by_migration in (HomePage, NewsIndexPage, GalleryIndexPage, EventsIndexPage):
        pages = pages.exclude(pk__in=made_by_migration.objects.values("pk"))
    return not pages.exists()


def load(progress: Progress) -> None:
    """Fills an empty site. It is one transaction, so that a start that is broken off leaves an empty site again."""
    articles, albums, pages = _read("articles"), _read("albums"), _read("pages")
    drawn = dict(_draw(sorted({scene for article in articles for scene in _scenes(article)}), progress))
    with _exposed([photo for album in albums for photo in album["photos"]]) as files, transaction.atomic():
        users = make_accounts()
        units = make_units()
        represent(users[""], units)
        images = _store(drawn, articles, progress)
        topics = _make_topics()
        index = NewsIndexPage.objects.get()
        gallery = _begin_albums(albums, topics, units_named_by("albums", units), users)
        about = units_named_by("articles", units)
        made = {}
        for number, article in enumerate(articles, 1):
            made[article["slug"]] = _make_article(
                article, index, topics, images, gallery, about[article["slug"]], _writer(article, users)
            )
            progress(_("Publishing articles"), number, len(articles))
        _relate(articles, made)
        _choose_lead(articles, made, index)
        shown = _fill_albums(albums, gallery, files, users, progress)
        # Before there are events: the calendar says with each of them who runs the site.
        _describe_site()
        events = _make_events(made, gallery, users[ORGANISER])
        _make_information_pages(pages)
        _make_work_in_progress(index, images, users)
        index_pages(page.specific for page in Page.objects.live().public().specific())
        arrive([*made.values(), *shown, *events])


def _make_events(
    articles: dict[str, ArticlePage], albums: dict[str, AlbumPage], organiser
) -> list[FestivalPage | ConferencePage]:
    """The festivals, whose entries bring an account for each unit, and the conferences, to which these send people."""

    def block(part: dict) -> tuple[str, object]:
        return _block(part, {}, albums)

    festivals = make_festivals(articles, albums, block, organiser)
    return [*festivals.values(), *make_conferences(articles, albums, block, organiser)]


def _read(folder: str) -> list[dict]:
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted((HERE / folder).glob("*.toml"))]


def _scenes(article: dict) -> Iterator[str]:
    if article.get("picture"):
        yield article["picture"]
    for block in article["body"]:
        if block["type"] == "picture":
            yield block["scene"]
        elif block["type"] == "picture_row":
            yield from (picture["scene"] for picture in block["pictures"])


def _draw(scenes: list[str], progress: Progress) -> Iterator[tuple[str, bytes]]:
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for number, (scene, data) in enumerate(zip(scenes, pool.map(save_jpeg, scenes, chunksize=4), strict=True), 1):
            progress(_("Drawing pictures"), number, len(scenes))
            yield scene, data


@contextmanager
def _exposed(photos: list[dict]) -> Iterator[Iterator[bytes]]:
    """The files of the albums' photos, in order: other processes draw them while this one works on the articles."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            yield pool.map(expose, photos, chunksize=4)
        finally:
            pool.shutdown(cancel_futures=True)


def _store(drawn: dict[str, bytes], articles: list[dict], progress: Progress) -> dict[str, CustomImage]:
    """The drawings in the library, each described as the first article that shows it describes it."""
    described: dict[str, tuple[str, str]] = {}
    for article in articles:
        if article.get("picture"):
            alt = article.get("picture_alt") or article["picture_caption"]
            described.setdefault(article["picture"], (alt, article["picture_caption"]))
        for block in article["body"]:
            for picture in [block] if block["type"] == "picture" else block.get("pictures", []):
                described.setdefault(picture["scene"], (picture["alt_text"], picture.get("caption", "")))
    images = {}
    for number, (scene, data) in enumerate(drawn.items(), 1):
        alt, caption = described[scene]
        images[scene] = store_picture(data, title=caption or alt, description=alt, caption=caption, credit=CREDIT)
        progress(_("Storing pictures"), number, len(drawn))
    return images


def _make_topics() -> dict[str, Topic]:
    entries = tomllib.loads((HERE / "topics.toml").read_text("utf-8"))["topic"]
    return {entry["slug"]: Topic.objects.get_or_create(slug=entry["slug"], defaults=entry)[0] for entry in entries}


def _writer(article: dict, users: dict):
    """The editor's own articles are hers; the chief editor entered what others sent in."""
    return users[EDITOR] if article.get("byline") == "Thu Hà" else users[CHIEF_EDITOR]


def _make_article(
    entry: dict, index: NewsIndexPage, topics: dict, images: dict, albums: dict, units: list[Unit], author
) -> ArticlePage:
    article = ArticlePage(
        title=entry["title"],
        slug=entry["slug"],
        lead=entry["lead"],
        main_picture=images.get(entry.get("picture")),
        main_picture_caption=entry.get("picture_caption", ""),
        body=[_block(block, images, albums) for block in entry["body"]],
        byline=entry.get("byline", ""),
        source=entry.get("source", ""),
        display_at=entry["display_at"],
        first_published_at=entry["display_at"],
        last_published_at=entry["display_at"],
        owner=author,
    )
    article.article_topics = [
        ArticleTopic(topic=topics[slug], sort_order=order) for order, slug in enumerate(entry["topics"])
    ]
    article.units = units
    index.add_child(instance=article)
    set_imported({article.pk: entry.get("imported_views", 0)})
    article.save_revision(user=author)
    Page.objects.filter(pk=article.pk).update(
        latest_revision_created_at=entry["display_at"], has_unpublished_changes=False
    )
    return article


def _block(block: dict, images: dict[str, CustomImage], albums: dict[str, AlbumPage]) -> tuple[str, object]:
    """A block of an article's file as a block of its body."""
    kind = block["type"]
    match kind:
        case "paragraph":
            return kind, block["html"].strip()
        case "picture":
            return kind, _picture(block, images)
        case "picture_row":
            return kind, {
                "pictures": [_picture(picture, images) for picture in block["pictures"]],
                "caption": block.get("caption", ""),
            }
        case "album":
            return kind, albums[block["album"]]
        case "download":
            return kind, {"document": _document(block), "title": block["title"]}
        case "table":
            return kind, _table(block)
        case _:
            return kind, {name: value for name, value in block.items() if name != "type"}


def _picture(entry: dict, images: dict[str, CustomImage]) -> dict:
    return {
        "image": images[entry["scene"]],
        "caption": entry.get("caption", ""),
        "credit": entry.get("credit", ""),
        "alt_text": entry.get("alt_text", ""),
    }


def _table(entry: dict):
    block = ArticlePage.body.field.stream_block.child_blocks["table"]
    return block.to_python(
        {
            "columns": [{"type": "text", "heading": heading} for heading in entry["header"]],
            "rows": [{"values": [str(cell) for cell in row]} for row in entry["rows"]],
            "caption": entry.get("caption", ""),
        }
    )


def _document(entry: dict) -> CustomDocument:
    text = f"{entry['title']}\n\nTệp mẫu đi kèm nội dung thử nghiệm của trang.\n"
    name = Path(entry["file"]).with_suffix(".txt").name
    document = CustomDocument(title=entry["title"], collection=Collection.get_first_root_node())
    document.file.save(name, ContentFile(text.encode()), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


def _relate(articles: list[dict], made: dict[str, ArticlePage]) -> None:
    RelatedArticle.objects.bulk_create(
        RelatedArticle(page=made[entry["slug"]], article=made[slug], sort_order=order)
        for entry in articles
        for order, slug in enumerate(entry.get("related", []))
    )


def _choose_lead(articles: list[dict], made: dict[str, ArticlePage], index: NewsIndexPage) -> None:
    index.lead_article = next((made[entry["slug"]] for entry in articles if entry.get("featured")), None)
    index.intro = "Hội nghị, phong trào thi đua, Ngày Hội văn nghệ – thể thao và những tấm gương của các đơn vị."
    index.save()
    index.save_revision()


def _begin_albums(entries: list[dict], topics: dict, units: dict, users: dict) -> dict[str, AlbumPage]:
    """The albums by their slugs, without photos yet: articles name them."""
    index = GalleryIndexPage.objects.get()
    index.intro = "Hình ảnh hội nghị, Ngày Hội và những hoạt động chung của các đơn vị, do đồng nghiệp ghi lại."
    index.save_revision(user=users[CHIEF_EDITOR]).publish()
    return {entry["slug"]: _make_album(entry, index, topics, units[entry["slug"]], users[EDITOR]) for entry in entries}


def _fill_albums(
    entries: list[dict], albums: dict[str, AlbumPage], files: Iterator[bytes], users: dict, progress: Progress
) -> list[AlbumPage]:
    """Fills the albums as an editor would, and publishes them; returns those that are published."""
    published, filled, total = [], 0, sum(len(entry["photos"]) for entry in entries)
    for entry in entries:
        album = albums[entry["slug"]]
        for photo in entry["photos"]:
            _add_photo(album, photo, next(files), users[EDITOR])
            filled += 1
            progress(_("Filling albums"), filled, total)
        for photo in entry["photos"]:
            if photo.get("is_cover"):
                choose_cover(album, album.photos.get(file_name=photo["file_name"]))
        if not entry.get("draft"):
            _publish_album(album, entry, users[CHIEF_EDITOR])
            published.append(album)
    return published


def _make_album(entry: dict, index: GalleryIndexPage, topics: dict, units: list[Unit], owner) -> AlbumPage:
    names = ("title", "slug", "taken_on", "place", "event_name", "intro", "credit", "downloads")
    album = AlbumPage(live=False, owner=owner, **{name: entry[name] for name in names})
    album.album_topics = [
        AlbumTopic(topic=topics[slug], sort_order=order) for order, slug in enumerate(entry["topics"])
    ]
    album.units = units
    index.add_child(instance=album)
    album.save_revision(user=owner)
    return album


def _add_photo(album: AlbumPage, entry: dict, data: bytes, user) -> None:
    """Takes a photo in from the card, then says of it what no camera knows."""
    photo, _is_new = add_photo(album, data, file_name=entry["file_name"], user=user)
    said = {name: entry[name] for name in ("alt_text", "people", "hides_people", "is_left_out") if name in entry}
    Photo.objects.filter(pk=photo.pk).update(**said)
    # The library describes and credits a picture, too. Without signals: its index is brought up to date later anyway.
    CustomImage.objects.filter(pk=photo.image_id).update(
        title=entry.get("caption") or entry["alt_text"],
        description=entry["alt_text"],
        credit=photo.image.credit or album.credit,
    )


def _publish_album(album: AlbumPage, entry: dict, user) -> None:
    """Shown from the evening of the last day on."""
    shown_at = max(photo["taken_at"] for photo in entry["photos"]) + timedelta(hours=3)
    album.get_latest_revision().publish(user=user)
    Page.objects.filter(pk=album.pk).update(
        first_published_at=shown_at, last_published_at=shown_at, latest_revision_created_at=shown_at
    )
    album.refresh_from_db()
    set_imported({album.pk: entry["imported_views"]})


def _make_information_pages(entries: list[dict]) -> None:
    home = HomePage.objects.get()
    for entry in entries:
        body = [_block(block, {}, {}) for block in entry.pop("body")]
        page = home.add_child(instance=InformationPage(body=body, show_in_menus=True, **entry))
        page.save_revision().publish()


def _describe_site() -> None:
    home = HomePage.objects.get()
    home.tagline = "Tin tức, hình ảnh và Ngày Hội của các đơn vị trong Khối"
    home.save()
    home.save_revision()
    SiteIdentity.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={
            "name": "Khối thi đua Tổng cục, Cục, Ban và Quỹ",
            "short_name": "Khối thi đua",
            "tagline": "Đoàn kết, đổi mới sáng tạo, thi đua vì cộng đồng",
            "organisation": "Trung tâm Nghiên cứu và Phát triển truyền thông KH&CN",
            "responsible_editor": "Trần Minh Đức, Trưởng ban biên tập",
            "licence": "Trang thử nghiệm: giấy phép sẽ được ghi tại đây",
            "address": "Số 1 đường Ví Dụ, Hà Nội",
            "phone": "024 0000 0000",
            "email": "lienhe@example.vn",
        },
    )


def _make_work_in_progress(index: NewsIndexPage, images: dict[str, CustomImage], users: dict) -> None:
    """A draft, an article that waits for the chief editor, and one that publishes itself: for the dashboards."""
    picture = next(iter(images.values()))
    editor, chief = users[EDITOR], users[CHIEF_EDITOR]

    def draft(title: str, owner, **fields) -> ArticlePage:
        page = ArticlePage(title=title, live=False, has_unpublished_changes=True, owner=owner, **fields)
        return index.add_child(instance=page)

    draft("Phác thảo: gương sáng tháng Mười hai", editor).save_revision(user=editor)
    waiting = draft(
        "Các đơn vị sẵn sàng cho Ngày Hội 2026",
        editor,
        lead="Còn hai tuần nữa là hết hạn đăng ký, các đội đã bước vào những buổi tập cuối.",
        main_picture=picture,
    )
    waiting.save_revision(user=editor)
    # Nobody is to be written to about an example.
    for user in (chief, users[ADMINISTRATOR]):
        profile = UserProfile.get_for_user(user)
        profile.submitted_notifications = False
        profile.save()
    waiting.get_workflow().start(waiting, editor)
    scheduled = draft(
        "Lịch tiếp nhận hồ sơ khen thưởng cuối năm",
        chief,
        lead="Hồ sơ được nhận tại Văn phòng Khối trong giờ hành chính.",
        go_live_at=timezone.now() + timedelta(days=3),
    )
    scheduled.save_revision(user=chief, approved_go_live_at=scheduled.go_live_at)
    Page.objects.filter(pk=scheduled.pk).update(go_live_at=scheduled.go_live_at)
