"""What stands on the site that the browser tests visit. Run by `tests.browser.server` on an empty DATA_DIR.

Made by the project's own services, so that every template, block and list has something to show. All dates are
fixed; the tests name them.
"""

from datetime import date, time, timedelta

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from demo.accounts import make_accounts
from demo.drawing import save_jpeg
from documents.models import CustomDocument
from events.calendars.ledger import refresh_all
from events.models import ConferenceContact, Discipline, FestivalContact, Handout, Speaker
from gallery.models import AlbumPage, Downloads
from gallery.services import add_photo
from gallery.services import write as say
from home.models import HomePage
from images.services import store_picture
from navigation.models import SiteIdentity
from news.models import ArticlePage, RelatedArticle
from operations.management.commands.prepare import collect_changed_static_files
from pages.models import InformationPage
from readership.models import HourlyViews
from readership.services import compute_most_read, set_imported
from search.services import rebuild
from tests.factories import (
    AlbumFactory,
    ArticleFactory,
    DisciplineFactory,
    FestivalFactory,
    TopicFactory,
    UnitFactory,
    hanoi,
)
from tests.factories.events import ConferenceFactory, HandoutFactory, SessionFactory
from units.models import UnitAward, UnitTerm

FULL_ARTICLE = "ngay-hoi-van-nghe-the-thao-khai-mac-tai-ha-noi"
TITLE = "Ngày Hội văn nghệ, thể thao khai mạc tại Hà Nội"
WORKSHOP = "Hội thảo về chuyển đổi số trong công tác thi đua"
TOPICS = {"hoi-nghi": "Hội nghị, hội thảo", "ngay-hoi": "Ngày Hội"}
SCENES = ("flags-street", "football", "choir", "conference-hall")
ALBUM = "khai-mac-ngay-hoi"
FIRST_PHOTO = f"/thu-vien-anh/{ALBUM}/anh/1/"
"""The first of the site: its number is known."""


def make() -> None:
    """Brings the empty site to the state in which the tests find it."""
    call_command("migrate", verbosity=0, interactive=False)
    collect_changed_static_files()
    with transaction.atomic():
        write()
    # The pictures' renditions, which the worker would make one after the other while the tests already look.
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    rebuild()


def write() -> None:
    """The content itself."""
    make_accounts()
    SiteIdentity.objects.create(
        site=Site.objects.get(is_default_site=True),
        name="Khối thi đua Tổng cục, Cục, Ban và Quỹ",
        short_name="Khối thi đua",
        tagline="Đoàn kết, đổi mới sáng tạo",
        organisation="Trung tâm truyền thông",
        phone="024 0000 0000",
        email="lienhe@example.vn",
    )
    topics = {slug: TopicFactory(slug=slug, name=name) for slug, name in TOPICS.items()}
    pictures = [
        store_picture(
            save_jpeg(scene),
            title=scene,
            description="Quang cảnh ngày khai mạc",
            caption="Các đơn vị cùng có mặt",
            credit="Ban Biên tập",
        )
        for scene in SCENES
    ]
    articles = write_articles(topics, pictures)
    album = write_albums(topics)
    write_full_article(topics["ngay-hoi"], pictures, album, related=articles[0])
    write_readers(articles)
    write_units(articles[:3], album, pictures[0])
    write_events(articles[:3], album)
    write_conferences(articles[:3], album)
    write_calendar()
    about = HomePage.objects.get().add_child(
        instance=InformationPage(
            title="Giới thiệu",
            slug="gioi-thieu",
            show_in_menus=True,
            intro="Khối gồm mười lăm đơn vị.",
            body=[
                ("heading", {"text": "Các đơn vị", "level": "2"}),
                ("paragraph", "<p>Mỗi năm một đơn vị làm <b>Khối trưởng</b>.</p>"),
            ],
        )
    )
    about.save_revision().publish()


def write_articles(topics, pictures):
    """Fourteen of the 15th, 17th and 19th of January 2024, so that the index has two pages; one of 2023."""
    moments = [hanoi(2023, 11, 20, 9), *[hanoi(2024, 1, 15 + 2 * (n % 3), 8, n) for n in range(13)]]
    articles = [
        ArticleFactory(
            title=f"Đơn vị thứ {number} phát động phong trào thi đua",
            lead="Phong trào bắt đầu từ hôm nay và kéo dài đến hết quý hai.",
            body=[("paragraph", "<p>Các đơn vị trong Khối cùng ký giao ước.</p>")],
            main_picture=pictures[number % len(pictures)],
            topics=[topics["hoi-nghi"]] if number % 2 else [],
            display_at=moment,
        )
        for number, moment in enumerate(moments, 1)
    ]
    set_imported({article.pk: number * 70 for number, article in enumerate(articles, 1)})
    ArticleFactory(
        title=WORKSHOP,
        lead="Các đại biểu bàn cách bớt giấy tờ.",
        body=[("paragraph", "<p>Buổi hội thảo có sáu tham luận, do Văn phòng Khối tổ chức.</p>")],
        topics=[topics["hoi-nghi"]],
        display_at=hanoi(2024, 1, 17, 14),
    )
    return articles


def write_readers(articles):
    """Most read is 'thứ 9' today, 'thứ 10' this week, 'thứ 8' this month. This alone is not dated once and for all."""
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    read = [(9, 0, 900), (3, 0, 40), (10, 3, 2000), (5, 3, 30), (6, 3, 20), (8, 20, 5000), (7, 20, 10)]
    HourlyViews.objects.bulk_create(
        HourlyViews(page=articles[number - 1], hour=this_hour - timedelta(days=days), views=views)
        for number, days, views in read
    )
    compute_most_read()


def write_albums(topics) -> AlbumPage:
    """One album of 2024 with a photo of everything that is said of photos, and a small one of 2022."""
    album = AlbumFactory(
        title="Khai mạc Ngày Hội",
        slug=ALBUM,
        intro="Buổi sáng đầu tiên, từ đường phố đến hội trường.",
        taken_on=date(2024, 1, 17),
        place="Hà Nội",
        event_name="Ngày Hội 2024",
        credit="Lê Thu Hà",
        downloads=Downloads.SHOWN,
        topics=[topics["ngay-hoi"]],
    )
    for number, scene in enumerate(SCENES):
        photo, _ = add_photo(album, save_jpeg(scene), file_name=f"IMG_{number}.JPG")
        say(album, [photo], caption=f"Quang cảnh thứ {number + 1}", people="Nguyễn Văn An" if number else "")
    older = AlbumFactory(title="Hội thao năm cũ", taken_on=date(2022, 5, 1), event_name="Hội thao 2022")
    add_photo(older, save_jpeg(SCENES[1]), file_name="IMG_9.JPG")
    return album


def write_units(articles, album, logo):
    """One of which everything is told, one of which nothing is, and one that has left."""
    whole = UnitFactory(
        name="Cục Sở hữu trí tuệ",
        short_name="Cục SHTT",
        code="shtt",
        logo=logo,
        introduction="Giữ cho người làm ra cái mới giữ được cái mới.",
        website="https://shtt.example.vn/",
        address="Số 8 đường Ví Dụ, Hà Nội",
        contact_name="Phan Văn Lộc",
        contact_email="shtt@example.vn",
        contact_phone="024 0000 0011",
    )
    bare = UnitFactory(name="Quỹ Đổi mới công nghệ Quốc gia", short_name="Quỹ Đổi mới", code="quy-doi-moi")
    UnitFactory(name="Văn phòng cũ của Khối", short_name="Văn phòng cũ", code="van-phong-cu", is_active=False)
    UnitTerm.objects.create(unit=whole, year=2023, role=UnitTerm.Role.LEADER)
    UnitTerm.objects.create(unit=bare, year=2023, role=UnitTerm.Role.DEPUTY)
    UnitAward.objects.create(unit=whole, year=2022, title="Cờ thi đua của Bộ")
    UnitAward.objects.create(unit=whole, year=2023, title="Cờ thi đua của Chính phủ")
    for page in (*articles, album):
        page.units = [whole]
        page.save()


def write_events(articles, album):
    """A festival with a colour that has everything, one without, and one that is over."""
    coloured = {"colour": "#ffd400", "most_disciplines": 3, "most_sports": 2, "most_acts": 1}
    whole = FestivalFactory(
        title="Ngày Hội sắp tới",
        intro="Ba ngày giao lưu của các đơn vị.",
        place="Nhà thi đấu Bắc Sông Hồng",
        address="Hà Nội",
        contacts=[
            FestivalContact(name="Phạm Quốc Bảo", duty="Thường trực", phone="024 0000 0021", email="a@example.vn")
        ],
        body=[("paragraph", "<p>Lễ khai mạc bắt đầu lúc 19 giờ.</p>"), ("album", album)],
        **coloured,
    )
    document = CustomDocument(title="Điều lệ Ngày Hội")
    document.file.save("dieu-le.pdf", ContentFile(b"%PDF-1.7"))
    whole.regulations = document
    whole.save()
    DisciplineFactory(festival=whole, name="Kéo co", quota=12, age_min=18, age_max=50, notes="Mang găng.")
    DisciplineFactory(festival=whole, name="Hợp xướng", branch="art", squad_max=35, most_seconds=480, takes_music=True)
    DisciplineFactory(
        festival=FestivalFactory(title="Ngày Hội trong nước"), name="Cờ tướng", format="individual", squad_max=1
    )
    FestivalFactory(
        title="Ngày Hội năm trước",
        starts_on=date(2023, 11, 17),
        ends_on=date(2023, 12, 1),
        opens_at=None,
        closes_at=None,
    )
    for page in (*articles, album):
        page.event = whole
        page.save()


def write_conferences(articles, album):
    """A conference that has everything, in two halls at once, and one that was moved; of the festival that comes a
    programme."""
    whole = ConferenceFactory(
        title="Hội nghị về dữ liệu mở",
        slug="hoi-nghi-chuyen-de",
        intro="Trao đổi kinh nghiệm giữa các đơn vị.",
        starts_on=date(2024, 1, 10),
        place="Trung tâm Hội nghị",
        address="57 Phạm Hùng, Hà Nội",
        coordinates="21.0055, 105.7872",
        organiser="Hội đồng Khoa học",
        opens_at=hanoi(2023, 12, 1, 8),
        closes_at=hanoi(2024, 1, 5, 17),
        contacts=[ConferenceContact(name="Lê Thu Hà", duty="Thư ký", email="thuky@example.vn")],
        body=[("paragraph", "<p>Đại biểu mang theo giấy mời.</p>")],
    )
    halls = {"hall": "Phòng 1"}, {"hall": "Phòng 2", "is_cancelled": True, "reason": "Báo cáo viên ốm"}
    for fields in halls:
        talk = SessionFactory(event=whole, description="Trao đổi", starts_at=hanoi(2024, 1, 10, 8), **fields)
        Speaker.objects.create(session=talk, name="Trần Dũng", post="Khối trưởng", topic="Hồ sơ số")
        HandoutFactory(event=whole, session=talk, author="Trần Dũng")
    SessionFactory(event=whole, title="Nghỉ giải lao", kind="break", starts_at=hanoi(2024, 1, 10, 9), hall="Sảnh")
    for kind in Handout.Kind:
        HandoutFactory(event=whole, kind=kind)
    HandoutFactory(event=whole, audience=Handout.Audience.DELEGATES)
    ConferenceFactory(
        title="Hội nghị dời lịch",
        slug="hoi-nghi-doi-lich",
        state="moved",
        moved_from=date(2023, 12, 8),
        state_reason="Trùng lịch họp",
    )
    festival = Discipline.objects.get(slug="keo-co").festival
    for discipline in festival.disciplines.all():
        SessionFactory(event=festival, discipline=discipline, title="Vòng loại", hall=f"Sân {discipline.position}")
    articles[0].event = album.event = whole
    articles[0].save()
    album.save()


def write_calendar():
    """November 2023: beside a festival of half a month two conferences, one with a long programme, one cancelled. And a
    third that comes."""
    long = ConferenceFactory(
        title="Hội nghị tổng kết năm 2023",
        slug="tong-ket-2023",
        starts_on=date(2023, 11, 20),
        end_time=time(17),
        place="Hội trường tầng 5",
        opens_at=hanoi(2023, 11, 1, 8),
        closes_at=hanoi(2023, 11, 10, 17),
    )
    for number in range(8):
        SessionFactory(event=long, title=f"Tham luận {number + 1}", starts_at=hanoi(2023, 11, 20, 8 + number))
    ConferenceFactory(
        title="Hội nghị giao ban quý IV",
        starts_on=date(2023, 11, 22),
        state="cancelled",
        state_reason="Trùng lịch",
        opens_at=None,
        closes_at=None,
    )
    ConferenceFactory(title="Hội nghị sắp tới", slug="hoi-nghi-sap-toi", place="Hội trường A")
    refresh_all()


def write_full_article(topic, pictures, album, related):
    """One article with every block."""
    regulations = CustomDocument(title="Điều lệ Ngày Hội")
    regulations.file.save("dieu-le.txt", ContentFile("Điều lệ".encode()))
    main, first, second, third = pictures
    table = ArticlePage.body.field.stream_block.child_blocks["table"].to_python(
        {
            "columns": [{"type": "text", "heading": heading} for heading in ("Đơn vị", "Giải Nhất", "Giải Nhì")],
            "rows": [{"values": ["Cục Sở hữu trí tuệ", "5", "3"]}, {"values": ["Cục An toàn bức xạ", "4", "6"]}],
            "caption": "Kết quả toàn đoàn",
        }
    )
    paragraph = "<p>Sáng nay, hơn một nghìn vận động viên và diễn viên của mười lăm đơn vị đã về dự lễ khai mạc.</p>"
    article = ArticleFactory(
        title=TITLE,
        slug=FULL_ARTICLE,
        lead="Mười lăm đơn vị tranh tài ở tám môn trong hai ngày, mở đầu bằng trận bóng đá nam.",
        main_picture=main,
        main_picture_caption="Đường phố trước giờ khai mạc",
        byline="Lê Thu Hà",
        source="Văn phòng Khối",
        display_at=hanoi(2024, 1, 17, 15, 2),
        topics=[topic],
        body=[
            ("paragraph", paragraph * 3 + "<ul><li>Bóng đá nam</li><li>Hợp xướng</li></ul>"),
            ("heading", {"text": "Trên sân", "level": "2"}),
            ("picture", {"image": first, "caption": "Trận mở màn", "credit": "", "alt_text": "Hai đội trên sân"}),
            ("heading", {"text": "Bóng đá nam", "level": "3"}),
            ("paragraph", paragraph),
            (
                "picture_row",
                {
                    "pictures": [
                        {"image": second, "caption": "", "credit": "", "alt_text": "Đội hợp xướng"},
                        {"image": third, "caption": "", "credit": "", "alt_text": "Hội trường"},
                    ],
                    "caption": "Hợp xướng và tổng duyệt",
                },
            ),
            ("album", album),
            ("quote", {"text": "Vui là chính, khỏe là mười.", "speaker": "Nguyễn Văn An", "role": "Khối trưởng"}),
            ("table", table),
            ("video", {"url": "https://www.youtube.com/watch?v=abcdefghijk", "caption": "Phóng sự về lễ khai mạc"}),
            ("download", {"document": regulations, "title": "Điều lệ Ngày Hội"}),
            ("paragraph", paragraph * 3),
        ],
    )
    set_imported({article.pk: 1079})
    RelatedArticle.objects.create(page=article, article=related)
