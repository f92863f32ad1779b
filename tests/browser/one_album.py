"""An album of photos that weigh what photographs weigh, beside two others. Run in the site's own process."""

import io
import time
from datetime import date

from django.core.management import call_command
from PIL import Image

from gallery.models import AlbumPage
from images.models import CustomImage
from images.presets import PRESETS
from tests.factories import AlbumFactory, PhotoFactory, TopicFactory

SLUG = "chung-ket-bong-da-nam"
PATH = f"/thu-vien-anh/{SLUG}/"
COUNT = 24
LANDSCAPE, PORTRAIT, NARROW, PANORAMA = (1200, 800), (800, 1200), (1200, 900), (1500, 600)
SIZES = (LANDSCAPE, LANDSCAPE, PORTRAIT, LANDSCAPE, NARROW, LANDSCAPE, LANDSCAPE, PANORAMA)
LARGE = (2000, 1333)
"""Of the first photo: more than the sizes that are made for pages."""
CAPTIONS = ("Hai đội ra sân", "Bàn thắng mở tỷ số", "Khán đài reo mừng", "")
MADE_WITHIN = 240


def photograph(size: tuple[int, int]) -> bytes:
    """Noise of every scale, as a crowd in a stadium has it: no drawing, which would compress to nothing."""
    picture = Image.new("RGB", size, "grey")
    for step, strength in ((96, 90), (24, 70), (6, 50), (1, 24)):
        shrunk = [side // step for side in size]
        channels = [Image.effect_noise(shrunk, strength) for _ in range(3)]
        layer = Image.merge("RGB", channels).resize(size, Image.Resampling.BICUBIC)
        picture = Image.blend(picture, layer, 0.5)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def make() -> None:
    """The albums with all their renditions. The site's own worker helps."""
    before, album, after = (
        AlbumFactory(title=title, taken_on=date(2024, 1, day), **more)
        for day, title, more in (
            (16, "Lễ khai mạc", {}),
            (17, "Chung kết bóng đá nam", full()),
            (18, "Đêm giao lưu văn nghệ", {}),
        )
    )
    for beside in (before, after):
        PhotoFactory(album=beside, size=(720, 480))
    for number in range(COUNT):
        PhotoFactory(
            album=album,
            data=photograph(SIZES[number % len(SIZES)] if number else LARGE),
            file_name=f"IMG_{number:04}.JPG",
            caption=CAPTIONS[number % len(CAPTIONS)],
            people="Nguyễn Văn An, Trần Thị Bình" if number == 1 else "",
            credit="Thu Hà" if number == 2 else "",
            alt_text="Hai đội xếp hàng trên sân" if number == 0 else "",
        )
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    wait_for_renditions(album)


def full() -> dict:
    return {
        "place": "Hà Nội",
        "event_name": "Ngày Hội 2024",
        "intro": "Trận chung kết khép lại hai ngày tranh tài của mười lăm đơn vị.",
        "credit": "Minh Đức",
        "topics": [TopicFactory(slug="the-thao", name="Thể thao")],
    }


def wait_for_renditions(album: AlbumPage) -> None:
    """What the worker beside us has taken up it may still be at."""
    last = PRESETS["photo"].spec(1600, "avif")
    deadline = time.monotonic() + MADE_WITHIN
    lacking = CustomImage.objects.filter(photos__album=album).exclude(renditions__filter_spec=last)
    while lacking.exists():
        assert time.monotonic() < deadline, "the renditions have not been made"
        time.sleep(0.2)
