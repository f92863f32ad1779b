// The screen on which an album is filled and arranged. One listener a kind of event for the whole list, however many
// photos there are.

import { cards, grid, isOpen, screen, settle } from "gallery/asking";
import "gallery/sizes";

if (isOpen) await arrange();

async function arrange() {
  const [{ isUnsaved, note }, { move, orderByTime }, selection, { isUploading }] = await Promise.all([
    import("gallery/saving"),
    import("gallery/order"),
    import("gallery/selection"),
    import("gallery/upload"),
  ]);
  const tools = screen.querySelector("[data-tools]");

  function changed(field, wait) {
    const card = field.closest(".photo-card");
    const value = field.type === "checkbox" ? field.checked : field.value;
    note(`photo-${card.dataset.photo}`, screen.dataset.write, { [field.dataset.field]: String(value) }, {
      place: card.querySelector("[data-state]"),
      fixed: { photos: card.dataset.photo },
      wait,
    });
  }

  grid.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.field && field.type !== "checkbox") changed(field);
  });
  grid.addEventListener("change", (event) => {
    const field = event.target;
    const card = field.closest(".photo-card");
    if (field.matches("[data-cover]")) {
      card.removeAttribute("data-left-out"); // a cover is what readers see first
      card.querySelector('[data-field="is_left_out"]').checked = false;
      note("cover", screen.dataset.cover, { photos: field.value }, { wait: 0 });
    } else if (field.dataset.field) {
      if (field.dataset.field === "is_left_out") card.toggleAttribute("data-left-out", field.checked);
      changed(field, 0);
    } else {
      selection.onGridChange(event);
    }
  });
  // Captions are lines: the Enter key goes on to the next photo's.
  grid.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "TEXTAREA") return;
    event.preventDefault();
    const next = event.target.closest(".photo-card").nextElementSibling;
    next?.querySelector(`[data-field="${event.target.dataset.field}"]`)?.focus();
  });
  grid.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.move) move(button);
    if (button?.dataset.act === "remove") selection.askToRemove([button.closest(".photo-card")]);
  });

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.apply) selection.apply(button.dataset.apply);
    if (button?.matches("[data-by-time]")) orderByTime(button);
    if (button?.matches("[data-open-all]")) openAll(button);
  });
  tools.addEventListener("change", (event) => selection.selectAll(event.target));

  function openAll(button) {
    const open = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", open);
    for (const card of cards()) card.querySelector("details").open = open;
  }

  addEventListener("beforeunload", (event) => {
    if (isUnsaved() || isUploading()) event.preventDefault();
  });
  // A browser that comes back fills in what stood in the fields; nothing of it is selected any more.
  selection.showSelection();
  settle({ count: cards().length });
}
