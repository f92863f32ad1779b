// How many pictures have the sizes in which readers see them, and the thumbnails of those that were not ready yet.

import { grid, screen } from "gallery/asking";

const SOON = 2500;
const LATE = 20000;
const ASKED = 100;
const line = screen.querySelector("[data-ready]");
let timer = null;
let pause = SOON;
let before = -1;

async function look() {
  timer = null;
  const waiting = [...grid.querySelectorAll("[data-waiting]")].slice(0, ASKED);
  const keys = waiting.map((one) => one.closest(".photo-card").dataset.photo);
  let answer;
  try {
    const response = await fetch(`${screen.dataset.progress}?waiting=${keys.join(",")}`, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    answer = await response.json();
  } catch {
    later();
    return;
  }
  line.querySelector("progress").max = answer.total;
  line.querySelector("progress").value = answer.ready;
  line.querySelector("[data-ready-text]").textContent = answer.total ? answer.text : "";
  const isComplete = answer.ready === answer.total;
  line.toggleAttribute("data-complete", isComplete);
  for (const place of waiting) show(place, answer.thumbnails[place.closest(".photo-card").dataset.photo]);
  pause = answer.ready === before ? Math.min(pause * 1.5, LATE) : SOON;
  before = answer.ready;
  if (!isComplete) later();
}

function show(place, address) {
  if (!address) return;
  const picture = new Image();
  picture.src = address;
  picture.alt = "";
  picture.loading = "lazy";
  picture.draggable = false;
  place.replaceWith(picture);
}

function later() {
  timer ??= setTimeout(look, document.hidden ? LATE : pause);
}

// There is something to wait for: photos have just come.
export function watch() {
  pause = SOON;
  line.removeAttribute("data-complete");
  later();
}

if (!line.hasAttribute("data-complete")) later();
