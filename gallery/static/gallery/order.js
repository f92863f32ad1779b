// The order of the photos: by drag, by buttons, by the time of taking.

import { announce, ask, cards, grid, nameOf, say, screen, settle } from "gallery/asking";
import { note, saveAll } from "gallery/saving";
import { complain, selectedCards } from "gallery/selection";

const keyOf = (card) => card.dataset.photo;
const EDGE = 90;
const SCROLL = 18;
let dragged = [];
let over = null;

// The order is read when it is sent: a photo that has come up meanwhile stands in it.
const ordered = () => cards().map(keyOf).join(",");

function save() {
  note("order", screen.dataset.order, { order: ordered }, { then: follow });
}

// Shows the order that the server keeps, in case it is another: somebody else may have added photos.
function follow(answer) {
  const byKey = new Map(cards().map((card) => [keyOf(card), card]));
  const kept = answer.order.map((key) => byKey.get(String(key))).filter(Boolean);
  if (kept.some((card, place) => grid.children[place] !== card)) {
    const focused = document.activeElement;
    grid.prepend(...kept);
    focused?.focus({ preventScroll: true });
  }
  settle(answer);
}

export function move(button) {
  const card = button.closest(".photo-card");
  const all = cards();
  const place = all.indexOf(card);
  const target = { first: 0, earlier: place - 1, later: place + 1, last: all.length - 1 }[button.dataset.move];
  if (target < 0 || target >= all.length || target === place) {
    announce(say(place === 0 ? "is_first" : "is_last", { name: nameOf(card) }));
    return;
  }
  if (target < place) all[target].before(card);
  else all[target].after(card);
  button.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  announce(say("moved", { name: nameOf(card), place: target + 1, total: all.length }));
  save();
}

export async function orderByTime(button) {
  button.disabled = true;
  try {
    await saveAll();
    follow(await ask(screen.dataset.order, { by_time: "1" }));
    announce(say("by_time"));
  } catch (error) {
    complain(error);
  }
  button.disabled = false;
  button.focus();
}

// One that is dragged takes the others along that are selected with it.
grid.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.("[data-grip]")) {
    event.preventDefault();
    return;
  }
  const card = event.target.closest(".photo-card");
  const selected = selectedCards();
  dragged = selected.includes(card) ? selected : [card];
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", nameOf(card));
  event.dataTransfer.setDragImage(card.querySelector(".photo-card__picture"), 20, 20);
  for (const one of dragged) one.classList.add("photo-card--dragged");
});

grid.addEventListener("dragover", (event) => {
  if (!dragged.length) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  if (event.clientY < EDGE) scrollBy(0, -SCROLL);
  else if (event.clientY > innerHeight - EDGE) scrollBy(0, SCROLL);
  const card = event.target.closest(".photo-card");
  if (!card) return;
  const box = card.getBoundingClientRect();
  mark(card, event.clientX > box.left + box.width / 2);
});

function mark(card, behind) {
  over?.card.classList.remove("photo-card--before", "photo-card--behind");
  over = card && { card, behind };
  card?.classList.add(behind ? "photo-card--behind" : "photo-card--before");
}

grid.addEventListener("drop", (event) => {
  if (!dragged.length || !over) return;
  event.preventDefault();
  const { card, behind } = over;
  if (!dragged.includes(card)) {
    if (behind) card.after(...dragged);
    else card.before(...dragged);
    const place = cards().indexOf(dragged[0]) + 1;
    const values = { name: nameOf(dragged[0]), count: dragged.length, place, total: cards().length };
    announce(say(dragged.length > 1 ? "moved_many" : "moved", values));
    save();
  }
});

grid.addEventListener("dragend", () => {
  for (const one of dragged) one.classList.remove("photo-card--dragged");
  dragged = [];
  mark(null);
});
