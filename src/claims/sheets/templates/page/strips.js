// Pictures of factors: a line per metric, piece of hardware or year, on a scale of logarithms. What is said as it is
// stands in the upper half of a line, "up to" in the lower, since the two are not the same claim.

const SVG = 'http://www.w3.org/2000/svg';
const LINES = 10;
const STEPS = 20; // circles to a power of ten
const LINE = 26;
const TOP = 18;

const draw = (name, attributes = {}, ...children) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

// How wide a label is: a capital takes twice the room of a small letter.
const pen = document.createElement('canvas').getContext('2d');
const widthOf = (said) => {
  pen.font = `600 11.5px ${getComputedStyle(document.body).fontFamily}`; // as bold as a chosen line
  return pen.measureText(said).width;
};

// What all such names begin with goes first where there is no room for it.
const clipped = (said, most) => {
  if (widthOf(said) <= most) return said;
  const brief = said.replace(/^(?:NVIDIA|AMD|Intel) /, '').replace(/^state-of-the-art\b/, 'SOTA');
  if (widthOf(brief) <= most) return brief;
  const letters = [...brief];
  while (letters.length && widthOf(`${letters.join('')}…`) > most) letters.pop();
  return `${letters.join('')}…`;
};
const labelWidth = (names, most) => Math.min(most, Math.max(...names.map(widthOf), 24) + 2);

// The same scale for all pictures and all filters, so that what is seen can be compared. The outermost of many factors
// stand at its edges: a claim of 10,000,000 must not press all others into one blot.
const scale = (() => {
  const factors = Float64Array.from(claims.map((claim) => claim.factor).filter((factor) => factor > 0)).sort();
  const aside = Math.floor(factors.length / 50);
  const [low, high] = [Math.min(factors[aside] ?? 1, 0.5), Math.max(factors[factors.length - 1 - aside] ?? 1, 10)];
  return { low: Math.log10(Math.max(low, 0.02)) - 0.05, high: Math.log10(Math.min(high, 5000)) + 0.05 };
})();

const across = (factor, { left, width }) => {
  const place = (Math.log10(factor) - scale.low) / (scale.high - scale.low);
  return left + Math.min(Math.max(place, 0), 1) * width;
};

const axis = (area, bottom) => {
  // The first ticks matter most: others stand only where there is room beside them.
  const ticks = [];
  for (const tick of [1, 10, 100, 1000, 0.1, 2, 0.5, 5]) {
    const inside = Math.log10(tick) > scale.low && Math.log10(tick) < scale.high;
    const apart = (other) => Math.abs(across(other, area) - across(tick, area)) > 8 + 3.6 * (`${other}×`.length + `${tick}×`.length);
    if (inside && ticks.every(apart)) ticks.push(tick);
  }
  return draw('g', { 'aria-hidden': 'true' }, ...ticks.flatMap((tick) => {
    const x = across(tick, area).toFixed(1);
    return [
      draw('path', { class: tick === 1 ? 'one' : 'grid', d: `M${x} ${TOP}V${bottom}` }),
      draw('text', { x, y: 12, 'text-anchor': 'middle' }, `${tick}×`),
    ];
  }));
};

// One path for all circles of a lane: 20,000 claims are a few hundred circles in a few dozen paths.
const lane = (factors, y, area, className) => {
  const counts = countBy(factors, (factor) => [Math.round(Math.log10(factor) * STEPS)]);
  const most = Math.max(1, ...counts.values());
  const unit = Math.min(2.6, 5.6 / Math.sqrt(most));
  const circles = [...counts].map(([step, many]) => {
    const r = Math.max(1.4, unit * Math.sqrt(many)).toFixed(2);
    const x = across(10 ** (step / STEPS), area).toFixed(1);
    return `M${x} ${y}m-${r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 -${2 * r} 0`;
  });
  const middle = median(factors);
  const tick = middle === null ? [] : [draw('path', { class: 'median', d: `M${across(middle, area).toFixed(1)} ${y - 6}v12` })];
  return [draw('path', { class: className, d: circles.join('') }), ...tick];
};

const drawStrips = ({ figure, by, width }, changes) => {
  const groups = new Map();
  for (const claim of changes) {
    for (const key of belongs[by](claim)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(claim);
    }
  }
  let lines = mostFirst(new Map([...groups].map(([key, group]) => [key, group.length]))).map(([key]) => key);
  if (by === 'year') lines = lines.sort((a, b) => a - b).slice(-LINES); // the last ones, downwards in time
  lines = lines.slice(0, LINES);
  const nameOf = by === 'family' ? familyName : String;
  const labels = labelWidth(lines.map(nameOf), width * 0.4);
  const area = { left: labels + 10, width: width - labels - 54 };
  const height = TOP + lines.length * LINE + 2;
  const picture = draw('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group' }, axis(area, height));
  lines.forEach((key, place) => {
    const group = groups.get(key);
    const [said, upto] = [false, true].map((kind) => group.filter((claim) => claim.upto === kind).map((claim) => claim.factor));
    const y = TOP + place * LINE + LINE / 2;
    const name = nameOf(key);
    const about = `${name}: ${count(said.length, 'claim')}, median ${short(median(said)) || 'none'}, as stated; ${count(upto.length, 'claim')} “up to”, median ${short(median(upto)) || 'none'}`;
    picture.append(chooser(by, key, about, { width, y: y - LINE / 2, height: LINE },
      draw('text', { x: labels, y: y + 4, 'text-anchor': 'end' }, clipped(name, labels)),
      ...lane(said, y - 6, area, 'exact'),
      ...lane(upto, y + 6, area, 'upto'),
      draw('text', { class: 'count', x: width - 2, y: y + 4, 'text-anchor': 'end' }, thousands.format(group.length))));
  });
  show(figure, picture, lines.length);
};

// A line of a picture is a button: it sets the filter, or takes it away again.
const chooser = (by, key, about, { width, y, height }, ...parts) => {
  const chosen = by === 'year' ? field('first').value === String(key) && field('last').value === String(key) : field(by).value === String(key);
  const made = draw('g', { class: 'line', role: 'button', tabindex: '-1', 'aria-label': about, 'aria-pressed': chosen },
    draw('title', {}, about), draw('rect', { x: 0, y, width, height, rx: 3 }), ...parts);
  made.choice = { by, key: String(key), chosen };
  return made;
};

const show = (figure, picture, lines) => {
  figure.querySelector('svg, p')?.remove();
  figure.querySelector('figcaption').after(lines ? picture : element('p', { textContent: 'Nothing to show.' }));
  // One line of a picture can be reached with Tab; the arrows lead to the others.
  figure.querySelector('.line')?.setAttribute('tabindex', '0');
};
