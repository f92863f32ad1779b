/* A draft that saves itself. One request at a time, each with the revision that the answer before it gave: what
   somebody else has saved meanwhile is never overwritten unasked. What could not be saved stays in the form, is said,
   and is tried again. */

const WAIT = 900;
const AGAIN = 8000;

class Autosave {
  #form;
  #status;
  #clash;
  #timer;
  #running = null;
  #isDirty = false;
  #isPaused = false;

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[data-status]");
    this.#clash = form.querySelector("[data-clash]");
    form.addEventListener("input", (event) => this.#note(event));
    form.addEventListener("change", (event) => this.#note(event));
    form.addEventListener("submit", (event) => this.#submit(event));
    this.#clash.addEventListener("click", (event) => this.#decide(event));
    form.querySelector("[data-save]").hidden = true;
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#isDirty) this.save();
    });
    addEventListener("beforeunload", (event) => {
      if (this.#isDirty || this.#running) event.preventDefault();
    });
  }

  #note(event) {
    if (event.target.closest("[data-search]")) return;
    this.#isDirty = true;
    if (this.#isPaused) return;
    this.#say(this.#form.dataset.unsaved);
    this.#later(WAIT);
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), wait);
  }

  async #submit(event) {
    event.preventDefault();
    const goesOn = event.submitter?.matches("[data-on]");
    this.#isDirty = true;
    if ((await this.save()) && goesOn) location.assign(this.#form.dataset.next);
  }

  // Whether everything is saved now.
  async save() {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (!this.#isDirty) return true;
    if (this.#isPaused) {
      this.#clash.querySelector("button, a")?.focus();
      return false;
    }
    this.#isDirty = false;
    this.#say(this.#form.dataset.saving);
    this.#running = this.#send();
    const isSaved = await this.#running;
    this.#running = null;
    if (!isSaved) this.#isDirty = true;
    return isSaved && !this.#isDirty;
  }

  async #send() {
    let response, answer;
    try {
      response = await fetch(this.#form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": token(this.#form) },
        body: fieldsOf(this.#form),
        keepalive: true,
      });
      answer = await response.json();
    } catch {
      return this.#fail(response?.status ?? 0);
    }
    if (response.ok) return this.#settle(answer);
    this.#complain(answer.error);
    if (response.status === 409) this.#showClash(answer);
    else if (response.status === 422) this.#mark(answer.fields ?? {});
    else if (response.status >= 500) this.#later(AGAIN);
    return false;
  }

  // No answer of ours: no connection, a server that is in trouble, an entry that is gone, a token that is too old.
  #fail(status) {
    const { offline, failed, gone, refused } = this.#form.dataset;
    const isFinal = status >= 400 && status < 500;
    this.#complain(status === 0 ? offline : status === 404 ? gone : isFinal ? refused : failed);
    if (!isFinal) this.#later(AGAIN);
    return false;
  }

  #settle(answer) {
    this.#form.elements.revision.value = answer.revision;
    this.#mark({});
    this.#form.querySelector("[data-problems]").innerHTML = answer.problems;
    for (const seat of this.#form.querySelectorAll("[data-person]")) {
      const problem = seat.querySelector("[data-problem]");
      problem.textContent = answer.people[seat.dataset.person] ?? "";
      problem.hidden = !problem.textContent;
    }
    this.#say(answer.saved);
    return true;
  }

  // What is wrong stands beside its field.
  #mark(fields) {
    for (const field of this.#form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      const error = errorOf(field);
      if (error) {
        error.textContent = "";
        error.hidden = true;
      }
    }
    for (const [id, sentence] of Object.entries(fields)) {
      const field = document.getElementById(id);
      if (!field) continue;
      field.setAttribute("aria-invalid", "true");
      const error = errorOf(field) ?? errorBelow(field);
      error.textContent = sentence;
      error.hidden = false;
    }
  }

  #showClash(answer) {
    this.#isPaused = true;
    this.#clash.innerHTML = answer.clash;
    this.#clash.dataset.revision = answer.revision;
    this.#clash.scrollIntoView({ block: "center" });
  }

  #decide(event) {
    if (event.target.closest("[data-take]")) {
      this.#isDirty = false; // and so nothing asks whether to leave
    } else if (event.target.closest("[data-keep]")) {
      this.#form.elements.revision.value = this.#clash.dataset.revision;
      this.#clash.replaceChildren();
      this.#isPaused = false;
      this.save();
    }
  }

  #say(sentence) {
    this.#status.textContent = sentence;
    this.#status.classList.remove("entry-form__status--error");
  }

  #complain(sentence) {
    this.#status.textContent = sentence;
    this.#status.classList.add("entry-form__status--error");
  }
}

// Whoever signs in again in another tab gets a new token, which only the cookie knows.
const token = (form) =>
  /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

function fieldsOf(form) {
  const fields = new FormData(form);
  fields.delete("csrfmiddlewaretoken"); // the header's is the newer one
  return new URLSearchParams(fields);
}

const errorOf = (field) =>
  (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id))
    .find((part) => part && part.matches(".field__error, [id$=_error]"));

function errorBelow(field) {
  const error = Object.assign(document.createElement("p"), { className: "field__error", id: `${field.id}_error` });
  field.after(error);
  const described = [field.getAttribute("aria-describedby"), error.id].filter(Boolean);
  field.setAttribute("aria-describedby", described.join(" "));
  return error;
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
