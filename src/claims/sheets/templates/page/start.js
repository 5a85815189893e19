// What starts the page, and what the filters, headers, pictures and pages of the table do when they are used.

form.addEventListener('input', (event) => {
  if (event.target.name === 'order') {
    const order = event.target.value.replace(/^-/, '');
    sort(order || null, event.target.value.startsWith('-'));
  }
  update();
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(() => { sort(null, false); update(); }));

heads.addEventListener('click', (event) => {
  const order = event.target.closest('th').dataset.order;
  const first = beginsDown(order);
  if (view.order !== order) sort(order, first);
  else if (view.down === first) sort(order, !first);
  else sort(null, false); // the third time, the order of the file
  update();
});

pages.addEventListener('click', (event) => {
  const how = event.target.dataset.turn;
  if (!how) return;
  turn(how);
  document.querySelector('table').scrollIntoView();
});

const figures = document.getElementById('figures');
figures.addEventListener('click', (event) => {
  const line = event.target.closest('.line');
  if (line) choose(line.choice);
});
figures.addEventListener('keydown', (event) => {
  const line = event.target.closest('.line');
  if (!line || event.ctrlKey || event.altKey || event.metaKey) return;
  const lines = [...line.parentNode.querySelectorAll('.line')];
  const place = lines.indexOf(line);
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (to === undefined && !['Enter', ' '].includes(event.key)) return;
  event.preventDefault();
  if (to === undefined) choose(line.choice);
  else lines[to]?.focus();
});

window.addEventListener('hashchange', () => { fromLink(); update(); });

if (data.empty) document.getElementById('others').textContent = `; ${thousands.format(data.empty)} more ${data.empty === 1 ? 'paper has' : 'papers have'} no ${data.filtered ? 'such ' : ''}claim`;
fillFilters();
fromLink();
// On a phone the claims come first: filters and pictures are a touch away.
if (matchMedia('(max-width: 720px)').matches) for (const id of ['more', 'pictures']) document.getElementById(id).open = false;
update();
// Called at once, and whenever the pictures are unfolded or their width changes; their height is of our own making.
let wide = 0;
new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width === wide) return;
  wide = contentRect.width;
  measureFigures();
}).observe(figures);

// What a search needs is made ready while nobody waits, a piece at a time.
const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
const warm = (from) => {
  const until = Math.min(from + 500, claims.length);
  for (let place = from; place < until; place += 1) words(claims[place]);
  if (until < claims.length) idle(() => warm(until));
};
window.addEventListener('DOMContentLoaded', () => {
  if (field('text').value) update();
  idle(() => warm(0));
});
