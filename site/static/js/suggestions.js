/* Suggestions below a search field: the combobox pattern of the ARIA guide, with the focus staying in the field.
   The form works without this; a press on Enter with nothing chosen sends it as always. */

const WAIT = 180;
const SHORTEST = 2;

class Suggestions {
  #input;
  #list;
  #status;
  #noun;
  #url;
  #timer;
  #request;
  #chosen = -1;

  constructor(box, number) {
    this.#url = box.dataset.suggestions;
    this.#noun = box.dataset.suggestionsNoun;
    this.#input = box.querySelector("input[name=q]");
    this.#list = document.createElement("ul");
    this.#list.id = `suggestions-${number}`;
    this.#list.className = "search-box__list";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.#input.labels[0]?.textContent ?? "");
    this.#status = document.createElement("span");
    this.#status.className = "visually-hidden";
    this.#status.setAttribute("role", "status");
    box.append(this.#list, this.#status);

    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": this.#list.id,
      "aria-autocomplete": "list",
    })) {
      this.#input.setAttribute(name, value);
    }
    this.#input.addEventListener("input", () => this.#ask());
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    this.#input.addEventListener("blur", () => this.#close());
    // Not `click`: the field would lose the focus first, and the list would be gone.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#open(event.target.closest("[role=option]")));
  }

  get #options() {
    return [...this.#list.children];
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    const text = this.#input.value.trim();
    if (text.length < SHORTEST) {
      this.#close();
      return;
    }
    this.#timer = setTimeout(() => this.#fetch(text), WAIT);
  }

  async #fetch(text) {
    this.#request = new AbortController();
    try {
      const answer = await fetch(`${this.#url}?q=${encodeURIComponent(text)}`, { signal: this.#request.signal });
      if (answer.ok) this.#show(await answer.text());
    } catch (error) {
      // Aborted by the next letter, or offline: the field still sends the form.
      if (error.name !== "AbortError") this.#close();
    }
  }

  #show(html) {
    if (document.activeElement !== this.#input) return;
    this.#list.innerHTML = html;
    this.#options.forEach((option, index) => {
      option.id = `${this.#list.id}-${index}`;
    });
    this.#choose(-1);
    this.#list.hidden = this.#options.length === 0;
    this.#input.setAttribute("aria-expanded", String(!this.#list.hidden));
    this.#status.textContent = this.#list.hidden ? "" : `${this.#options.length} ${this.#noun}`;
  }

  #close() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#choose(-1);
  }

  #choose(index) {
    this.#chosen = index;
    this.#options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = this.#options[index];
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  #open(option) {
    if (option?.dataset.url) window.location.assign(option.dataset.url);
  }

  #press(event) {
    const last = this.#options.length - 1;
    // Enter that ends a word in an input method (Telex, VNI) is not an Enter of ours.
    if (event.isComposing || this.#list.hidden) return;
    if (event.key === "ArrowDown") {
      this.#choose(this.#chosen === last ? -1 : this.#chosen + 1);
    } else if (event.key === "ArrowUp") {
      this.#choose(this.#chosen === -1 ? last : this.#chosen - 1);
    } else if (event.key === "Enter" && this.#chosen >= 0) {
      this.#open(this.#options[this.#chosen]);
    } else if (event.key === "Escape") {
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
  }
}

document.querySelectorAll("[data-suggestions]").forEach((box, number) => new Suggestions(box, number));
