/* The arrow keys lead from one photo's page to the next. */

document.addEventListener("keydown", (event) => {
  const direction = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (!direction || typing || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  document.querySelector(`.one-photo__ways [rel="${direction}"]`)?.click();
});
