// The table: a page of rows at a time, sorted by its headers, walked through with the keys.

const ROWS = 50;
const MOST_PRINTED = 2000;
const body = document.querySelector('tbody');
const heads = document.querySelector('thead tr');
const pages = document.getElementById('pages');
const ARROWS = { increase: '↑', decrease: '↓' };
const EFFECTS = { improvement: 'better', regression: 'worse', neutral: '' };

// A sign and a short unit stay with their number; longer words go into the next line where they find no room.
const joined = (number) => number.replace(/^([≤≥<>]) /, '$1\u00a0').replace(/ (\S{1,4})$/, '\u00a0$1');

const rowOf = (claim) => {
  const { paper } = claim;
  const change = [ARROWS[claim.direction], EFFECTS[claim.effect]].filter(Boolean).join(' ');
  const button = element('button', { type: 'button', tabIndex: -1, textContent: claim.metric ?? `(${familyName(claim.metric_key)})` });
  button.setAttribute('aria-expanded', 'false');
  const cells = {
    paper: [element('b', { textContent: paper.system ?? paper.name }), small(paper.title)],
    metric: [button, small(claim.condition)],
    value: [element('span', { className: 'number', textContent: joined(claim.number) }), small(change, claim.effect)],
    factor: claim.factor === null ? [] : [short(claim.factor), bar(claim.factor)],
    baseline: [claim.baseline ?? ''],
    hardware: [belongs.hardware(claim).join(', ')],
    venue: [paper.venues.join(', ')],
    year: [String(paper.year ?? '')],
    confidence: [claim.confidence === null ? '' : claim.confidence.toFixed(2)],
  };
  const row = element('tr', { className: claim.prior ? 'prior' : '' });
  row.setAttribute('role', 'row');
  for (const [name, { name: label }] of Object.entries(ORDERS)) {
    const cell = element('td', { className: name }, ...cells[name]);
    cell.setAttribute('role', 'cell');
    cell.dataset.label = label;
    row.append(cell);
  }
  if (claim.prior) row.querySelector('.value').append(small('earlier work'));
  row.claim = claim;
  return row;
};

const small = (said, className = '') => (said ? element('small', { textContent: said, className }) : '');

// A bar from 1 to the factor on a scale of logarithms, ended at 100 and 1/100.
const bar = (factor) => {
  const made = element('span', { className: factor < 1 ? 'bar worse' : 'bar' });
  made.style.width = `${Math.min(1, Math.abs(Math.log10(factor || 0.01)) / 2) * 100}%`;
  made.setAttribute('aria-hidden', 'true');
  return made;
};

const drawRows = (first = view.page * ROWS, most = ROWS) => {
  const rows = view.shown.slice(first, first + most).map(rowOf);
  if (rows.length) rows[0].querySelector('button').tabIndex = 0;
  else rows.push(element('tr', {}, element('td', { colSpan: 9, className: 'none', textContent: 'No claim is left. Clear a filter.' })));
  body.replaceChildren(...rows);
  const last = Math.max(Math.ceil(view.shown.length / ROWS) - 1, 0);
  const [start, end] = [Math.min(first + 1, view.shown.length), Math.min(first + most, view.shown.length)];
  pages.querySelector('span').textContent =
    `${thousands.format(start)}–${thousands.format(end)} of ${thousands.format(view.shown.length)}`;
  pages.hidden = last === 0;
  for (const button of pages.querySelectorAll('button')) {
    button.disabled = ['first', 'back'].includes(button.dataset.turn) ? view.page === 0 : view.page === last;
  }
};

const drawHeads = () => {
  for (const head of heads.children) {
    const sorted = head.dataset.order === view.order;
    head.setAttribute('aria-sort', sorted ? (view.down ? 'descending' : 'ascending') : 'none');
  }
};

for (const [order, { name }] of Object.entries(ORDERS)) {
  const head = element('th', { scope: 'col', className: order }, element('button', { type: 'button', textContent: name }), element('span', { className: 'printed', textContent: name }));
  head.lastChild.setAttribute('aria-hidden', 'true');
  head.dataset.order = order;
  heads.append(head);
}

const turn = (how) => {
  const last = Math.max(Math.ceil(view.shown.length / ROWS) - 1, 0);
  const page = { first: 0, back: view.page - 1, on: view.page + 1, last }[how];
  view.page = Math.min(Math.max(page, 0), last);
  drawRows();
};

const buttons = () => [...body.querySelectorAll('td.metric > button')];

// One row at a time can be reached with Tab; the arrows move which one that is.
const focusRow = (place) => {
  const all = buttons();
  if (!all.length) return;
  const to = all[Math.min(Math.max(place, 0), all.length - 1)];
  for (const button of all) button.tabIndex = button === to ? 0 : -1;
  to.focus({ preventScroll: true });
  to.closest('tr').scrollIntoView({ block: 'nearest' });
};

const KEYS = {
  ArrowDown: (place, all) => {
    if (place < all.length - 1) return focusRow(place + 1);
    if (!pages.hidden && view.page < Math.ceil(view.shown.length / ROWS) - 1) { turn('on'); focusRow(0); }
  },
  ArrowUp: (place) => {
    if (place > 0) return focusRow(place - 1);
    if (view.page > 0) { turn('back'); focusRow(ROWS); }
  },
  Home: () => focusRow(0),
  End: (place, all) => focusRow(all.length - 1),
  PageDown: () => { turn('on'); focusRow(0); },
  PageUp: () => { turn('back'); focusRow(0); },
  Escape: (place, all) => { closeEvidence(); focusRow(place); },
};

body.addEventListener('keydown', (event) => {
  const all = buttons();
  const row = event.target.closest('tr');
  const button = (row.classList.contains('evidence') ? row.previousElementSibling : row).querySelector('td.metric > button');
  if (!Object.hasOwn(KEYS, event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  KEYS[event.key](all.indexOf(button), all);
});

// All rows go to paper, with the evidence that is open; afterwards the table is as it was.
const redrawn = (first, most) => {
  const open = body.querySelector('tr.open')?.claim;
  drawRows(first, most);
  const row = open && [...body.children].find((other) => other.claim === open);
  if (row) showEvidence(row);
};
window.addEventListener('beforeprint', () => redrawn(0, MOST_PRINTED));
window.addEventListener('afterprint', () => redrawn());
