/* Find a cell by its code, or the end of it; frame it and tell of it. */

const MOST_FOUND = 6;

function findCells(grid, text) {
  const wanted = text.replace(/\s/g, "");
  const found = [];
  if (!wanted) return found;
  const matches = [(code) => code === wanted, (code) => code.endsWith(wanted), (code) => code.includes(wanted)];
  for (const match of matches) {
    for (let c = 0; c < grid.shapes.n && found.length < MOST_FOUND; c++) {
      if (hasShape(grid.shapes, c) && match(grid.code(c)) && !found.includes(c)) found.push(c);
    }
  }
  return found;
}

/* `showCells` chooses a topic that has cells, where the one that is shown has none. */
function makeSearchBody(views, showCells) {
  const gridNow = () => {
    const cells = views[0].cells();
    return openGrid((cells ? cells.layer : data.layers.find((layer) => layer.grid)).grid);
  };
  const input = label(make("input", "search-text"), word("search"));
  input.type = "search";
  input.autocomplete = "off";
  input.spellcheck = false;
  const list = make("ul", "found");

  const go = (c) => {
    closePanels();
    if (!views[0].cells()) showCells();
    for (const view of views) {
      const cells = view.cells();
      const bounds = L.latLngBounds(ringsAsLatLngs(cells.shapes, c).flat());
      view.map.fitBounds(bounds, { maxZoom: 16, padding: [120, 120], animate: false });
      cells.tell(c, bounds.getCenter());
      if (narrow.matches) break;
    }
  };
  const tell = () => {
    const grid = gridNow();
    const found = findCells(grid, input.value);
    const rows = found.map((c) => {
      const row = make("button", "found-cell", grid.code(c));
      row.type = "button";
      row.addEventListener("click", () => go(c));
      return make("li", "", row);
    });
    if (!rows.length && input.value.trim()) rows.push(make("li", "quiet none-found", phrase(word("not_found"))));
    list.replaceChildren(...rows);
    return found;
  };
  input.addEventListener("input", tell);
  spoken.push(tell);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const [first] = tell();
    if (first !== undefined) go(first);
  });
  const body = make("div", "panel-body", input, list);
  body.start = () => input.focus();
  return body;
}
