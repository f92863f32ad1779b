/* Finds people of the unit by a piece of their name, with or without accents. The list below is complete without it. */

const pool = document.querySelector("[data-pool]");
const input = pool.querySelector("#tim-nguoi");
const MARKS = /[\u0300-\u036f]/g;

// The same as vietnamese.text.fold does to the names, as far as a keyboard can type.
const fold = (text) =>
  text.normalize("NFD").replace(MARKS, "").toLowerCase().replaceAll("đ", "d").split(/\s+/).filter(Boolean).join(" ");

const items = () => [...pool.querySelectorAll(".pool__item")];
const shown = () => items().filter((item) => !item.hidden);

function filter() {
  const words = fold(input.value).split(" ");
  for (const item of items()) item.hidden = !words.every((word) => item.dataset.folded.includes(word));
  const number = shown().length;
  const { none, found } = input.dataset;
  const status = document.getElementById("tim-nguoi-so");
  status.textContent = !input.value.trim() ? "" : number ? found.replace("{number}", number) : none;
}

if (input) {
  pool.querySelector("[data-search]").hidden = false;
  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    const first = shown()[0]?.querySelector("input");
    if (event.key === "Enter") {
      event.preventDefault(); // never the form's first button
      if (!first || !input.value.trim()) return;
      first.click();
      input.value = "";
      filter();
    } else if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
  });
  pool.querySelector(".pool__list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const boxes = shown().map((item) => item.querySelector("input"));
    const target = boxes.indexOf(event.target) + step;
    (boxes[target] ?? (step < 0 ? input : event.target)).focus();
  });
}
