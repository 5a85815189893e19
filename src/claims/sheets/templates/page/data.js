// The data of the page as one object per claim, each with its paper and the words that a search looks in.

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const data = JSON.parse(document.getElementById('data').textContent);

// A claim reads its cells from the columns, so that 20,000 of them are made at once.
class Claim {
  constructor(place) {
    this.place = place;
    this.paper = data.papers[data.claims.paper[place]];
    this.prior = data.claims.about[place] === 'prior';
  }
}
for (const [column, cells] of Object.entries(data.claims)) {
  if (column === 'paper') continue;
  Object.defineProperty(Claim.prototype, column, { get() { return cells[this.place]; } });
}
const claims = (data.claims.paper ?? []).map((_, place) => new Claim(place));
data.papers.forEach((paper, place) => (paper.place = place));

// The texts of the papers, most of the page, stand behind this script: its table is shown before they are read.
let kept = null;
const allIsHere = () => document.readyState !== 'loading';
const later = () => (allIsHere() ? (kept ??= JSON.parse(document.getElementById('later').textContent)) : null);
const textsOf = (paper) => later()?.texts[paper.place] ?? null;
for (const column of ['marks', 'id', 'rule']) {
  Object.defineProperty(Claim.prototype, column, { get() { return later()?.claims[column][this.place] ?? null; } });
}

const sentenceOf = (claim) => {
  if (claim.said) return claim.said.join('');
  return textsOf(claim.paper)?.[claim.field].slice(...claim.marks[0]) ?? '';
};

// Small letters, made when they are first asked for: a page of 20,000 claims opens without them.
const remembered = (owner, make) => (allIsHere() ? (owner.words ??= make()) : make());
const words = (claim) =>
  remembered(claim, () => [
    claim.paper.name, claim.paper.title, claim.paper.system, claim.metric, claim.metric_key, claim.number,
    claim.baseline, claim.condition, sentenceOf(claim), ...belongs.hardware(claim), ...claim.paper.venues,
  ].join('\n').toLowerCase());

const abstractWords = (paper) => remembered(paper, () => (textsOf(paper) ?? []).join('\n').toLowerCase());

const countBy = (items, keysOf) => {
  const counts = new Map();
  for (const item of items) for (const key of keysOf(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

// Most first, then from A to Z, so that the order never depends on that of the file.
const mostFirst = (counts) =>
  [...counts].sort(([a, many], [b, others]) => others - many || (a < b ? -1 : 1));

// Between two factors lies their geometric mean, as in `claims trends`: 2 and 8 have the median 4.
const median = (numbers) => {
  if (!numbers.length) return null;
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : Math.sqrt(sorted[middle - 1] * sorted[middle]);
};

const familyName = (key) => data.families[key] ?? key;
const unnamed = new Set(data.unnamed);

const thousands = new Intl.NumberFormat('en');
const count = (number, noun) => `${thousands.format(number)} ${noun}${number === 1 ? '' : 's'}`;

const short = (number) => (number === null ? '' : String(Number(number.toPrecision(3))));

// What a claim belongs to, by the filter that asks for it. A picture shows claims by the same.
const belongs = {
  family: (claim) => [claim.metric_key],
  hardware: (claim) => claim.hardware ?? claim.paper.hardware, // null where it is that of the paper
  venue: (claim) => claim.paper.venue_names,
  baseline: (claim) => claim.baselines,
  year: (claim) => (claim.paper.year === null ? [] : [claim.paper.year]),
};
