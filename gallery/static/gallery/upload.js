// Files go up two at a time. First their hashes are compared with those of the album's photos: what is here already is
// not sent again, so that a broken upload goes on when the same files are dropped once more.

import { HEADERS, Refused, announce, ask, grid, refusal, say, screen, settle } from "gallery/asking";
import { showSelection } from "gallery/selection";
import { watch } from "gallery/sizes";

const AT_ONCE = 2;
const ASKED_AT_ONCE = 20;
const form = screen.querySelector("[data-upload-form]");
const input = form.elements.file;
const part = (name) => form.querySelector(`[data-${name}]`);
const limit = Number(screen.dataset.limit);

// An item is a file and its line in the list. `state`: waits, reads, sends, taken, known, refused.
const items = [];
const toHash = [];
const toSend = [];
let sending = 0;
let hashing = false;

const isDone = (item) => ["taken", "known", "refused"].includes(item.state);
export const isUploading = () => items.some((item) => !isDone(item));

function add(files) {
  for (const file of files) {
    const item = { file, share: 0, line: line(file) };
    items.push(item);
    part("files").append(item.line);
    if (file.size > limit) fail(item, new Refused(say("too_large"), 413));
    else begin(item);
  }
  part("report").hidden = items.length === 0;
  showTotal();
}

function begin(item) {
  set(item, "waits");
  toHash.push(item);
  hash();
}

function line(file) {
  const li = document.createElement("li");
  li.innerHTML =
    '<span class="photos-upload__name"></span> <progress max="1" value="0" aria-hidden="true"></progress>' +
    ' <span class="photos-upload__text"></span>';
  li.querySelector(".photos-upload__name").textContent = file.name;
  return li;
}

function set(item, state, sentence = "") {
  Object.assign(item, { state, error: null });
  item.line.dataset.is = state;
  item.line.querySelector(".photos-upload__text").textContent = sentence || say(state);
  item.line.querySelector("button")?.remove();
  item.line.querySelector("progress").value = item.share = isDone(item) ? 1 : 0;
  showTotal();
}

function fail(item, error) {
  set(item, "refused", error.message);
  item.error = error;
  part("files").prepend(item.line); // what needs a person stands first
  if (error.isPassing) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: say("again") });
    button.className = "button button-small button-secondary";
    button.setAttribute("aria-label", say("again_file", { name: item.file.name }));
    button.addEventListener("click", () => begin(item));
    item.line.append(button);
  }
  showTotal();
}

// One batch after the other, ahead of what is being sent.
async function hash() {
  if (hashing) return;
  hashing = true;
  while (toHash.length) {
    const batch = toHash.splice(0, ASKED_AT_ONCE);
    const byHash = new Map();
    if (globalThis.crypto?.subtle) {
      for (const item of batch) {
        set(item, "reads");
        try {
          byHash.set(item, await sha256(item.file));
        } catch {
          // A file that cannot be read now is told when it is sent.
        }
      }
    }
    const answer = await knownOf([...byHash.values()]);
    for (const item of batch) {
      const sum = byHash.get(item);
      if (sum in answer.known) set(item, "known");
      else if (sum in answer.refused) fail(item, new Refused(answer.refused[sum], 422));
      else {
        set(item, "waits");
        toSend.push(item);
      }
    }
    pump();
  }
  hashing = false;
  showTotal();
}

async function sha256(file) {
  const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function knownOf(hashes) {
  const nothing = { known: {}, refused: {} };
  if (!hashes.length) return nothing;
  try {
    return await ask(screen.dataset.known, { hashes: JSON.stringify([...new Set(hashes)]) });
  } catch {
    return nothing; // then they are sent, and the server finds the same records
  }
}

function pump() {
  while (sending < AT_ONCE && toSend.length) {
    sending += 1;
    send(toSend.shift()).finally(() => {
      sending -= 1;
      pump();
    });
  }
}

async function send(item) {
  set(item, "sends", say("sends", { percent: 0 }));
  try {
    const answer = await post(item);
    set(item, answer.is_new ? "taken" : "known");
    if (answer.is_new) place(answer);
    settle(answer);
  } catch (error) {
    fail(item, error);
  }
}

function post(item) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
    const body = new FormData();
    body.append("file", item.file, item.file.name);
    request.open("POST", screen.dataset.upload);
    for (const [name, value] of Object.entries(HEADERS)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      item.share = event.loaded / event.total;
      item.line.querySelector("progress").value = item.share;
      const percent = Math.floor(item.share * 100);
      const text = say(percent < 100 ? "sends" : "takes_in", { percent });
      item.line.querySelector(".photos-upload__text").textContent = text;
      showTotal();
    });
    request.addEventListener("load", () => {
      if (request.status < 300 && request.response?.photo) resolve(request.response);
      else reject(refusal(request.status, request.response));
    });
    request.addEventListener("error", () => reject(refusal(0)));
    request.send(body);
  });
}

function place(answer) {
  const holder = document.createElement("template");
  holder.innerHTML = answer.card;
  const card = holder.content.querySelector(".photo-card");
  if (grid.querySelector(`[data-photo="${answer.photo}"]`)) return;
  const next = answer.before.map((key) => grid.querySelector(`[data-photo="${key}"]`)).find(Boolean);
  grid.insertBefore(card, next ?? null);
  showSelection();
  watch();
}

const count = (state) => items.filter((item) => item.state === state).length;
let shownAt = 0;
let waiting = null;

// Not at every bit that arrives: with some hundred files the page would do nothing else.
function showTotal() {
  clearTimeout(waiting);
  if (Date.now() - shownAt < 200) {
    waiting = setTimeout(showTotal, 200);
    return;
  }
  shownAt = Date.now();
  const done = items.filter(isDone).length;
  const [taken, known, refused] = ["taken", "known", "refused"].map(count);
  const numbers = { done, total: items.length, taken, known, refused };
  part("total").value = items.length ? items.reduce((sum, item) => sum + item.share, 0) / items.length : 0;
  const text = say(done === items.length ? "uploaded" : "uploading", numbers);
  part("total-text").textContent = text;
  part("again-all").hidden = items.filter((item) => item.error?.isPassing).length < 2;
  part("close-report").hidden = done < items.length;
  if (done === items.length && items.length) announce(text);
}

part("again-all").addEventListener("click", () => {
  for (const item of items.filter((one) => one.error?.isPassing)) begin(item);
});
part("close-report").addEventListener("click", () => {
  items.length = 0;
  part("files").replaceChildren();
  part("report").hidden = true;
  input.focus();
});
function take() {
  add([...input.files]);
  input.value = ""; // the same files again are a change, too
}

input.addEventListener("change", take);
for (const [event, over] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
  input.addEventListener(event, () => part("zone").classList.toggle("photos-upload__zone--over", over));
}
form.addEventListener("submit", (event) => event.preventDefault());
form.dataset.scripted = "";
// A file dropped beside the zone would take the place of the page.
for (const event of ["dragover", "drop"]) {
  addEventListener(event, (dropped) => {
    if (dropped.dataTransfer?.types.includes("Files") && dropped.target !== input) dropped.preventDefault();
  });
}
// Whoever is quick has chosen files before this was loaded.
if (input.files.length) take();
