/* Cells' shapes out of their columns (maps/lattice.py), and which cell is at a place. */

const grids = new Map();

function openGrid(packed) {
  const key = JSON.stringify(packed.shapes);
  if (!grids.has(key)) {
    const shapes = openShapes(packed.shapes);
    grids.set(key, { shapes, code: codesOf(packed), kind: packed.kind, name: packed.code_name });
  }
  return grids.get(key);
}

function codesOf(packed) {
  const { codes, code_prefix: prefix } = packed;
  if (codes.texts) return (i) => prefix + codes.texts[i];
  const ends = column(codes.numbers);
  return (i) => prefix + String(ends.value(i)).padStart(codes.digits, "0");
}

/* All points of all rings in one row; of cell c they are from `point[ring[c]]` on. */
function openShapes(packed) {
  const { n, lattices, rest } = packed;
  const ofRest = column(rest.cell).raw;
  const firstCell = column(rest.cell).low;
  const rings = column(rest.rings);
  const ringsOf = new Uint16Array(n);
  for (const { cell } of lattices) {
    const { raw, low } = column(cell);
    for (let i = 0; i < raw.length; i++) ringsOf[raw[i] + low] = 1;
  }
  for (let i = 0; i < ofRest.length; i++) ringsOf[ofRest[i] + firstCell] = rings.value(i);
  const ring = begins(ringsOf);

  const sizes = new Uint32Array(ring[n]).fill(4);
  const points = column(rest.points);
  let k = 0;
  for (let i = 0; i < ofRest.length; i++) {
    const c = ofRest[i] + firstCell;
    for (let r = ring[c]; r < ring[c + 1]; r++) sizes[r] = points.value(k++);
  }
  const point = begins(sizes);
  const shapes = { n, ring, point, x: new Float64Array(point[ring[n]]), y: new Float64Array(point[ring[n]]) };
  for (const lattice of lattices) placeSquares(shapes, lattice);

  const lon = column(rest.lon);
  const lat = column(rest.lat);
  let at = 0;
  for (let i = 0; i < ofRest.length; i++) {
    const c = ofRest[i] + firstCell;
    for (let p = point[ring[c]]; p < point[ring[c + 1]]; p++, at++) {
      shapes.x[p] = mercatorX(lon.value(at) / 1e6);
      shapes.y[p] = mercatorY(lat.value(at) / 1e6);
    }
  }
  return withBoxes(shapes);
}

function placeSquares(shapes, lattice) {
  const cell = column(lattice.cell);
  const col = column(lattice.col);
  const row = column(lattice.row);
  const at = (terms, u, v) =>
    terms.reduceRight((sum, part) => sum * u + (((part[3] * v + part[2]) * v + part[1]) * v + part[0]), 0);
  for (let i = 0; i < cell.n; i++) {
    const c = cell.raw[i] + cell.low;
    const from = shapes.point[shapes.ring[c]];
    for (let k = 0; k < 4; k++) {
      const u = (col.raw[i] + col.low + (k === 1 || k === 2)) / lattice.n_cols;
      const v = (row.raw[i] + row.low + (k > 1)) / lattice.n_rows;
      shapes.x[from + k] = mercatorX(at(lattice.lon, u, v));
      shapes.y[from + k] = mercatorY(at(lattice.lat, u, v));
    }
  }
}

function withBoxes(shapes) {
  const { n, ring, point, x, y } = shapes;
  const box = new Float64Array(4 * n);
  for (let c = 0; c < n; c++) {
    let [west, north, east, south] = [2, 2, -1, -1];
    for (let p = point[ring[c]]; p < point[ring[c + 1]]; p++) {
      if (x[p] < west) west = x[p];
      if (x[p] > east) east = x[p];
      if (y[p] < north) north = y[p];
      if (y[p] > south) south = y[p];
    }
    box.set([west, north, east, south], 4 * c);
  }
  return { ...shapes, box, buckets: null };
}

function hasShape(shapes, c) {
  return shapes.ring[c + 1] > shapes.ring[c];
}

/* Draw a cell's rings into the path that is open. */
function trace(context, shapes, c, view) {
  const { ring, point, x, y } = shapes;
  for (let r = ring[c]; r < ring[c + 1]; r++) {
    for (let p = point[r]; p < point[r + 1]; p++) {
      const px = x[p] * view.scale - view.left;
      const py = y[p] * view.scale - view.top;
      if (p === point[r]) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
    context.closePath();
  }
}

function ringsAsLatLngs(shapes, c) {
  const { ring, point, x, y } = shapes;
  const out = [];
  for (let r = ring[c]; r < ring[c + 1]; r++) {
    const points = [];
    for (let p = point[r]; p < point[r + 1]; p++) points.push(toLatLng(x[p], y[p]));
    out.push(points);
  }
  return out;
}

/* The cell that holds a place, or -1: looked for in buckets about as large as cells. */
function cellAt(shapes, latlng) {
  const { box } = shapes;
  if (!shapes.buckets) shapes.buckets = fillBuckets(shapes);
  const { size, map } = shapes.buckets;
  const px = mercatorX(latlng.lng);
  const py = mercatorY(latlng.lat);
  const near = map.get(`${Math.floor(px / size)} ${Math.floor(py / size)}`) || [];
  const held = near.find(
    (c) =>
      px >= box[4 * c] && px <= box[4 * c + 2] && py >= box[4 * c + 1] && py <= box[4 * c + 3] &&
      isInside(shapes, c, px, py),
  );
  return held === undefined ? -1 : held;
}

function fillBuckets(shapes) {
  const { n, box } = shapes;
  let widest = 1e-9;
  for (let c = 0; c < n; c++) if (hasShape(shapes, c)) widest = Math.max(widest, box[4 * c + 2] - box[4 * c]);
  const map = new Map();
  for (let c = 0; c < n; c++) {
    if (!hasShape(shapes, c)) continue;
    for (let i = Math.floor(box[4 * c] / widest); i <= Math.floor(box[4 * c + 2] / widest); i++) {
      for (let j = Math.floor(box[4 * c + 1] / widest); j <= Math.floor(box[4 * c + 3] / widest); j++) {
        const key = `${i} ${j}`;
        if (!map.has(key)) map.set(key, []);
        map.get(key).push(c);
      }
    }
  }
  return { size: widest, map };
}

function isInside(shapes, c, px, py) {
  const { ring, point, x, y } = shapes;
  let inside = false;
  for (let r = ring[c]; r < ring[c + 1]; r++) {
    for (let p = point[r], q = point[r + 1] - 1; p < point[r + 1]; q = p++) {
      const crosses = y[p] > py !== y[q] > py && px < ((x[q] - x[p]) * (py - y[p])) / (y[q] - y[p]) + x[p];
      if (crosses) inside = !inside;
    }
  }
  return inside;
}
