/* Reference layers, heat and names, each as a Leaflet group that can be switched. */

const PANES = { ground: 390, heat: 395, cells: 400, lines: 410, dots: 420, pick: 430, names: 620 };

function makePanes(map) {
  for (const name of Object.keys(PANES)) map.createPane(name).style.zIndex = PANES[name];
  map.getPane("names").style.pointerEvents = "none";
}

function pathOptions(pane, className, interactive) {
  // smoothFactor 0: neighbours share corners, and simplifying would part them.
  return { pane, className, interactive, smoothFactor: 0, weight: 1 };
}

function classOf(layer, i) {
  return layer.classes && layer.class_of ? " " + layer.classes[layer.class_of[i]] : "";
}

function shapeLayers(map, layer, show) {
  if (!layer.shapes || !layer.draws) return [];
  const shapes = unpack(layer.shapes);
  const made = [];
  for (const [pane, className] of layer.draws) {
    shapes.forEach((parts, i) => {
      if (!parts.length) return;
      const asks = Boolean(layer.details) && pane === "cells";
      const options = pathOptions(pane, className + classOf(layer, i), asks);
      const path = layer.closed
        ? L.polygon(parts, options)
        : L.polyline(parts.map((part) => part[0]), { ...options, fill: false });
      // Told by the map, after what lies over it was asked: see makeAsking.
      if (asks) path.on("click", () => (map.touched = (latlng) => show(() => layer.details[i], latlng)));
      made.push(path);
    });
  }
  return made;
}

function rasterLayers(layer) {
  if (!layer.raster) return [];
  return ["day", "night"].map((theme) =>
    L.imageOverlay(layer.raster[theme], layer.raster.bounds, {
      pane: "heat",
      className: `heat heat-${theme}`,
    }),
  );
}

function nameLayers(layer) {
  if (!layer.labels) return [];
  return layer.points
    .map((point, i) => {
      if (!point || !phrase(layer.labels[i])) return null;
      const text = say(make("span", "label-text"), layer.labels[i]);
      const node = make("div", `label ${layer.label_class}${classOf(layer, i)}`, make("i"), text);
      const icon = L.divIcon({ html: node, className: "label-anchor", iconSize: [0, 0] });
      return L.marker(point, { icon, pane: "names", interactive: false, keyboard: false });
    })
    .filter((marker) => marker !== null);
}

/* Whether something of a layer belongs to the moment that is shown; all does where none is. */
function isNow(layer, i) {
  if (state.moment === null || !layer.step) return true;
  const step = column(layer.step).value(i);
  const [first, end] = stepsNow();
  return step !== null && step >= first && step < end;
}

/* What a layer is on a map: cells, tracks and dots on canvases, all else in SVG. */
function makeLayer(map, layer, show) {
  if (layer.grid) return makeCells(map, layer, show);
  if (layer.lines) return makeTracks(map, layer);
  const parts = [...shapeLayers(map, layer, show), ...rasterLayers(layer), ...nameLayers(layer)];
  if (layer.dots) parts.push(makeDots(map, layer, show));
  const group = L.layerGroup(parts);
  group.layer = layer;
  const canvases = parts.filter((part) => part instanceof MapCanvas);
  group.ask = (latlng) => canvases.some((canvas) => canvas.ask(latlng));
  group.tip = () => null;
  group.redraw = () => canvases.forEach((canvas) => canvas.redraw());
  group.canvases = canvases;
  return group;
}

/* Names that would lie on one another: the more important one stays. */
function thinNames() {
  for (const map of document.querySelectorAll(".leaflet-container")) thinNamesOf(map);
}

function thinNamesOf(map) {
  const order = [".place-dam", ".label-area", ".label-zone:not(.label-area)", ".place-town"];
  const taken = [];
  for (const kind of order) {
    for (const node of map.querySelectorAll(`.label${kind}`)) {
      const box = node.getBoundingClientRect();
      const meets = (other) =>
        box.left < other.right && other.left < box.right &&
        box.top < other.bottom && other.top < box.bottom;
      const hidden = taken.some(meets);
      node.classList.toggle("crowded", hidden);
      if (!hidden) taken.push(box);
    }
  }
}
