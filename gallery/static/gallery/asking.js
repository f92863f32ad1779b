// How the screen speaks with the server, and what it says to people.

export const screen = document.querySelector("[data-photos]");
export const grid = screen.querySelector("[data-grid]");
export const isOpen = Boolean(screen.dataset.write);

const words = JSON.parse(document.getElementById("gallery-words").textContent);
export const token = screen.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
export const HEADERS = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token };

// A sentence, with what stands in its braces filled in.
export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// What the server did not do. `isPassing`: the same may succeed later.
export class Refused extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.isPassing = status === 0 || status >= 500;
  }
}

export function refusal(status, answer) {
  if (answer?.error) return new Refused(answer.error, status);
  if (status === 0) return new Refused(say("offline"), status);
  if (status === 403 || (status >= 200 && status < 400)) return new Refused(say("signed_out"), status);
  return new Refused(say(status === 404 ? "gone" : "failed"), status);
}

// Posts fields; returns the server's answer. `keepalive`: what was typed last arrives though the page is being left.
export async function ask(url, fields) {
  let response, answer;
  try {
    const body = new URLSearchParams(fields);
    response = await fetch(url, { method: "POST", headers: HEADERS, body, keepalive: true });
  } catch {
    throw refusal(0);
  }
  try {
    answer = await response.json();
  } catch {
    answer = null;
  }
  if (!response.ok || !answer) throw refusal(response.status, answer);
  return answer;
}

export const cards = () => [...grid.children];
export const nameOf = (card) => card.querySelector(".photo-card__file").textContent;

export function announce(sentence) {
  screen.querySelector("[data-announce]").textContent = sentence;
}

// What any change may have brought about besides.
export function settle(answer) {
  const cover = grid.querySelector(`[data-cover][value="${answer.cover}"]`);
  if (cover) cover.checked = true;
  screen.querySelector("[data-tools]").hidden = !answer.count;
  screen.querySelector("[data-empty]").hidden = answer.count > 0;
}
