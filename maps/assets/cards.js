/* The cards over the map: panels, title, switches, layers, sources, details. */

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

function topicNow() {
  return data.topics[state.topic];
}

function headlineParts(item) {
  const counted = typeof countNow === "function" ? countNow(item) : null;
  return make(
    "span",
    "headline",
    make("span", "what", phrase(item.label)),
    " ",
    make("b", `tone-${item.tone}`, counted === null ? item.value : counted),
    " ",
    make("span", "unit", phrase(item.unit)),
  );
}

/* The numbers that answer the topic's question; at a moment, those that are counted by classes. */
function makeHeadlines(tag) {
  const node = make(tag, "headlines");
  const tell = follow(() => {
    const all = topicNow().headlines;
    const some = state.moment !== null && topicNow().time ? all.filter((item) => item.classes) : all;
    node.replaceChildren(...some.map(headlineParts));
  });
  spoken.push(tell);
  tell();
  return node;
}

function makeTitle() {
  const kind = make("span", "map-kind");
  const tell = follow(() => (kind.textContent = phrase(topicNow().kind)));
  spoken.push(tell);
  tell();
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
    data.panes.length ? null : makeHeadlines("p"),
  );
}

/* A choice of a few, all in sight. */
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

/* What lies over and under the topic, the uppermost first. */
function makeLayersBody(views) {
  const ofTopics = new Set(data.topics.flatMap((topic) => topic.layers));
  for (const pane of data.panes) ofTopics.add(pane.layer);
  const rows = data.layers
    .filter((layer) => data.topics.length === 1 || !ofTopics.has(layer.id))
    .filter((layer) => !data.panes.some((pane) => pane.layer === layer.id))
    .map((layer) => {
      const box = make("input");
      box.type = "checkbox";
      box.checked = !layer.off;
      box.addEventListener("change", () => {
        for (const view of views) view.toggle(layer.id, box.checked);
        thinNames();
      });
      return make("label", "layer-row", box, say(make("span"), layer.name));
    });
  const ground = data.ground ? [makeGroundRow(views)] : [];
  return make("div", "panel-body", ...rows.reverse(), ...ground);
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
    ...(data.ground ? [make("span", "licence", data.ground.notice)] : []),
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
