// Saves by itself what is typed and pressed. Each thing that can be saved (a photo's texts, the order, the cover) has
// a key; its changes are gathered for a moment and sent one request after the other, in the order in which they were
// made: which photo becomes the cover when one is left out depends on the order before. What could not be saved stays
// in the page and is tried again.

import { ask, say, screen, settle } from "gallery/asking";

const WAIT = 700;
const FIRST_RETRY = 4000;
const LONGEST_RETRY = 60000;
const things = new Map();
const overall = screen.querySelector("[data-saved]");
let changes = 0;
let turn = Promise.resolve();

function thing(key) {
  if (!things.has(key)) things.set(key, { key, changed: {}, sending: null, error: null, retry: FIRST_RETRY });
  return things.get(key);
}

const isWaiting = (one) => one.sending || Object.keys(one.changed).length > 0;

export const isUnsaved = () => [...things.values()].some(isWaiting);

// Notes a change; a value that is a function is asked when it is sent. `place` is where its state is shown, besides the
// one for all.
export function note(key, url, changed, { place = null, fixed = {}, wait = WAIT, then = settle } = {}) {
  const one = thing(key);
  if (!Object.keys(one.changed).length) one.since = changes += 1;
  Object.assign(one.changed, changed);
  Object.assign(one, { url, place, fixed, then, error: null });
  sendLater(one, wait);
  show(one);
}

function sendLater(one, wait) {
  clearTimeout(one.timer);
  one.timer = setTimeout(sendInTurn, wait, one);
}

// Sends a change, after those that were made before it. One that failed waits for its own next try.
function sendInTurn(one) {
  turn = turn.then(async () => {
    const before = [...things.values()].filter((other) => other.since < one.since && !other.error);
    for (const other of before.sort((a, b) => a.since - b.since)) await send(other);
    await send(one);
  });
  return turn;
}

async function send(one) {
  if (one.sending || !Object.keys(one.changed).length) return;
  clearTimeout(one.timer);
  [one.sending, one.changed, one.error] = [one.changed, {}, null];
  show(one);
  const sent = one.sending;
  let answer = null;
  try {
    const values = Object.entries(sent).map(([name, value]) => [name, typeof value === "function" ? value() : value]);
    answer = await ask(one.url, { ...one.fixed, ...Object.fromEntries(values) });
    one.retry = FIRST_RETRY;
  } catch (error) {
    // What has been typed since is newer.
    one.changed = { ...sent, ...one.changed };
    one.error = error;
    if (error.isPassing) {
      sendLater(one, one.retry);
      one.retry = Math.min(one.retry * 2, LONGEST_RETRY);
    }
  }
  one.sending = null;
  if (answer && !Object.keys(one.changed).length) one.then(answer);
  show(one);
}

// Sends at once whatever waits; resolves when all is saved, or rejects with why not.
export async function saveAll() {
  for (const one of things.values()) sendInTurn(one);
  await turn;
  const failed = [...things.values()].find((one) => one.error && isWaiting(one));
  if (failed) throw failed.error;
}

// A photo that has left the page has nothing more to save.
export function forget(key) {
  clearTimeout(things.get(key)?.timer);
  things.delete(key);
  showAll();
}

function show(one) {
  if (one.place) fill(one.place, one.error, isWaiting(one) ? "saving" : "saved", () => sendInTurn(one));
  showAll();
}

function showAll() {
  const all = [...things.values()];
  const failed = all.find((one) => one.error);
  fill(overall, failed?.error, all.some(isWaiting) ? "saving" : "all_saved", retryAll);
}

function retryAll() {
  for (const one of things.values()) if (one.error) sendInTurn(one);
}

function fill(place, error, state, again) {
  const shown = error ? `error ${error.message}` : state;
  if (place.dataset.shown === shown) return; // a screen reader would say it once more
  place.dataset.shown = shown;
  place.dataset.is = error ? "error" : state;
  if (!error) {
    place.textContent = say(state);
    return;
  }
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: say("again") });
  button.addEventListener("click", again);
  button.className = "button button-small button-secondary";
  place.replaceChildren(`${say("not_saved")}. ${error.message} `, button);
}

addEventListener("online", retryAll);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const one of things.values()) if (!one.error) send(one);
});
