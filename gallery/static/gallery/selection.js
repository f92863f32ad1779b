// Many photos at once: which are selected, and what is done with them.

import { announce, ask, cards, grid, say, screen, settle } from "gallery/asking";
import { forget, saveAll } from "gallery/saving";

const tools = screen.querySelector("[data-tools]");
const boxOf = (card) => card.querySelector("[data-select]");
const dialog = (name) => screen.querySelector(`[data-dialog="${name}"]`);
let last = null;

export const selectedCards = () => cards().filter((card) => boxOf(card)?.checked);

// With the shift key, everything between the box that was pressed last and this one.
export function select(box, withShift) {
  const card = box.closest(".photo-card");
  if (withShift && last?.isConnected) {
    const all = cards();
    const [from, to] = [all.indexOf(last), all.indexOf(card)].sort((a, b) => a - b);
    for (const between of all.slice(from, to + 1)) boxOf(between).checked = box.checked;
  }
  last = card;
  showSelection();
}

export function selectAll(box) {
  for (const card of cards()) boxOf(card).checked = box.checked;
  showSelection();
}

export function showSelection() {
  const [count, total] = [selectedCards().length, cards().length];
  const all = tools.querySelector("[data-select-all]");
  all.checked = count > 0 && count === total;
  all.indeterminate = count > 0 && count < total;
  tools.querySelector("[data-many]").hidden = count === 0;
  tools.toggleAttribute("data-has-selection", count > 0);
  tools.querySelector("[data-selected]").textContent = count ? say("selected", { count }) : "";
}

export function apply(what) {
  const selected = selectedCards();
  if (what === "leave_out" || what === "put_back") return write(selected, { is_left_out: what === "leave_out" });
  return what === "remove" ? askToRemove(selected) : askForText(selected, what);
}

async function write(selected, said) {
  try {
    await saveAll();
    const fields = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, String(value)]));
    const answer = await ask(screen.dataset.write, { photos: keysOf(selected), ...fields });
    for (const card of selected) fill(card, answer.written);
    settle(answer);
    announce(say("applied", { count: selected.length }));
  } catch (error) {
    complain(error);
    throw error;
  }
}

const keysOf = (selected) => selected.map((card) => card.dataset.photo).join(",");

function fill(card, written) {
  for (const [name, value] of Object.entries(written)) {
    const field = card.querySelector(`[data-field="${name}"]`);
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  }
  card.toggleAttribute("data-left-out", card.querySelector('[data-field="is_left_out"]').checked);
}

// In the dialog that is open, else in one of the browser's: nobody may miss that it was not done.
export function complain(error) {
  announce(error.message);
  const open = screen.querySelector("dialog[open] [data-error]");
  if (open) open.textContent = error.message;
  else alert(error.message);
}

function askForText(selected, name) {
  const box = dialog("text");
  const area = box.querySelector("textarea");
  const others = selected.filter((card) => card.querySelector(`[data-field="${name}"]`).value.trim()).length;
  for (const title of box.querySelectorAll("[data-title]")) title.hidden = title.dataset.title !== name;
  area.value = selected.length === 1 ? selected[0].querySelector(`[data-field="${name}"]`).value : "";
  area.maxLength = name === "credit" ? 200 : 500;
  box.querySelector("[data-for]").textContent = say("for_selected", { count: selected.length });
  box.querySelector("[data-note]").textContent = others ? say("overwrites", { count: others }) : "";
  open(box, () => write(selected, { [name]: area.value }));
}

export function askToRemove(selected) {
  const box = dialog("remove");
  box.querySelector("[data-question]").textContent = say("remove_question", { count: selected.length });
  open(box, () => remove(selected));
}

async function remove(selected) {
  try {
    const answer = await ask(screen.dataset.remove, { photos: keysOf(selected) });
    for (const card of selected) {
      forget(`photo-${card.dataset.photo}`);
      card.remove();
    }
    settle(answer);
    showSelection();
    announce(say("removed", { count: answer.removed }));
  } catch (error) {
    complain(error);
    throw error;
  }
}

function open(box, act) {
  const button = box.querySelector("[data-do]");
  box.querySelector("[data-error]").textContent = "";
  button.onclick = async () => {
    button.disabled = true;
    try {
      await act();
      box.close();
    } catch {
      // The dialog says why, and stays open with what was typed.
    }
    button.disabled = false;
  };
  box.showModal();
}

export function onGridChange(event) {
  if (event.target.matches("[data-select]")) select(event.target, false);
}

// The shift key is told by the click, which comes before the change.
grid.addEventListener("click", (event) => {
  if (event.target.matches("[data-select]") && event.shiftKey) select(event.target, true);
});
