// The evidence: below the row that was chosen, the whole text with the claim, its sentence and its words marked.

const TITLES = ['Title', 'Abstract', 'Comment', 'Journal reference'];
const WORDS = ['of-metric', 'of-baseline', 'of-condition'];
// The names of facts whose words are underlined in the text, underlined alike.
const KEYED = { metric: 'of-metric', 'compared with': 'of-baseline', condition: 'of-condition' };

// Cuts a text where any mark begins or ends; each piece gets the names of all marks over it.
const marked = (text, marks) => {
  const edges = new Set([0, text.length]);
  for (const [start, end] of marks) edges.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, place) => {
    const piece = text.slice(start, cuts[place + 1]);
    const names = marks.filter(([from, to]) => from <= start && start < to).map(([, , name]) => name);
    if (!names.length) return piece;
    return element(names.includes('claim') ? 'mark' : 'span', { className: names.join(' '), textContent: piece });
  });
};

const marksOf = (claim) => {
  const [sentence, own, ...spans] = claim.marks;
  const others = claims.filter((other) => other.paper === claim.paper && other !== claim && other.field === claim.field);
  return [
    [...sentence, 'sentence'],
    ...others.map((other) => [...other.marks[1], 'other']),
    ...spans.flatMap((places, kind) => places.map((place) => [...place, WORDS[kind]])),
    [...own, 'claim'],
  ];
};

const textOf = (claim) => {
  if (claim.said) {
    const [before, own, after] = claim.said;
    return [element('p', {}, before, element('mark', { className: 'claim', textContent: own }), after)];
  }
  const texts = textsOf(claim.paper) ?? []; // none while the page is still being read
  const order = claim.field === 1 ? [1] : [claim.field, 1];
  return order.filter((place) => texts[place]).flatMap((place) => [
    element('h3', { textContent: TITLES[place] }),
    element('p', {}, ...marked(texts[place], place === claim.field ? marksOf(claim) : [])),
  ]);
};

const factsOf = (claim) => {
  const list = element('dl');
  const facts = {
    number: claim.number, metric: claim.metric, family: familyName(claim.metric_key), type: claim.type, 'compared with': claim.baseline,
    condition: claim.condition, aggregate: claim.aggregate, factor: short(claim.factor),
    confidence: claim.confidence?.toFixed(2), hardware: belongs.hardware(claim).join(', '), venue: claim.paper.venues.join(', '),
    published: claim.paper.published, rule: claim.rule?.replaceAll('+', ' + '), id: claim.id,
  };
  for (const [name, said] of Object.entries(facts)) {
    if (said) list.append(element('div', {}, element('dt', {}, element('span', { textContent: name, className: KEYED[name] ?? '' })), element('dd', { textContent: said })));
  }
  return list;
};

const evidenceOf = (claim, columns) => {
  const { paper } = claim;
  const title = element('h2', { textContent: paper.title || paper.name });
  const link = paper.url ? element('a', { href: paper.url, rel: 'noopener noreferrer', target: '_blank', textContent: `arXiv:${paper.name}` }) : paper.name;
  const cell = element('td', { colSpan: columns }, 
    title, element('p', { className: 'source' }, link),
    element('div', { className: 'sides' }, element('div', {}, ...textOf(claim)), factsOf(claim)));
  cell.setAttribute('role', 'cell');
  const row = element('tr', { className: 'evidence' }, cell);
  row.setAttribute('role', 'row');
  return row;
};

const closeEvidence = () => {
  body.querySelector('tr.evidence')?.remove();
  const open = body.querySelector('tr.open');
  open?.classList.remove('open');
  open?.querySelector('button').setAttribute('aria-expanded', 'false');
};

const showEvidence = (row) => {
  row.classList.add('open');
  row.querySelector('button').setAttribute('aria-expanded', 'true');
  row.after(evidenceOf(row.claim, row.children.length));
};

const openEvidence = (row) => {
  const wasOpen = row.classList.contains('open');
  closeEvidence();
  focusRow(buttons().indexOf(row.querySelector('td.metric > button')));
  if (wasOpen) return;
  showEvidence(row);
  row.nextElementSibling.scrollIntoView({ block: 'nearest' });
  row.scrollIntoView({ block: 'nearest' });
};

body.addEventListener('click', (event) => {
  const row = event.target.closest('tr');
  // Words that were selected are to be copied, not to close what they stand in.
  if (row?.claim && !String(getSelection()).trim()) openEvidence(row);
});
