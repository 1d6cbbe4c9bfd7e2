/* The legend: swatches, classes and their counts, the continuous scale. */

function swatch(row) {
  const box = { class: "swatch", width: 22, height: 14, viewBox: "0 0 22 14", "aria-hidden": "true" };
  if (row.shape === "line") {
    return makeSvg("svg", box, makeSvg("path", { class: row.swatch, d: "M0 7H22", fill: "none" }));
  }
  if (row.shape === "square") {
    return makeSvg("svg", box, makeSvg("rect", { class: row.swatch, x: 7, y: 3, width: 8, height: 8, rx: 1 }));
  }
  if (row.shape === "dot") {
    return makeSvg("svg", box, makeSvg("circle", { class: row.swatch, cx: 11, cy: 7, r: 4 }));
  }
  if (row.shape === "none") return makeSvg("svg", box);
  const square = { class: `cell ${row.swatch}`, x: 0.5, y: 0.5, width: 21, height: 13, rx: 3 };
  return makeSvg("svg", box, makeSvg("rect", square));
}

function legendRow(row) {
  const node = make("li", "legend-row", swatch(row), make("span", "class-name", phrase(row.label)));
  const n = row.layer && state.moment !== null ? countOf(row.layer) : row.count;
  if (n) {
    node.append(make("b", "count", n));
    if (row.unit) node.append(make("span", "unit", phrase(row.unit)));
  }
  for (const count of row.counts || []) node.append(make("b", "count one-of", count));
  node.dataset.swatch = row.swatch;
  return node;
}

function makeBar(bar) {
  const image = (theme) => {
    const node = make("img", `heat-${theme}`);
    node.src = bar[theme];
    node.alt = "";
    return node;
  };
  const marks = bar.ticks.map(([share, text]) => {
    const tick = make("span", "tick", text);
    tick.style.left = `${share * 100}%`;
    return tick;
  });
  return make(
    "div",
    "bar",
    make("div", "bar-colours", image("day"), image("night")),
    make("div", "bar-ticks", ...marks),
    make("p", "note", phrase(bar.top)),
  );
}

function noteNode(words) {
  const node = make("p", "note");
  phrase(words).split(" · ").forEach((part, i) => node.append(i ? " · " : "", make("span", "part", part)));
  return node;
}

/* The topic's classes with their counts: of the period, or of the moment that is shown. */
function makeLegendBody() {
  const node = make("div", "panel-body");
  const tell = follow(() => {
    const { legend } = topicNow();
    const then = typeof rowsNow === "function" ? rowsNow() : null;
    const notes = then ? [then.note, ...legend.notes.slice(-data.status.length || legend.notes.length)] : legend.notes;
    node.replaceChildren(
      ...[
        data.panes.length ? make("p", "pane-heads", ...data.panes.map((pane) => make("b", "one-of", phrase(pane.name)))) : null,
        legend.bar && !then ? makeBar(legend.bar) : null,
        make("ul", "classes", ...(then ? then.rows : legend.rows).map(legendRow)),
        data.base.length ? make("ul", "base-rows", ...data.base.map(legendRow)) : null,
        ...[...notes, ...data.notes].map(noteNode),
      ].filter((part) => part !== null),
    );
  });
  spoken.push(tell);
  tell();
  return node;
}

function legendTitle(node) {
  const tell = follow(() => (node.textContent = phrase(topicNow().legend.title)));
  spoken.push(tell);
  tell();
}
