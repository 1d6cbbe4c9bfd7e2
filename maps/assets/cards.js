/* The cards over the map: title, tools, legend, layers, sources, details. */

function button(className, words, press) {
  const node = say(make("button", className), words);
  node.type = "button";
  node.addEventListener("click", press);
  return node;
}

/* Panels: a sheet from below on a phone, where one shows at a time; a card elsewhere. */
const panels = {};

function closePanels() {
  for (const name of Object.keys(panels)) panels[name].close();
}

function makePanel(name, titleWords, body, opener) {
  const title = make("h2");
  if (titleWords) say(title, titleWords);
  const shut = button("close", word("close"), () => panel.close());
  const node = make("section", `card panel ${name}`, make("div", "panel-head", title, shut), body);
  const panel = {
    node,
    title,
    body,
    onClose: null,
    close() {
      node.classList.remove("open");
      if (opener) opener.setAttribute("aria-expanded", "false");
      if (panel.onClose) panel.onClose();
      panel.onClose = null;
    },
    open() {
      closePanels();
      node.classList.add("open");
      if (opener) opener.setAttribute("aria-expanded", "true");
    },
  };
  if (opener) {
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("click", () => (node.classList.contains("open") ? panel.close() : panel.open()));
  }
  panels[name] = panel;
  return panel;
}

function headlineParts(item) {
  const unit = make("span", "unit");
  say(unit, item.unit);
  return make(
    "span",
    "headline",
    say(make("span", "what"), item.label),
    " ",
    make("b", `tone-${item.tone}`, item.value),
    " ",
    unit,
  );
}

function makeTitle() {
  const kind = say(make("span", "map-kind"), data.kind);
  const name = make("span", "area-name", say(make("span"), data.title), " · ");
  const badge = data.demo ? say(make("span", "demo"), data.demo) : null;
  return make(
    "header",
    "card title",
    make("h1", "", name, " ", kind),
    make(
      "p",
      "period",
      say(make("span"), data.period),
      " ",
      make("span", "clock", data.clock),
      badge ? " " : null,
      badge,
    ),
    make("p", "headlines", ...data.headlines.map(headlineParts)),
  );
}

/* A choice of two, both in sight. */
function makeSwitch(nameWords, options, chosen, choose) {
  const node = label(make("div", "switch"), nameWords);
  node.setAttribute("role", "group");
  const buttons = options.map(([value, words]) => {
    const item = button("", words, () => choose(value));
    item.dataset.value = value;
    return item;
  });
  node.append(...buttons);
  const mark = () => {
    for (const item of buttons) item.setAttribute("aria-pressed", String(item.dataset.value === chosen()));
  };
  mark();
  return { node, mark };
}

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
  const node = make("li", "legend-row", swatch(row), say(make("span", "class-name"), row.label));
  if (row.count) {
    const n = make("b", "count", row.count);
    node.append(n);
    if (row.unit) node.append(say(make("span", "unit"), row.unit));
  }
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
    say(make("p", "note"), bar.top),
  );
}

function makeLegendBody() {
  const legend = data.legend;
  return make(
    "div",
    "panel-body",
    legend.bar ? makeBar(legend.bar) : null,
    make("ul", "classes", ...legend.rows.map(legendRow)),
    legend.base.length ? make("ul", "base-rows", ...legend.base.map(legendRow)) : null,
    ...legend.notes.map((note) => sayParts(make("p", "note"), note)),
  );
}

function makeLayersBody(map, groups) {
  const rows = data.layers.map((layer, i) => {
    const box = make("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => {
      if (box.checked) groups[i].addTo(map);
      else groups[i].remove();
      thinNames();
    });
    return make("label", "layer-row", box, say(make("span"), layer.name));
  });
  return make("div", "panel-body", ...rows.reverse());
}

function makeSourcesBody() {
  const blocks = data.sources.map(([title, lines]) =>
    make("div", "source", say(make("h3"), title), ...lines.map((line) => say(make("p"), line))),
  );
  return make("div", "panel-body", ...blocks, say(make("p", "note"), data.made), make("p", "note", "Leaflet 1.9 · BSD-2-Clause"));
}

function makeFoot(opener) {
  const text = make(
    "div",
    "foot-text",
    ...data.status.map((line) => sayParts(make("span", "status"), line)),
    ...data.licences.map((notice) => make("span", "licence", notice)),
    say(make("span", "made"), data.made),
  );
  return make("footer", "foot", text, opener);
}

function detailsNode(details) {
  const rows = details.lines.map(([name, value]) =>
    make("div", "detail", make("dt", "", phrase(name)), make("dd", "", phrase(value))),
  );
  return make(
    "div",
    "details-body",
    make("h2", "", details.code ? `${details.code} ` : "", make("span", "code", phrase(details.title))),
    details.class_name
      ? make("p", "class-line", swatch({ swatch: details.swatch }), make("span", "", phrase(details.class_name)))
      : null,
    make("dl", "", ...rows),
  );
}
