/* Columns of numbers out of the packed block (maps/packed.py), and places out of columns. */

let block = new Uint8Array(0);

async function openBlock(text) {
  if (!text) return;
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  block = new Uint8Array(await new Response(stream).arrayBuffer());
}

const WHOLE = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
const opened = new Map();

/* One column: `raw` whole numbers, `value(i)` what they stand for, null for none. */
function column(packed) {
  if (packed.raw) return packed;
  // An empty column begins where the next one does.
  const key = `${packed.at} ${packed.n}`;
  if (!opened.has(key)) opened.set(key, openColumn(packed));
  return opened.get(key);
}

function openColumn({ at, n, bytes, step = 0, low = 0, per = 1, none = null }) {
  const raw = new WHOLE[bytes](n);
  for (let plane = 0; plane < bytes; plane++) {
    const from = at + plane * n;
    for (let i = 0; i < n; i++) raw[i] |= block[from + i] << (8 * plane);
  }
  if (step) for (let i = step; i < n; i++) raw[i] += raw[i - step];
  return { n, raw, low, value: (i) => (raw[i] === none ? null : (raw[i] + low) / per) };
}

/* How the values of a column are said. */
const SAID = {
  duration,
  age: duration,
  ratio: (value) => fill("times", plain(value, value < 10 ? 1 : 0)),
  length: distance,
  visits: (value) => fill("visits", value),
  share: (value) => `${plain(value * 100, value < 0.095 && value > 0 ? 1 : 0)} %`,
  plain: (value) => String(value),
  clock,
};

function fieldText(field, i) {
  const value = column(field.values).value(i);
  if (value === null) return phrase(field.none);
  return field.as === "choice" ? phrase(field.choices[value]) : SAID[field.as](value * (field.times || 1));
}

/* Web Mercator, from 0 to 1 across the world: times 256 × 2^zoom it is Leaflet's pixels. */
function mercatorX(lon) {
  return (lon + 180) / 360;
}

function mercatorY(lat) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

function toLatLng(x, y) {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return L.latLng(lat, x * 360 - 180);
}

/* Running totals with a leading zero: where each of many runs begins, and the last one ends. */
function begins(counts) {
  const out = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) out[i + 1] = out[i] + counts[i];
  return out;
}

/* Undo `geo_patrol/packing.py`: shapes → parts → rings → [lat, lon]. */
function unpack(shapes) {
  let startLon = 0;
  let startLat = 0;
  const ring = (steps) => {
    const points = [];
    let lon = startLon;
    let lat = startLat;
    for (let i = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      if (i === 0) [startLon, startLat] = [lon, lat];
      points.push([lat / 1e6, lon / 1e6]);
    }
    return points;
  };
  return shapes.map((shape) =>
    typeof shape[0] === "number" ? [[ring(shape)]] : shape.map((part) => part.map(ring)),
  );
}
