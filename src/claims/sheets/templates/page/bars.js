// The picture of baselines: how many papers compare themselves with each, with the median of the claims' factors.

const drawBars = ({ figure, width }, shown) => {
  const named = new Map();
  const unlike = new Set(); // papers that compare themselves with what is not named
  for (const { baselines, paper } of shown) {
    for (const name of baselines) {
      if (unnamed.has(name)) unlike.add(paper);
      else if (named.has(name)) named.get(name).add(paper);
      else named.set(name, new Set([paper]));
    }
  }
  const groups = mostFirst([...named].map(([name, papers]) => [name, papers.size])).slice(0, LINES);
  const others = unlike.size;
  const factors = new Map(groups.map(([key]) => [key, []]));
  for (const claim of shown) {
    if (claim.factor > 0 && !claim.prior) for (const key of claim.baselines) factors.get(key)?.push(claim.factor);
  }
  const labels = labelWidth(groups.map(([key]) => key), width * 0.5);
  const space = width - labels - 82;
  const height = TOP + groups.length * LINE + (others ? 22 : 2);
  const picture = draw('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group' },
    draw('g', { 'aria-hidden': 'true' }, draw('text', { x: width - 2, y: 12, 'text-anchor': 'end' }, 'papers · median factor')));
  if (others) {
    picture.append(draw('text', { class: 'count', x: width - 2, y: height - 5, 'text-anchor': 'end' },
      `and ${thousands.format(others)} with ones not named (“baselines”)`));
  }
  groups.forEach(([key, many], place) => {
    const y = TOP + place * LINE;
    const middle = median(factors.get(key));
    const long = Math.max((many / groups[0][1]) * space, 1);
    const about = `${key}: ${count(many, 'paper')}${middle === null ? '' : `, median factor ${short(middle)}`}`;
    picture.append(chooser('baseline', key, about, { width, y, height: LINE },
      draw('text', { x: labels, y: y + LINE / 2 + 4, 'text-anchor': 'end' }, clipped(key, labels)),
      draw('rect', { class: 'many', x: labels + 8, y: y + 7, width: long.toFixed(1), height: LINE - 14, rx: 2 }),
      draw('text', { class: 'count', x: labels + 14 + long, y: y + LINE / 2 + 4 }, `${thousands.format(many)}${middle === null ? '' : ` · ${short(middle)}×`}`)));
  });
  show(figure, picture, groups.length + others);
};
