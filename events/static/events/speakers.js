// Those who speak in a session: moved up and down, and added, without a page in between. Without it the numbers in the
// boxes say the order, and saving gives two more empty lines.
for (const list of document.querySelectorAll("[data-speakers]")) {
  const form = list.closest("form");
  const template = form.querySelector("[data-speaker-template]");
  const total = form.querySelector('[name="speakers-TOTAL_FORMS"]');
  const add = form.querySelector("[data-speaker-add]");

  const number = () => {
    list.querySelectorAll("[data-speaker]").forEach((speaker, place) => {
      speaker.querySelector("[name$=-ORDER]").value = place + 1;
    });
  };
  const show = (speaker) => {
    for (const button of speaker.querySelectorAll("[data-speaker-up], [data-speaker-down]")) {
      button.hidden = false;
    }
  };

  list.classList.add("speakers--scripted");
  add.hidden = false;
  list.querySelectorAll("[data-speaker]").forEach(show);
  number();

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-speaker-up], [data-speaker-down]");
    if (!button) return;
    const speaker = button.closest("[data-speaker]");
    const goesUp = button.matches("[data-speaker-up]");
    const other = goesUp ? speaker.previousElementSibling : speaker.nextElementSibling;
    if (!other) return;
    goesUp ? other.before(speaker) : other.after(speaker);
    number();
    button.focus();
  });

  add.addEventListener("click", () => {
    const holder = document.createElement("ol");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    const speaker = holder.querySelector("[data-speaker]");
    total.value = Number(total.value) + 1;
    list.append(speaker);
    show(speaker);
    number();
    speaker.querySelector("[name$=-name]").focus();
  });
}
