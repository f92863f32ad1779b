/* What the links of the share row cannot do by themselves: the device's own share sheet, and copying the address. */

for (const row of document.querySelectorAll("[data-share]")) {
  const { title, url } = row.dataset;
  const native = row.querySelector("[data-share-native]");
  const copy = row.querySelector("[data-share-copy]");
  const status = row.querySelector("[role=status]");

  if (navigator.share) {
    native.hidden = false;
    native.addEventListener("click", () => {
      // Refused when the reader closes the sheet: nothing to say.
      navigator.share({ title, url }).catch(() => {});
    });
  }

  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(url);
        status.textContent = copy.dataset.done;
      } catch {
        status.textContent = `${copy.dataset.failed} ${url}`;
      }
    });
  }
}
