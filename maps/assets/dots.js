/* Dots on a canvas: incidents, cameras, check points; those that lie together as one with a number. */

const GATHER_PX = 46;
const THUMB_PX = 14;

function makeDots(map, layer, show) {
  const lon = column(layer.dots.lon);
  const lat = column(layer.dots.lat);
  const n = lon.n;
  const x = new Float64Array(n).fill(-9);
  const y = new Float64Array(n).fill(-9);
  for (let i = 0; i < n; i++) {
    if (lon.value(i) === null) continue;
    x[i] = mercatorX(lon.value(i));
    y[i] = mercatorY(lat.value(i));
  }
  let drawn = [];

  const paint = (context, view) => {
    drawn = layer.gathered ? gather(view) : alone(view);
    const look = lookOf(layer.dot);
    // Small beside a small map: hundreds of dots must not hide the heat under them.
    const radius = layer.large ? 5.5 : Math.min(5, Math.max(1.3, (map.getZoom() - 11) * 0.95));
    context.fillStyle = look.fill;
    context.strokeStyle = look.stroke;
    context.lineWidth = radius / 4;
    context.beginPath();
    for (const mark of drawn) if (mark.n === 1) spot(context, layer, mark, radius);
    context.fill();
    context.stroke();
    for (const mark of drawn) if (mark.n > 1) bunch(context, mark);
  };

  const shown = (i) => isNow(layer, i);
  const place = (i, view) => [x[i] * view.scale - view.left, y[i] * view.scale - view.top];
  const inView = (px, py, { min, max }) => px > min.x - 30 && px < max.x + 30 && py > min.y - 30 && py < max.y + 30;

  const alone = (view) => {
    const marks = [];
    for (let i = 0; i < n; i++) {
      if (x[i] < 0 || !shown(i)) continue;
      const [px, py] = place(i, view);
      if (inView(px, py, view)) marks.push({ n: 1, x: px, y: py, members: [i] });
    }
    return marks;
  };

  /* Bunches by squares of the screen; those that would still lie on one another become one. */
  const gather = (view) => {
    const bunches = new Map();
    for (let i = 0; i < n; i++) {
      if (x[i] < 0 || !shown(i)) continue;
      const [px, py] = place(i, view);
      if (!inView(px, py, view)) continue;
      const key = Math.floor(px / GATHER_PX) * 65536 + Math.floor(py / GATHER_PX);
      let mark = bunches.get(key);
      if (!mark) bunches.set(key, (mark = { n: 0, x: 0, y: 0, members: [] }));
      mark.n++;
      mark.x += (px - mark.x) / mark.n;
      mark.y += (py - mark.y) / mark.n;
      mark.members.push(i);
    }
    return merged([...bunches.values()]);
  };

  const at = (latlng) => {
    const point = map.latLngToLayerPoint(latlng);
    let nearest = null;
    let reach = THUMB_PX;
    for (const mark of drawn) {
      const away = Math.hypot(mark.x - point.x, mark.y - point.y) - (mark.n > 1 ? bunchRadius(mark.n) - 6 : 0);
      if (away <= reach) [nearest, reach] = [mark, away];
    }
    return nearest;
  };

  const canvas = new MapCanvas("dots", paint);
  canvas.ask = (latlng) => {
    const tells = layer.details || layer.fields;
    const mark = tells || layer.gathered ? at(latlng) : null;
    if (!mark) return false;
    const where = map.layerPointToLatLng([mark.x, mark.y]);
    if (mark.n === 1) {
      if (!tells) return false;
      show(() => dotDetails(layer, mark.members[0]), where);
      return true;
    }
    const bounds = L.latLngBounds(mark.members.map((i) => toLatLng(x[i], y[i])));
    const size = map.latLngToLayerPoint(bounds.getSouthEast()).distanceTo(map.latLngToLayerPoint(bounds.getNorthWest()));
    if (map.getZoom() >= map.getMaxZoom() - 1 || (size < 4 && tells)) show(() => bunchDetails(layer, mark), where);
    else map.fitBounds(bounds, { maxZoom: Math.min(map.getMaxZoom(), map.getZoom() + 2), padding: [80, 80] });
    return true;
  };
  canvas.tip = () => null;
  canvas.layer = layer;
  canvas.shown = () => drawn.reduce((sum, mark) => sum + mark.n, 0);
  canvas.marks = () => drawn;
  return canvas;
}

function merged(marks) {
  const kept = [];
  for (const mark of marks.sort((a, b) => b.n - a.n)) {
    const reach = (other) => bunchRadius(other.n) + (mark.n > 1 ? bunchRadius(mark.n) : 2);
    const near = kept.find((other) => other.n > 1 && Math.hypot(other.x - mark.x, other.y - mark.y) < reach(other));
    if (!near) {
      kept.push(mark);
      continue;
    }
    near.x += ((mark.x - near.x) * mark.n) / (near.n + mark.n);
    near.y += ((mark.y - near.y) * mark.n) / (near.n + mark.n);
    near.n += mark.n;
    near.members.push(...mark.members);
  }
  return kept;
}

function spot(context, layer, mark, radius) {
  if (layer.square) {
    context.rect(mark.x - radius, mark.y - radius, 2 * radius, 2 * radius);
    return;
  }
  context.moveTo(mark.x + radius, mark.y);
  context.arc(mark.x, mark.y, radius, 0, 7);
}

function bunchRadius(n) {
  return 9 + 2.5 * Math.log10(n) * Math.SQRT2;
}

function bunch(context, { x, y, n }) {
  const look = lookOf("bunch");
  const text = lookOf("bunch-number");
  context.beginPath();
  context.arc(x, y, bunchRadius(n), 0, 7);
  context.fillStyle = look.fill;
  context.fill();
  context.strokeStyle = look.stroke;
  context.lineWidth = look.width;
  context.stroke();
  context.fillStyle = text.fill;
  context.font = `700 ${n < 1000 ? 12 : 11}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(n < 10000 ? String(n) : `${Math.round(n / 1000)}k`, x, y + 0.5);
}

function dotDetails(layer, i) {
  if (layer.details) return layer.details[i];
  return {
    title: layer.titles ? fieldText(layer.titles, i) : phrase(layer.name),
    lines: layer.fields.map((field) => [field.label, fieldText(field, i)]),
  };
}

const MOST_LISTED = 8;

function bunchDetails(layer, { members }) {
  const all = members.map((i) => dotDetails(layer, i));
  const lines = all.slice(0, MOST_LISTED).map(({ title, lines: [first] }) => [title, first ? first[1] : ""]);
  if (all.length > MOST_LISTED) lines.push([fill("more", all.length - MOST_LISTED), ""]);
  return { title: fill("incidents", all.length), lines };
}
