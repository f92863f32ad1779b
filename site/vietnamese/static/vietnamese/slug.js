/* Slugs in Wagtail's forms, by the rules of vietnamese/text.py: 'Đoàn kết, đổi mới' becomes 'doan-ket-doi-moi'.
   Wagtail's own script drops most Vietnamese vowels ('Đồng diễn' becomes 'djng-din').
   tests/vietnamese/test_slug_script.py holds this file and text.py together. */
"use strict";

const vietnameseSlug = (() => {
  const DROPPED = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff'\u2018\u2019\u02bc]/g;
  const WITHOUT_DECOMPOSITION = {
    đ: "d", ð: "d", ɖ: "d", ø: "o", ł: "l", ı: "i", ß: "ss", æ: "ae", œ: "oe",
  };
  const LETTERS = new RegExp(`[${Object.keys(WITHOUT_DECOMPOSITION).join("")}]`, "g");

  return function vietnameseSlug(text, maxLength = 100, fallback = "trang") {
    const words = text
      .normalize("NFKD")
      .replace(DROPPED, "")
      .toLowerCase()
      .replace(LETTERS, (letter) => WITHOUT_DECOMPOSITION[letter]);
    const whole = words.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || fallback;
    if (whole.length <= maxLength) return whole;
    const lastHyphen = whole.slice(0, maxLength + 1).lastIndexOf("-");
    return whole.slice(0, lastHyphen > 0 ? lastHyphen : maxLength);
  };
})();

/* Takes the place of Wagtail's own w-slug controller, under the action names that its SlugInput widget calls. */
window.wagtail.app.register(
  "w-slug",
  class extends window.StimulusModule.Controller {
    /* When the editor enters the title: a slug that was written by hand must not follow it any more. */
    compare(event) {
      const { value } = this.element;
      if (value && value !== this.slugOf(event.detail.value)) event.preventDefault();
    }

    /* While the editor types the title. */
    urlify(event) {
      this.write(this.slugOf(event.detail.value));
    }

    /* When the editor leaves the slug. What is an address already stays, however long and with its underscores:
       it may be the old address of an imported article. */
    slugify() {
      const { value } = this.element;
      if (!/^[a-z0-9_-]+$/.test(value)) this.write(this.slugOf(value));
    }

    slugOf(text = "") {
      return text.trim() ? vietnameseSlug(text) : "";
    }

    write(cleanValue) {
      const sourceValue = this.element.value;
      this.element.value = cleanValue;
      this.dispatch("applied", { cancelable: false, detail: { cleanValue, sourceValue } });
    }
  },
);
