/* Reference layers, heat, incidents and names, each as a Leaflet group that can be switched. */

const PANES = { ground: 390, heat: 395, cells: 400, lines: 410, dots: 420, pick: 430, names: 620 };
const renderers = {};

function makePanes(map) {
  for (const name of Object.keys(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = PANES[name];
    renderers[name] = L.svg({ pane, padding: 0.5 });
  }
  map.getPane("names").style.pointerEvents = "none";
}

function pathOptions(pane, className, interactive) {
  // smoothFactor 0: neighbours share corners, and simplifying would part them.
  return { pane, renderer: renderers[pane], className, interactive, smoothFactor: 0, weight: 1 };
}

function classOf(layer, i) {
  return layer.classes ? " " + layer.classes[layer.class_of[i]] : "";
}

function shapeLayers(layer, show) {
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
      if (asks) path.on("click", (event) => show(layer.details[i], event.latlng));
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

function dotLayers(map, layer, show) {
  if (!layer.dot) return [];
  const marks = [];
  const made = layer.points
    .map((point, i) => {
      if (!point) return null;
      const mark = L.circleMarker(point, { ...pathOptions("dots", layer.dot, false), radius: 2.5 });
      marks.push(mark);
      // Dots that tell nothing leave the cells under them to be touched.
      if (!layer.details) return mark;
      // A ring no one sees makes the dot large enough for a thumb.
      const halo = L.circleMarker(point, { ...pathOptions("dots", "halo", true), radius: 14 });
      halo.on("click", (event) => show(layer.details[i], event.latlng));
      return L.layerGroup([halo, mark]);
    })
    .filter((group) => group !== null);
  // Small beside a small map: hundreds of dots must not hide the heat under them.
  const size = () => {
    const radius = Math.min(5, Math.max(1.3, (map.getZoom() - 11) * 0.95));
    for (const mark of marks) mark.setRadius(radius);
    map.getContainer().style.setProperty("--ring-width", (radius / 4).toFixed(2));
  };
  map.on("zoomend", size);
  return made;
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

function makeLayer(map, layer, show) {
  return L.layerGroup([
    ...shapeLayers(layer, show),
    ...rasterLayers(layer),
    ...dotLayers(map, layer, show),
    ...nameLayers(layer),
  ]);
}

/* Names that would lie on one another: the more important one stays. */
function thinNames() {
  const order = [".place-dam", ".label-area", ".label-zone:not(.label-area)", ".place-town"];
  const taken = [];
  for (const kind of order) {
    for (const node of document.querySelectorAll(`.label${kind}`)) {
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
