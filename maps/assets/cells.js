/* Grid cells on a canvas, filled by class; what a touched cell tells. */

/* What cells of a layer are at the moment: their classes, what these are called, what is told. */
function standing(layer) {
  const then = typeof momentOf === "function" ? momentOf(layer) : null;
  return then || { of: column(layer.class_of), classes: layer.classes, names: layer.class_names, fields: layer.fields };
}

function cellDetails(layer, i) {
  const grid = openGrid(layer.grid);
  const now = standing(layer);
  const kind = now.of.raw[i] + now.of.low;
  return {
    code: phrase(grid.name),
    title: grid.code(i),
    swatch: now.classes[kind],
    class_name: now.names[kind],
    brief: now.fields.filter((field) => field.brief).map((field) => [field.label, fieldText(field, i)]),
    lines: (now.fields.length ? [grid.kind, ...now.fields] : []).map((field) => [field.label, fieldText(field, i)]),
  };
}

/* Indices of the cells with a shape, those of a class together: each class is one path. */
function sortByClass(shapes, { of, classes }) {
  const groups = classes.map(() => []);
  for (let c = 0; c < shapes.n; c++) if (hasShape(shapes, c)) groups[of.raw[c] + of.low].push(c);
  return groups;
}

function makeCells(map, layer, show) {
  const { shapes } = openGrid(layer.grid);
  let sorted = null;

  const paint = (context, view) => {
    const now = standing(layer);
    if (!sorted || sorted.of !== now.of) sorted = { of: now.of, groups: sortByClass(shapes, now) };
    const across = sorted.across || (sorted.across = typicalWidth(shapes));
    const width = across * view.scale;
    const line = Math.min(1.2, Math.max(0.25, width / 22));
    const hatchScale = Math.min(1.3, Math.max(0.5, width / 12));
    sorted.groups.forEach((cells, k) => paintClass(context, view, shapes, cells, {
      look: lookOf(`cell ${now.classes[k]}`),
      line: width < 2.5 ? 0 : line,
      hatchScale,
    }));
  };

  const canvas = new MapCanvas("cells", paint);
  const picked = L.layerGroup().addTo(map);
  canvas.pick = (c) => {
    picked.clearLayers();
    if (c >= 0) picked.addLayer(L.polygon(ringsAsLatLngs(shapes, c), pathOptions("pick", "picked", false)));
  };
  canvas.at = (latlng) => cellAt(shapes, latlng);
  canvas.ask = (latlng) => {
    const c = canvas.at(latlng);
    if (c < 0) return false;
    canvas.tell(c, latlng);
    return true;
  };
  /* Asked again when the language changes while it stands open. */
  canvas.tell = (c, latlng) => {
    show(() => cellDetails(layer, c), latlng, () => canvas.pick(-1));
    canvas.pick(c);
  };
  canvas.tip = (latlng) => {
    const c = canvas.at(latlng);
    return c < 0 ? null : tipNode(cellDetails(layer, c));
  };
  canvas.counts = () => sortByClass(shapes, standing(layer)).map((cells) => cells.length);
  canvas.names = () => {
    const { of, classes } = standing(layer);
    return Array.from({ length: shapes.n }, (_, c) => classes[of.raw[c] + of.low]);
  };
  canvas.layer = layer;
  canvas.shapes = shapes;
  canvas.on("remove", () => canvas.pick(-1));
  return canvas;
}

function typicalWidth(shapes) {
  const widths = [];
  const every = Math.max(1, Math.floor(shapes.n / 99));
  for (let c = 0; c < shapes.n; c += every) if (hasShape(shapes, c)) widths.push(shapes.box[4 * c + 2] - shapes.box[4 * c]);
  widths.sort((a, b) => a - b);
  return widths.length ? widths[widths.length >> 1] : 0;
}

/* Cells in one path: far more take far longer each, far fewer too. */
const AT_ONCE = 16;

function paintClass(context, view, shapes, cells, { look, line, hatchScale }) {
  const { box } = shapes;
  const west = (view.min.x + view.left) / view.scale;
  const east = (view.max.x + view.left) / view.scale;
  const north = (view.min.y + view.top) / view.scale;
  const south = (view.max.y + view.top) / view.scale;
  context.fillStyle = look.hatch === "none" ? look.fill : hatchOf(context, look, hatchScale, view.ratio);
  // Beside cells too small for lines, a line of their own colour closes the seams between them.
  context.strokeStyle = line && look.stroke ? look.stroke : look.fill;
  context.lineWidth = !line ? 0.5 : look.dash.length ? look.width : line;
  context.setLineDash(line ? look.dash : []);
  const finish = () => {
    context.fill("evenodd");
    context.stroke();
  };
  let n = 0;
  for (const c of cells) {
    const b = 4 * c;
    if (box[b] > east || box[b + 2] < west || box[b + 1] > south || box[b + 3] < north) continue;
    if (n % AT_ONCE === 0) context.beginPath();
    trace(context, shapes, c, view);
    if (++n % AT_ONCE === 0) finish();
  }
  if (n % AT_ONCE) finish();
  context.setLineDash([]);
}

function tipNode(details) {
  return make(
    "div",
    "",
    make("b", "", details.title),
    make("div", "", phrase(details.class_name)),
    ...details.brief.map(([name, value]) => make("div", "quiet", `${phrase(name)} ${value}`)),
  );
}

/* Patterns of the legend's swatches; those of the map are tiles of a canvas. */
function makePatterns() {
  const pattern = (id, size, turn, ...marks) => {
    const box = { id, width: size, height: size, patternUnits: "userSpaceOnUse" };
    if (turn) box.patternTransform = `rotate(${turn})`;
    return makeSvg("pattern", box, makeSvg("rect", { class: "ground", width: size, height: size }), ...marks);
  };
  const bar = (width, height) => makeSvg("rect", { class: "mark", width, height });
  const defs = makeSvg(
    "defs",
    {},
    pattern("hatch-never-legend", 6, 45, bar(2, 6)),
    pattern("hatch-unvisited-legend", 7, 45, bar(1.2, 7)),
    pattern("hatch-untracked-legend", 5, 0, makeSvg("circle", { class: "mark", cx: 2.5, cy: 2.5, r: 1.6 })),
  );
  document.body.append(makeSvg("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true" }, defs));
}
