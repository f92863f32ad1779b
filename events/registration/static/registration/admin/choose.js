// Chooses all entries of a table at once, and says how many are chosen. Without it each is chosen by itself.

for (const form of document.querySelectorAll('[data-choose]')) {
  const boxes = [...form.querySelectorAll('input[name="muc"]')];
  const label = form.querySelector('[data-choose-all]');
  const all = label.querySelector('input');
  const count = form.querySelector('[data-choose-count]');

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    count.textContent = chosen ? count.dataset.template.replace('{count}', chosen) : '';
  };

  label.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener('change', tell);
  tell(); // a browser that comes back keeps what was chosen
}
