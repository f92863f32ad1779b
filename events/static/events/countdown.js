/* Fills in how long it is until registration opens or closes. The page itself names the moments, so that it stays true
   however long a cache keeps it. Nothing moves: the figures change once a minute, and only in the last hour, for those
   who do not mind, once a second. */

const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function parts(seconds) {
  return [
    ["days", Math.floor(seconds / DAY)],
    ["hours", Math.floor((seconds % DAY) / HOUR)],
    ["minutes", Math.floor((seconds % HOUR) / MINUTE)],
    ["seconds", seconds % MINUTE],
  ];
}

function shown(seconds) {
  // Nobody needs the minutes of next week, nor 0 days.
  const [days, hours, minutes, secs] = parts(seconds);
  if (seconds >= DAY) return [days, hours, minutes];
  return seconds >= HOUR || calm.matches ? [hours, minutes] : [minutes, secs];
}

function element(name, text) {
  const made = document.createElement("span");
  made.className = `deadline__${name}`;
  made.textContent = text;
  return made;
}

function write(place) {
  const now = Date.now(), { from, until, before, open, closed } = place.dataset;
  const isBefore = now < Date.parse(from);
  const left = Math.ceil((Date.parse(isBefore ? from : until) - now) / 1000);
  place.hidden = false;
  if (left <= 0) {
    place.textContent = closed;
    return false;
  }
  const figures = shown(left).map(([name, number]) => {
    const part = element("part", "");
    part.append(element("number", String(number)), " ", element("unit", place.dataset[name]));
    return part;
  });
  place.replaceChildren(element("words", isBefore ? before : open), ...figures.flatMap((figure) => [" ", figure]));
  const pause = left < HOUR && !calm.matches ? 1000 : (left % MINUTE || MINUTE) * 1000;
  setTimeout(write, pause, place);
  return true;
}

document.querySelectorAll("[data-countdown]").forEach(write);
