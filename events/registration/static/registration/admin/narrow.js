// Shows of a long list of people those whose name is typed, in whichever accents. Nobody who has a role is hidden.

const fold = (text) =>
  text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replaceAll('đ', 'd').trim();

const line = document.querySelector('[data-narrow]');
if (line) {
  const rows = [...document.querySelectorAll('tr[data-name]')];
  line.hidden = false;
  line.querySelector('input').addEventListener('input', (event) => {
    const words = fold(event.target.value).split(/\s+/);
    for (const row of rows) {
      const isChosen = row.querySelector('select').value !== '';
      row.hidden = !isChosen && !words.every((word) => row.dataset.name.includes(word));
    }
  });
  line.querySelector('input').addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault(); // it looks, and hands nothing in
  });
}
