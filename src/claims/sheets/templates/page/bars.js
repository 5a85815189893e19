// The picture of baselines: how many claims are made against each, with the median of their factors.

const drawBars = ({ figure, width }, shown) => {
  const groups = mostFirst(countBy(shown, belongs.baseline)).slice(0, LINES);
  const factors = new Map(groups.map(([key]) => [key, []]));
  for (const claim of shown) {
    if (claim.factor !== null) for (const key of claim.baselines) factors.get(key)?.push(claim.factor);
  }
  const labels = width * 0.46;
  const space = width - labels - 80;
  const height = TOP + groups.length * LINE + 2;
  const picture = draw('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group' },
    draw('text', { x: width - 2, y: 12, 'text-anchor': 'end', 'aria-hidden': 'true' }, 'claims, and their median factor'));
  groups.forEach(([key, many], place) => {
    const y = TOP + place * LINE;
    const middle = median(factors.get(key));
    const long = Math.max((many / groups[0][1]) * space, 1);
    const about = `${key}: ${count(many, 'claim')}${middle === null ? '' : `, median factor ${short(middle)}`}`;
    picture.append(chooser('baseline', key, about, { width, y, height: LINE },
      draw('text', { x: labels, y: y + LINE / 2 + 4, 'text-anchor': 'end' }, clipped(key, Math.floor(labels / 6.4))),
      draw('rect', { class: 'many', x: labels + 8, y: y + 7, width: long.toFixed(1), height: LINE - 14, rx: 2 }),
      draw('text', { class: 'count', x: labels + 14 + long, y: y + LINE / 2 + 4 }, `${thousands.format(many)}${middle === null ? '' : ` · ${short(middle)}×`}`)));
  });
  show(figure, picture, groups.length);
};
