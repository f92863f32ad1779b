// Suggests the people of the unit where a delegate's name is typed, and fills in the post of the one who is chosen.
// Without it the names are typed.

const people = document.getElementById('nguoi-cua-don-vi');
const posts = new Map([...people.options].map((option) => [option.value, option.label]));

for (const name of document.querySelectorAll('input[name$="-full_name"]')) {
  const post = document.getElementsByName(name.name.replace(/full_name$/, 'post'))[0];
  name.setAttribute('list', people.id);
  name.addEventListener('change', () => {
    const known = posts.get(name.value);
    if (known && known !== name.value && !post.value) post.value = known;
  });
}
