/* Sends stars without leaving the page, and finds again those that this reader has given. The form works without this.

   The only note that is kept is that there may be a vote for this page, so that the server is not asked by everyone. */

class Stars {
  #form;
  #status;
  #send;
  #withdraw;
  #note;
  #own = null;
  #busy = false;
  #again = false;

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[role=status]");
    this.#send = form.querySelector("[data-send]");
    this.#withdraw = form.querySelector("[data-withdraw]");
    this.#note = `danh-gia.${form.dataset.page}`;

    form.addEventListener("change", () => this.#arrange());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter === this.#withdraw) this.#takeBack();
      else this.#give();
    });
    // A tap is meant. Arrow keys pass over stars on their way, so that those who type press Enter or the button.
    for (const label of form.querySelectorAll("label")) {
      label.addEventListener("click", () => setTimeout(() => this.#give()));
    }
    this.#arrange();
    if (this.#remembers()) this.#ask();
  }

  get #chosen() {
    return Number(new FormData(this.#form).get("diem")) || null;
  }

  #choose(stars) {
    for (const star of this.#form.elements.diem) star.checked = Number(star.value) === stars;
    this.#arrange();
  }

  /* One of the two buttons, or none. Who has just pressed the one that goes keeps a place among the stars. */
  #arrange() {
    const unsent = this.#chosen !== null && this.#chosen !== this.#own;
    const pressed = [this.#send, this.#withdraw].find((button) => button === document.activeElement);
    this.#send.hidden = !unsent;
    this.#withdraw.hidden = unsent || this.#own === null;
    if (pressed?.hidden) this.#focus();
  }

  #focus() {
    const stars = [...this.#form.elements.diem];
    (stars.find((star) => star.checked) ?? stars[0]).focus({ preventScroll: true });
  }

  #say(text, kind = "") {
    this.#status.textContent = text;
    this.#status.dataset.kind = kind;
  }

  async #ask() {
    try {
      const answer = await fetch(this.#form.action, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { stars, figures } = await answer.json();
      if (this.#own !== null || this.#chosen !== null) return;
      this.#take(stars, figures);
      if (stars) this.#say(this.#form.dataset.given);
    } catch {
      // Offline: the note stays, for next time.
    }
  }

  async #give() {
    this.#again = this.#busy;
    if (this.#busy || this.#chosen === null || this.#chosen === this.#own) return;
    const before = this.#own;
    const answer = await this.#post(this.#form.action, new URLSearchParams(new FormData(this.#form)));
    if (!answer) return;
    const meanwhile = this.#chosen;
    this.#take(answer.stars, answer.figures);
    this.#say(before === null ? answer.thanks : this.#form.dataset.changed, "good");
    this.#choose(meanwhile);
    if (this.#again) this.#give();
  }

  async #takeBack() {
    if (this.#busy) return;
    const answer = await this.#post(this.#withdraw.formAction);
    if (!answer) return;
    this.#take(answer.stars, answer.figures);
    this.#say(answer.thanks, "good");
  }

  /* What the server said is so. */
  #take(stars, figures) {
    this.#own = stars;
    this.#remember(stars !== null);
    this.#choose(stars);
    if (figures) document.dispatchEvent(new CustomEvent("rated", { detail: figures }));
  }

  /* The server's answer; null when there is none, which is said, and what was chosen stays. */
  async #post(url, body) {
    const { sending, offline, failed } = this.#form.dataset;
    const slow = setTimeout(() => this.#say(sending), 400);
    this.#busy = true;
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      const found = await answer.json().catch(() => ({}));
      // Also a proxy's own page can come with 200.
      if (answer.ok && found.figures) return found;
      this.#say(found.error ?? failed, "bad");
    } catch {
      this.#say(offline, "bad");
    } finally {
      clearTimeout(slow);
      this.#busy = false;
    }
    return null;
  }

  /* A browser may refuse to keep notes: then a vote is only known until the page is left. */
  #remembers() {
    try {
      return localStorage.getItem(this.#note) !== null;
    } catch {
      return false;
    }
  }

  #remember(voted) {
    try {
      if (voted) localStorage.setItem(this.#note, "1");
      else localStorage.removeItem(this.#note);
    } catch {
      // As above.
    }
  }
}

for (const form of document.querySelectorAll("form[data-stars]")) new Stars(form);
