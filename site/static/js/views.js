/* Counts a reader when the page is truly seen, and puts in the figures of this moment. It keeps no notes and sets no
   cookie: whether this reader has been counted already is the server's affair. */

const { page } = document.body.dataset;
let waiting = false;
let ownVote = false;

function whenSeen(act) {
  if (document.prerendering) {
    document.addEventListener("prerenderingchange", () => whenSeen(act), { once: true });
  } else if (document.visibilityState === "hidden") {
    document.addEventListener("visibilitychange", () => whenSeen(act), { once: true });
  } else {
    act();
  }
}

function count() {
  // Back from the browser's memory before the tab was ever looked at: the first call is still waiting.
  if (waiting) return;
  waiting = true;
  whenSeen(() => {
    waiting = false;
    navigator.sendBeacon("/luot-xem/", new URLSearchParams({ trang: page }));
    refresh();
  });
}

async function refresh() {
  try {
    const answer = await fetch(`/so-lieu/${page}/`, { priority: "low" });
    if (!answer.ok) return;
    const { views, rating } = await answer.json();
    if (views !== null) write("[data-views]", views);
    // Some seconds old, it may not know of the stars that were given meanwhile.
    if (rating !== null && !ownVote) showRating(rating);
  } catch {
    // Offline: the figures of the time when the page was made stay.
  }
}

function showRating({ average, gauge, summary, rows }) {
  write("[data-average]", average);
  write("[data-summary]", summary);
  grow("[data-gauge]", gauge);
  for (const { stars, votes, percent } of rows) {
    write(`[data-votes="${stars}"]`, votes);
    grow(`[data-percent="${stars}"]`, percent);
  }
}

function write(selector, text) {
  for (const element of document.querySelectorAll(selector)) {
    if (element.textContent !== text) element.textContent = text;
  }
}

function grow(selector, percent) {
  document.querySelector(selector)?.setAttribute("width", `${percent}%`);
}

if (page) {
  count();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) count();
  });
  document.addEventListener("rated", (event) => {
    ownVote = true;
    showRating(event.detail);
  });
}
