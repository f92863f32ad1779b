"""What subscribers are told of an item of the ledger, in the language of the site.

A feed is the same for whoever fetches it, so it does not speak the language of the request.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from vietnamese.dates import VIETNAM, in_vietnam

from .ical.occasions import Occasion, Status
from .models import CalendarItem

TOLD_AS_CANCELLED = timedelta(days=90)
"""So long a calendar program has to notice."""
ALARM = timedelta(days=1)
"""Before a deadline."""
A_MINUTE = timedelta(minutes=1)


def occasion_of(item: CalendarItem, *, base_url: str, note: str = "", noted_at: datetime | None = None) -> Occasion:
    """The item as a calendar program is told of it. `base_url` is scheme and host, without a slash at the end.

    `note` is what only this subscriber reads, such as the state of their entries, and `noted_at` its newest change.
    Of what is not public any more only its name and its times are told.
    """
    with override(settings.LANGUAGE_CODE):
        is_gone = item.is_withdrawn
        return Occasion(
            uid=item.uid,
            sequence=item.sequence,
            status=Status(item.status),
            summary=_summary(item),
            created_at=item.created_at,
            changed_at=max(item.changed_at, noted_at) if noted_at and not is_gone else item.changed_at,
            location="" if is_gone else item.location,
            latitude=None if is_gone else item.latitude,
            longitude=None if is_gone else item.longitude,
            description="" if is_gone else _description(item, base_url, note),
            url="" if is_gone else base_url + item.path,
            categories=(item.kind_name,),
            organiser_name="" if is_gone else item.organiser_name,
            organiser_email="" if is_gone else item.organiser_email,
            **_times(item),
        )


def title_of(item: CalendarItem) -> str:
    """Its name, which says of a deadline that it is one."""
    if item.is_of_nomination:
        return _("Nomination closes: %(what)s") % {"what": item.summary}
    if item.kind == CalendarItem.Kind.DEADLINE:
        return _("Registration closes: %(what)s") % {"what": item.summary}
    return item.summary


def _summary(item: CalendarItem) -> str:
    """Its name, where nothing else stands around it: of a session with its event, and first of all that it is
    cancelled, because not every calendar program shows the status of what it subscribes to. What is withdrawn has the
    same status, so that programs drop it, but may take place all the same."""
    title = title_of(item)
    if item.kind == CalendarItem.Kind.SESSION:
        title = f"{title} – {item.event_title}"
    if item.is_withdrawn:
        return _("No longer in the calendar: %(what)s") % {"what": title}
    if item.status == CalendarItem.Status.CANCELLED:
        return _("Cancelled: %(what)s") % {"what": title}
    return title


def _description(item: CalendarItem, base_url: str, note: str) -> str:
    return "\n\n".join(filter(None, (_state(item), note, item.description.strip(), base_url + item.path)))


def _state(item: CalendarItem) -> str:
    """Why it is not as it was announced."""
    if item.status == CalendarItem.Status.CANCELLED:
        return pgettext("calendar", "Cancelled: %(reason)s") % {"reason": item.reason} if item.reason else ""
    if item.status == CalendarItem.Status.TENTATIVE:
        return pgettext("calendar", "Planned; not confirmed yet.")
    return pgettext("calendar", "Moved: %(reason)s") % {"reason": item.reason} if item.reason else ""


def deadline_as_told(too_late_at: datetime) -> datetime:
    """The moment at which a deadline is told: the first at which it is too late, but 23:59 for midnight in Vietnam.
    Calendar programs would show that on the day after the last one."""
    local = in_vietnam(too_late_at)
    return too_late_at - A_MINUTE if (local.hour, local.minute) == (0, 0) else too_late_at


def _times(item: CalendarItem) -> dict:
    if item.is_all_day:
        return {"starts": localdate(item.starts_at, VIETNAM), "ends": localdate(item.ends_at, VIETNAM)}
    if item.kind == CalendarItem.Kind.DEADLINE:
        alarm = None if item.status == CalendarItem.Status.CANCELLED else ALARM
        return {"starts": deadline_as_told(item.starts_at), "ends": None, "alarm": alarm, "takes_time": False}
    return {"starts": item.starts_at, "ends": item.ends_at}
