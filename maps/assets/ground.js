/* A base map of pictures under all: from this file, or from a server that the operator named. */

const Pictures = L.GridLayer.extend({
  createTile({ x, y, z }) {
    const tile = make("img", "");
    tile.alt = "";
    tile.src = data.ground.pictures[`${z}/${x}/${y}`] || "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    return tile;
  },
});

/* Its row in the list of layers. */
function makeGroundRow(views) {
  const box = make("input");
  box.type = "checkbox";
  box.checked = true;
  const layers = views.map(() => groundLayers());
  const update = () =>
    views.forEach(({ map }, i) => layers[i].forEach((layer) => (box.checked ? layer.addTo(map) : layer.remove())));
  box.addEventListener("change", update);
  update();
  return make("label", "layer-row", box, say(make("span"), word("ground")));
}

function groundLayers() {
  const { addresses = [], min_zoom: minNativeZoom, max_zoom: maxNativeZoom } = data.ground;
  const options = { minNativeZoom, maxNativeZoom, minZoom: 0, maxZoom: 18, className: "ground-tiles" };
  if (!addresses.length) return [new Pictures(options)];
  return addresses.map((address) => L.tileLayer(address, { ...options, subdomains: data.ground.subdomains }));
}
