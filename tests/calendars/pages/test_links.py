"""What calendar programs are handed."""

from urllib.parse import parse_qs, urlsplit

import qrcode

from events.calendars.templatetags.calendars import google_link
from events.calendars.views import links, qr
from tests.factories import CalendarItemFactory, hanoi


def asked(address: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


class TestGoogle:
    def test_moments_are_told_in_utc(self):
        link = links.add_to_google("Họp", hanoi(2026, 11, 18, 8), hanoi(2026, 11, 18, 11, 30), is_all_day=False)
        assert asked(link) == {
            "action": "TEMPLATE",
            "text": "Họp",
            "dates": "20261118T010000Z/20261118T043000Z",
            "ctz": "Asia/Ho_Chi_Minh",
        }

    def test_whole_days_end_with_the_day_after(self):
        link = links.add_to_google("Hội", hanoi(2026, 12, 30), hanoi(2027, 1, 2), is_all_day=True)
        assert asked(link)["dates"] == "20261230/20270102"

    def test_a_deadline_at_midnight_stands_on_its_last_day(self):
        item = CalendarItemFactory.build(kind="deadline", starts_at=hanoi(2026, 12, 5), ends_at=hanoi(2026, 12, 5))
        assert asked(google_link(item, "https://khoi.example.vn"))["dates"] == "20261204T165900Z/20261204T165900Z"

    def test_what_is_written_there_cannot_add_fields(self):
        title = "Họp & ăn; “trưa”\n&dates=1#x %20 🎉 مرحبا"
        link = links.add_to_google(title, hanoi(2026, 1, 1), hanoi(2026, 1, 2), is_all_day=True, location="A&B=C")
        assert asked(link)["text"] == title
        assert asked(link)["location"] == "A&B=C"


def test_addresses_to_follow():
    https = "https://khoi.example.vn/lich/tat-ca.ics"
    assert links.webcal(https) == "webcal://khoi.example.vn/lich/tat-ca.ics"
    assert asked(links.follow_in_google(https)) == {"cid": "webcal://khoi.example.vn/lich/tat-ca.ics"}
    assert asked(links.follow_in_outlook(https, "Lịch & hạn")) == {"url": https, "name": "Lịch & hạn"}


class TestCode:
    def test_a_quiet_zone_is_around_it(self):
        code = qr.code_of("webcal://khoi.example.vn/lich/tat-ca.ics")
        places = [tuple(map(int, part.split("h")[0].split())) for part in code.path.split("M")[1:]]
        assert min(x for x, _ in places) == min(y for _, y in places) == qr.QUIET_ZONE
        widths = [int(part.split("h")[1].split("v")[0]) for part in code.path.split("M")[1:]]
        assert max(x + width for (x, _), width in zip(places, widths, strict=True)) == code.size - qr.QUIET_ZONE

    def test_it_draws_what_the_library_made(self):
        address = "webcal://khoi.example.vn/lich/don-vi/so-huu-tri-tue.ics"
        library = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=qr.QUIET_ZONE)
        library.add_data(address.encode())
        drawn = [[False] * qr.code_of(address).size for _ in range(qr.code_of(address).size)]
        for part in qr.code_of(address).path.split("M")[1:]:
            x, y = map(int, part.split("h")[0].split())
            for step in range(int(part.split("h")[1].split("v")[0])):
                drawn[y][x + step] = True
        assert drawn == library.get_matrix()
