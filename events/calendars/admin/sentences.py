"""What is wrong with a calendar file or an item of it, and what to do, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..importing.programme import Note
from ..reading import Code, Problem

PROBLEMS = {
    Code.EMPTY: gettext_lazy("The file is empty. Export the calendar again."),
    Code.TOO_LARGE: gettext_lazy("The file is larger than %(kilobytes)s kB. Export fewer days."),
    Code.NOT_UTF8: gettext_lazy("The file is no calendar in UTF-8. Export it again from the calendar program."),
    Code.NO_CALENDAR: gettext_lazy("This is no calendar file. Export the calendar as .ics (iCalendar)."),
    Code.OLD_FORMAT: gettext_lazy(
        "The file is in the old format vCalendar %(version)s. Export it as iCalendar (.ics)."
    ),
    Code.TOO_DEEP: gettext_lazy("The file is nested too deeply; no calendar program writes that."),
    Code.TOO_MANY_EVENTS: gettext_lazy(
        "The file holds %(count)s items; at most %(limit)s are taken. Export fewer days."
    ),
    Code.TOO_MANY_LINES: gettext_lazy("The file has more than %(limit)s lines. Export fewer days."),
    Code.NO_EVENTS: gettext_lazy("The file holds no items."),
    Code.CUT_OFF: gettext_lazy("The file ends in the middle of this item. Export it again."),
    Code.NO_START: gettext_lazy("The item does not say when it begins."),
    Code.BAD_TIME: gettext_lazy("“%(value)s” (%(name)s) is no day and no time."),
    Code.ENDS_BEFORE_START: gettext_lazy("The item ends before it begins."),
    Code.TOO_LONG: gettext_lazy("The item lasts longer than %(limit)s days."),
    Code.LONG_LINE: gettext_lazy("The line %(name)s is longer than %(limit)s letters."),
    Code.TOO_MANY_OCCURRENCES: gettext_lazy(
        "With all repetitions there are more than %(limit)s items; from this one on they were left out."
    ),
    Code.BROKEN_LINE: gettext_lazy("This line cannot be understood and was passed over: %(value)s"),
    Code.FILE_CUT_OFF: gettext_lazy("The file ends too early; something may be missing."),
    Code.HAS_METHOD: gettext_lazy("The file is an invitation (%(value)s), not a calendar; it was read all the same."),
    Code.OTHER_COMPONENT: gettext_lazy("%(count)s × %(name)s: only events are read."),
    Code.NO_TITLE: gettext_lazy("The item has no title."),
    Code.NO_UID: gettext_lazy(
        "The item has no UID. If its title or its time changes, another import will add it once more."
    ),
    Code.SAME_UID: gettext_lazy("Several items have the same UID (%(value)s)."),
    Code.UNKNOWN_ZONE: gettext_lazy("The time zone “%(value)s” is not known; its times were read as Vietnam’s."),
    Code.ODD_RULE: gettext_lazy("The repetition “%(value)s” cannot be understood; only the first was taken."),
    Code.SERIES_CUT: gettext_lazy(
        "The item repeats too often; it was followed for %(limit)s times and %(years)s years at most."
    ),
    Code.THIS_AND_FUTURE: gettext_lazy("A change “from here on” was taken for one occurrence alone."),
    Code.MORE_PROBLEMS: gettext_lazy("%(count)s more remarks are not shown."),
}

NOTES = {
    Note.ALL_DAY: gettext_lazy(
        "It takes whole days. A session begins and ends at an hour: add it by hand if it belongs to the programme."
    ),
    Note.NO_END: gettext_lazy("It does not say when it ends. Add it by hand."),
    Note.NO_TITLE: gettext_lazy("It has no title."),
    Note.CANCELLED: gettext_lazy("It is cancelled in the file, and the programme does not have it."),
    Note.TWICE: gettext_lazy("The same UID stands in the file twice; the first one counts."),
    Note.OUTSIDE: gettext_lazy("It lies outside the days of the event. Tick it if it is meant."),
    Note.RESTORED: gettext_lazy(
        "It is cancelled in the programme, and takes place according to the file. Tick it if it does."
    ),
    Note.SHORTENED: gettext_lazy("Its text is too long; the end is cut off."),
}

FIELDS = {
    "title": gettext_lazy("Title"),
    "starts_at": gettext_lazy("Begins"),
    "ends_at": gettext_lazy("Ends"),
    "hall": gettext_lazy("Hall"),
    "description": gettext_lazy("Description"),
    "is_cancelled": gettext_lazy("Cancelled"),
}


def sentence_of(problem: Problem) -> str:
    """What is wrong, with the number of the line where there is one."""
    values = dict(problem.values)
    if "limit" in values:
        values["kilobytes"] = int(values["limit"]) // 1000
    said = str(PROBLEMS[problem.code]) % values
    return _("Line %(line)s: %(said)s") % {"line": problem.line, "said": said} if problem.line else said
