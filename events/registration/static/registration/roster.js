/* The roster of an entry: people come from the list below it and go back there, and change places by drag or by
   buttons. All of it is one form, which works without this too; here nothing is sent, only `change` is told. */

const form = document.querySelector("[data-roster]");
const list = form.querySelector("[data-seats]");
const pool = form.querySelector("[data-pool]");
const template = form.querySelector("template[data-seat]");
const spoken = form.querySelector("[data-announce]");
const empty = form.querySelector("[data-empty]");

const nameOf = (seat) => seat.querySelector("[data-name]").textContent;

function announce(sentence, values) {
  spoken.textContent = form.dataset[sentence].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function changed() {
  empty.hidden = list.children.length > 0;
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

function seatFor(key, name, about) {
  const seat = template.content.firstElementChild.cloneNode(true);
  seat.id += key;
  seat.dataset.person = key;
  for (const part of seat.querySelectorAll("[id], [for], [name], [aria-describedby], button[value]")) {
    for (const attribute of ["id", "for", "name", "aria-describedby"]) {
      if (part.getAttribute(attribute)?.endsWith("-")) part.setAttribute(attribute, part.getAttribute(attribute) + key);
    }
    if (part.matches("button, [type=hidden]")) part.value = key;
  }
  seat.querySelector("[data-name]").textContent = name;
  seat.querySelector("[data-about]").textContent = about;
  for (const part of seat.querySelectorAll("[data-of]")) part.textContent = ` ${name}`;
  return seat;
}

function add(box) {
  const item = box.closest("li");
  const name = item.querySelector(".pool__name").textContent;
  list.append(seatFor(box.value, name, item.querySelector(".pool__about").textContent));
  showGrips();
  item.remove();
  announce("added", { name });
  changed();
}

function takeOff(seat) {
  const { person } = seat.dataset;
  const name = nameOf(seat);
  const item = document.createElement("li");
  item.className = "pool__item";
  item.dataset.folded = fold(name);
  const label = item.appendChild(Object.assign(document.createElement("label"), { className: "pool__person" }));
  label.append(Object.assign(document.createElement("input"), { type: "checkbox", name: "them", value: person }), " ");
  const text = label.appendChild(document.createElement("span"));
  text.append(Object.assign(document.createElement("b"), { className: "pool__name", textContent: name }), " ");
  const about = seat.querySelector("[data-about]").textContent;
  text.append(Object.assign(document.createElement("span"), { className: "pool__about", textContent: about }));
  pool.querySelector(".pool__list").prepend(item);

  const neighbour = seat.nextElementSibling ?? seat.previousElementSibling;
  seat.remove();
  (neighbour?.querySelector("[data-remove]") ?? document.getElementById("doi-hinh")).focus();
  announce("removed", { name });
  changed();
}

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d");

function move(seat, button) {
  const isUp = button.dataset.move === "up";
  const other = isUp ? seat.previousElementSibling : seat.nextElementSibling;
  if (other) {
    if (isUp) other.before(seat);
    else other.after(seat);
    button.focus({ preventScroll: true });
    seat.scrollIntoView({ block: "nearest" });
    changed();
  }
  tellPlace(seat);
}

function tellPlace(seat) {
  const seats = [...list.children];
  announce("moved", { name: nameOf(seat), place: seats.indexOf(seat) + 1, total: seats.length });
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  event.preventDefault();
  const seat = button.closest("[data-person]");
  if ("remove" in button.dataset) takeOff(seat);
  else if (button.dataset.move) move(seat, button);
});

pool.addEventListener("change", (event) => {
  if (event.target.name !== "them") return;
  event.stopPropagation();
  // The next one in the list takes the focus, so that several can be added from the keyboard.
  const next = event.target.closest("li").nextElementSibling?.querySelector("input");
  const hadFocus = document.activeElement === event.target;
  add(event.target);
  if (hadFocus) (next ?? document.getElementById("tim-nguoi")).focus();
});

// By a pointer of any kind: a finger drags by the grip and scrolls by everything else.
let dragged = null;

list.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button) return;
  event.preventDefault();
  dragged = { seat: grip.closest("[data-person]"), order: [...list.children] };
  dragged.seat.classList.add("seat--dragged");
  grip.setPointerCapture(event.pointerId);
});

list.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const under = [...list.children].find((seat) => event.clientY < seat.getBoundingClientRect().bottom);
  if (!under || under === dragged.seat) {
    if (!under) list.append(dragged.seat);
    return;
  }
  const box = under.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) under.before(dragged.seat);
  else under.after(dragged.seat);
});

for (const end of ["pointerup", "pointercancel"]) {
  list.addEventListener(end, () => {
    if (!dragged) return;
    const { seat, order } = dragged;
    dragged = null;
    seat.classList.remove("seat--dragged");
    if ([...list.children].every((one, place) => one === order[place])) return;
    tellPlace(seat);
    changed();
  });
}

function showGrips() {
  for (const grip of list.querySelectorAll("[data-grip]")) grip.hidden = false;
}

showGrips();
pool.querySelector("[data-add]")?.remove();
