/* Grid cells: one path each, filled by class; patterns; what a touched cell tells. */

function pattern(id, size, turn, ...marks) {
  const box = { id, width: size, height: size, patternUnits: "userSpaceOnUse" };
  if (turn) box.patternTransform = `rotate(${turn})`;
  const ground = makeSvg("rect", { class: "ground", width: size, height: size });
  return makeSvg("pattern", box, ground, ...marks);
}

function stripes(id, size, width) {
  return pattern(id, size, 45, makeSvg("rect", { class: "mark", width, height: size }));
}

function dots(id, size, radius) {
  const middle = size / 2;
  return pattern(id, size, 0, makeSvg("circle", { class: "mark", cx: middle, cy: middle, r: radius }));
}

/* One set for the map, finer beside small cells, and one that stays, for the legend. */
function makePatterns() {
  for (const place of ["map", "legend"]) {
    const defs = makeSvg(
      "defs",
      {},
      stripes(`hatch-never-${place}`, 6, 2),
      stripes(`hatch-unvisited-${place}`, 7, 1.2),
      dots(`hatch-untracked-${place}`, 5, 1.6),
    );
    const box = { class: `patterns on-${place}`, width: 0, height: 0, "aria-hidden": "true" };
    document.body.append(makeSvg("svg", box, defs));
  }
}

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
  const value = field.values[i];
  if (field.as === "choice") return phrase(field.choices[value]);
  return value === null ? phrase(field.none) : SAID[field.as](value);
}

function cellDetails(layer, i) {
  const kind = layer.class_of[i];
  return {
    code: phrase(layer.code_name),
    title: layer.code_prefix + layer.codes[i],
    swatch: layer.classes[kind],
    class_name: layer.class_names[kind],
    lines: layer.fields.map((field) => [field.label, fieldText(field, i)]),
  };
}

function makeCells(map, layer, show) {
  const picked = L.layerGroup().addTo(map);
  const paths = [];
  unpack(layer.shapes).forEach((parts, i) => {
    if (!parts.length) return;
    const path = L.polygon(parts, pathOptions("cells", "cell" + classOf(layer, i), true));
    path.cellIndex = i;
    paths.push(path);
  });
  // Later classes over earlier ones: a dashed edge is not painted over by its neighbours' lines.
  paths.sort((a, b) => layer.class_of[a.cellIndex] - layer.class_of[b.cellIndex]);
  const group = L.featureGroup(paths);

  const pick = (path) => {
    picked.clearLayers();
    if (path) picked.addLayer(L.polygon(path.getLatLngs(), pathOptions("pick", "picked", false)));
  };
  group.on("click", (event) => {
    L.DomEvent.stopPropagation(event);
    pick(event.layer);
    // Asked again when the language changes while it stands open.
    show(() => cellDetails(layer, event.layer.cellIndex), event.latlng, () => pick(null));
  });
  if (window.matchMedia("(hover: hover)").matches) addTip(map, layer, group);
  map.on("zoomend", () => fitLines(map, group));
  fitLines(map, group);
  return group;
}

function addTip(map, layer, group) {
  const tip = L.tooltip({ direction: "top", className: "tip", opacity: 1, offset: [0, -6] });
  group.on("mouseover", (event) => {
    const details = cellDetails(layer, event.layer.cellIndex);
    const brief = details.lines.filter((_, k) => layer.fields[k].brief);
    tip.setContent(
      make(
        "div",
        "",
        make("b", "", details.title),
        make("div", "", phrase(details.class_name)),
        ...brief.map(([name, value]) => make("div", "quiet", `${phrase(name)} ${value}`)),
      ),
    );
    tip.setLatLng(event.latlng).openOn(map);
  });
  group.on("mousemove", (event) => tip.setLatLng(event.latlng));
  group.on("mouseout click", () => tip.remove());
}

/* Lines between cells and the marks of hatches stay fine beside small cells. */
function fitLines(map, group) {
  const first = group.getLayers()[0];
  if (!first) return;
  const bounds = first.getBounds();
  const width = map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
  const line = Math.min(1.2, Math.max(0.25, width / 22));
  map.getContainer().style.setProperty("--cell-line-width", line.toFixed(2));
  const scale = Math.min(1.3, Math.max(0.5, width / 12)).toFixed(2);
  for (const pattern of document.querySelectorAll(".on-map pattern")) {
    const turn = pattern.id.startsWith("hatch-untracked") ? "" : "rotate(45) ";
    pattern.setAttribute("patternTransform", `${turn}scale(${scale})`);
  }
}
