// The page 'Make an article from a Word file': shows what was chosen, refuses what is too large before it is sent,
// and how far sending has come. Without it the form is an ordinary form.

const form = document.querySelector("[data-word-import]");
const input = form.elements.file;
const part = (name) => form.querySelector(`[data-${name}]`);
const zone = part("zone");

function refuse(sentence) {
  part("error").textContent = sentence;
  part("error").hidden = !sentence;
  zone.classList.toggle("word-import__zone--refused", Boolean(sentence));
  if (sentence) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  } else {
    input.removeAttribute("aria-invalid");
  }
}

function working(step, share) {
  part("progress").hidden = !step;
  part("step").textContent = step;
  part("submit").disabled = Boolean(step);
  const bar = form.querySelector("progress");
  if (share === undefined) bar.removeAttribute("value");
  else bar.value = share;
}

function isTooLarge() {
  return input.files[0] && input.files[0].size > Number(form.dataset.limit);
}

function send() {
  const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => working(form.dataset.sending, event.loaded / event.total));
  request.upload.addEventListener("load", () => working(form.dataset.reading));
  request.addEventListener("load", () => {
    if (request.response?.url) {
      location.assign(request.response.url);
      return;
    }
    working("");
    refuse(request.response?.error || form.dataset.failed);
  });
  request.addEventListener("error", () => {
    working("");
    refuse(form.dataset.failed);
  });
  request.send(new FormData(form));
}

input.addEventListener("change", () => {
  part("chosen").textContent = input.files[0]?.name ?? "";
  refuse(isTooLarge() ? form.dataset.tooLarge : "");
});
for (const [event, over] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
  input.addEventListener(event, () => zone.classList.toggle("word-import__zone--over", over));
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isTooLarge()) {
    refuse(form.dataset.tooLarge);
    return;
  }
  refuse("");
  working(form.dataset.sending, 0);
  send();
});
// Coming back by the browser's own button shows the page as it was left: with the button disabled.
addEventListener("pageshow", () => working(""));
