// Which claims are shown and in which order: the filters, the sorting, and the link that keeps both.

const form = document.getElementById('filters');
const field = (name) => form.elements.namedItem(name);
const FIELDS = ['text', 'family', 'hardware', 'venue', 'baseline', 'first', 'last', 'type', 'bound', 'effect',
  'confidence', 'abstract'];

const view = { shown: claims, order: null, down: false, page: 0 };

const BOUNDS = { said: 'as stated', upto: '“up to”' };

const wanted = () => {
  const value = Object.fromEntries(FIELDS.map((name) => [name, field(name).value]));
  const tests = [];
  const terms = value.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (terms.length) {
    const deep = field('abstract').checked;
    tests.push((claim) =>
      terms.every((term) => words(claim).includes(term) || (deep && abstractWords(claim.paper).includes(term))));
  }
  for (const name of ['family', 'hardware', 'venue', 'baseline']) {
    if (value[name]) tests.push((claim) => belongs[name](claim).includes(value[name]));
  }
  if (value.first) tests.push((claim) => claim.paper.year !== null && claim.paper.year >= Number(value.first));
  if (value.last) tests.push((claim) => claim.paper.year !== null && claim.paper.year <= Number(value.last));
  if (value.type) tests.push((claim) => claim.type === value.type);
  if (value.bound) tests.push((claim) => claim.upto === (value.bound === 'upto'));
  if (value.effect === 'prior') tests.push((claim) => claim.prior);
  else if (value.effect) tests.push((claim) => !claim.prior && claim.effect === value.effect);
  // A claim of which no confidence is known is never left out for it.
  if (value.confidence) tests.push((claim) => (claim.confidence ?? 1) >= Number(value.confidence));
  return (claim) => tests.every((test) => test(claim));
};

const text = (value) => (value ?? '').toLowerCase();

const ORDERS = {
  paper: { name: 'Paper', of: (claim) => text(claim.paper.system ?? claim.paper.title) },
  metric: { name: 'Metric', of: (claim) => text(claim.metric ?? `(${familyName(claim.metric_key)})`) },
  value: { name: 'Number', of: (claim) => claim.value },
  factor: { name: 'Factor', of: (claim) => claim.factor },
  baseline: { name: 'Compared with', of: (claim) => text(claim.baselines[0]) },
  hardware: { name: 'Hardware', of: (claim) => text(belongs.hardware(claim)[0]) },
  venue: { name: 'Venue', of: (claim) => text(claim.paper.venues[0]) },
  year: { name: 'Year', of: (claim) => text(claim.paper.published) || String(claim.paper.year ?? '') },
  confidence: { name: 'Confidence', of: (claim) => claim.confidence },
};
if (!claims.some((claim) => claim.confidence !== null)) {
  delete ORDERS.confidence;
  document.getElementById('confidence').remove();
  FIELDS.splice(FIELDS.indexOf('confidence'), 1);
}

// Numbers begin with the largest and years with the last, since those are looked for.
const beginsDown = (order) => ['value', 'factor', 'year', 'confidence'].includes(order);

// All claims in the order that was last asked for: a filter takes some of them away and need not sort again.
let inOrder = claims;

const sort = (order, down) => {
  Object.assign(view, { order, down });
  if (!order) {
    inOrder = claims;
    return;
  }
  const { of } = ORDERS[order];
  const sign = down ? -1 : 1;
  const keyed = claims.map((claim) => [of(claim), claim]);
  const missing = (key) => key === null || key === '';
  inOrder = keyed
    .sort(([a, one], [b, other]) => {
      if (missing(a) || missing(b)) return missing(a) - missing(b) || one.place - other.place;
      return a < b ? -sign : a > b ? sign : one.place - other.place;
    })
    .map(([, claim]) => claim);
};

const select = () => {
  view.shown = inOrder.filter(wanted());
  view.page = 0;
};

const toLink = () => {
  const link = new URLSearchParams();
  for (const name of FIELDS) {
    const value = name === 'abstract' ? (field(name).checked ? 'yes' : '') : field(name).value.trim();
    if (value) link.set(name, value);
  }
  if (view.order) link.set('sort', (view.down ? '-' : '') + view.order);
  const said = link.toString();
  // Unlike a new hash, a replaced state calls nobody: the page would be drawn twice.
  if (said !== location.hash.slice(1)) history.replaceState(null, '', `#${said}`);
};

// What a link says counts only where it is one of the choices; the rest of it is passed over.
const fromLink = () => {
  const link = new URLSearchParams(location.hash.slice(1));
  for (const name of FIELDS) {
    if (name === 'abstract') field(name).checked = link.get(name) === 'yes';
    else field(name).value = link.get(name) ?? '';
    if (field(name).selectedIndex === -1) field(name).value = '';
  }
  const said = link.get('sort') ?? '';
  const order = said.replace(/^-/, '');
  if (Object.hasOwn(ORDERS, order)) sort(order, said.startsWith('-'));
  else sort(null, false);
};
