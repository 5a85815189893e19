// The filters' choices, what they say together, and what happens when one is changed.

const fill = (name, none, choices) => {
  field(name).replaceChildren(new Option(none, ''), ...choices.map(([value, label]) => new Option(label, value)));
};

const counted = (counts, nameOf = String) => mostFirst(counts).map(([key, many]) => [key, `${nameOf(key)} (${thousands.format(many)})`]);
const fromAToZ = (choices) => choices.map((choice) => [text(choice[0]), choice]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, choice]) => choice);

const fillFilters = () => {
  fill('family', 'any', counted(countBy(claims, belongs.family), familyName));
  fill('hardware', 'any', fromAToZ(counted(countBy(claims, belongs.hardware))));
  fill('venue', 'any', fromAToZ(counted(countBy(claims, belongs.venue))));
  fill('baseline', 'anything', counted(countBy(claims, belongs.baseline)).slice(0, 500));
  const years = [...countBy(claims, belongs.year).keys()].sort().map((year) => [year, String(year)]);
  fill('first', 'any year', years);
  fill('last', 'any year', years);
  fill('type', 'any', counted(countBy(claims, (claim) => [claim.type])));
  fill('bound', 'any', Object.entries(BOUNDS));
  fill('effect', 'any', [['improvement', 'better'], ['regression', 'worse'], ['prior', 'of earlier work']]);
  if (ORDERS.confidence) {
    fill('confidence', 'any', ['0.5', '0.7', '0.8', '0.9', '0.95'].map((least) => [least, `at least ${least}`]));
  }
  const orders = Object.entries(ORDERS).flatMap(([order, { name }]) =>
    (beginsDown(order) ? ['-', ''] : ['', '-']).map((sign) => [sign + order, `${name} ${sign ? '↓' : '↑'}`]));
  fill('order', 'as in the file', orders);
};

const drawCounts = () => {
  const papers = new Set(view.shown.map((claim) => claim.paper)).size;
  const of = view.shown.length < claims.length ? ` of ${thousands.format(claims.length)}` : '';
  document.querySelector('#counts b').textContent = `${count(view.shown.length, 'claim')}${of} in ${count(papers, 'paper')}`;
  const chosen = FIELDS.filter((name) => name !== 'text' && (name === 'abstract' ? field(name).checked : field(name).value)).length;
  document.getElementById('chosen').textContent = chosen ? `: ${chosen}` : '';
  field('order').value = view.order ? (view.down ? '-' : '') + view.order : '';
};

const drawMedians = () => {
  const factors = view.shown.filter((claim) => claim.factor > 0 && !claim.prior);
  const [said, upto] = [false, true].map((kind) => factors.filter((claim) => claim.upto === kind).map((claim) => claim.factor));
  const middle = (found, name) => (found.length ? `; median factor ${short(median(found))} of ${count(found.length, 'change')} ${name}` : '');
  document.querySelector('#counts span').textContent = middle(said, 'as stated') + middle(upto, '“up to”');
};

// The width is measured when it changes and not when a filter does, which would have the table laid out twice.
const pictures = [...document.querySelectorAll('figure')].map((figure) => ({ figure, by: figure.dataset.by, width: 0 }));

const measureFigures = () => {
  for (const picture of pictures) {
    const { paddingLeft, paddingRight } = getComputedStyle(picture.figure);
    picture.width = picture.figure.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  }
  drawFigures();
};

const drawFigures = () => {
  if (!document.getElementById('pictures').open) return;
  const focused = document.activeElement.choice;
  const changes = view.shown.filter((claim) => claim.factor > 0 && !claim.prior);
  for (const picture of pictures) {
    if (picture.width <= 0) continue;
    if (picture.by === 'baseline') drawBars(picture, view.shown);
    else drawStrips(picture, changes);
  }
  if (focused) lineOf(focused)?.focus();
};

const lineOf = ({ by, key }) =>
  [...document.querySelectorAll(`figure[data-by="${by}"] .line`)].find((line) => line.choice.key === key);

const update = () => {
  select();
  drawRows();
  drawHeads();
  drawCounts();
  clearTimeout(waiting);
  waiting = setTimeout(() => { toLink(); drawMedians(); drawFigures(); }, 80);
};

// The pictures and the link follow the table, so that no letter that is typed waits for them.
let waiting;

const choose = ({ by, key, chosen }) => {
  const value = chosen ? '' : key;
  for (const name of by === 'year' ? ['first', 'last'] : [by]) {
    field(name).value = value;
    // A baseline that few claims have is not among the choices until it is chosen.
    if (field(name).selectedIndex === -1) field(name).add(new Option(value, value, true, true));
  }
  update();
};
