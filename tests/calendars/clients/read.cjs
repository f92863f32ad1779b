// Reads a calendar from standard input with ical.js, as Thunderbird does, and writes what it found as JSON.
const ICAL = require("./vendor/ical.js/ical.es5.min.cjs");

const calendar = new ICAL.Component(ICAL.parse(require("node:fs").readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const when = (time) => time && (time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z"));
const found = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    title: event.summary,
    location: event.location || "",
    description: event.description || "",
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
    starts: when(event.startDate),
    ends: component.hasProperty("dtend") ? when(event.endDate) : null,
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
    alarms: component.getAllSubcomponents("valarm").length,
  };
});
process.stdout.write(JSON.stringify({ name: calendar.getFirstPropertyValue("name"), events: found }));
