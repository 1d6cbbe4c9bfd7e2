/* Put the page together and keep it in step with language, theme, topic, moment and window. */

/* A map with its layers: those of the topic, and those that are on whatever it is. */
function makeView(map, pane) {
  makePanes(map);
  const show = makeShow(map);
  const groups = new Map();
  const ofTopics = new Set(data.topics.flatMap((topic) => topic.layers));
  const ofPanes = new Set(data.panes.map((one) => one.layer));
  const on = new Set(data.layers.filter((layer) => !layer.off).map((layer) => layer.id));
  const isShown = (id) => {
    if (ofPanes.has(id)) return pane.layer === id;
    if (ofTopics.has(id) && !topicNow().layers.includes(id)) return false;
    return on.has(id);
  };
  /* A layer is made when it is first shown: a file of many opens as fast as one of few. */
  const update = () => {
    for (const layer of data.layers) {
      const { id } = layer;
      if (isShown(id) && !groups.has(id)) groups.set(id, makeLayer(map, layer, show));
      const group = groups.get(id);
      if (!group) continue;
      if (isShown(id)) group.addTo(map);
      else group.remove();
    }
  };
  update();
  const layers = () => data.layers.map(({ id }) => groups.get(id)).filter((group) => group && map.hasLayer(group));
  const view = {
    map,
    groups,
    layers,
    update,
    toggle(id, wanted) {
      if (wanted) on.add(id);
      else on.delete(id);
      update();
    },
    redraw: () => layers().forEach((group) => group.redraw && group.redraw()),
    cells: () => layers().find((group) => group.shapes),
  };
  makeAsking(view);
  return view;
}

/* A press asks what lies there, the uppermost first; a pointer over cells is told of them. */
function makeAsking(view) {
  const { map, layers } = view;
  const fromAbove = () => layers().reverse();
  map.on("click", (event) => {
    const { touched } = map;
    map.touched = null;
    if (fromAbove().some((group) => group.ask && group.ask(event.latlng))) return;
    if (touched) touched(event.latlng);
    else closePanels();
  });
  if (!window.matchMedia("(hover: hover)").matches) return;
  const tip = L.tooltip({ direction: "top", className: "tip", opacity: 1, offset: [0, -6] });
  map.on("mousemove", (event) => {
    const cells = view.cells();
    const over = event.originalEvent.target.closest(".leaflet-popup");
    const node = cells && !over ? cells.tip(event.latlng) : null;
    if (!node) return tip.remove();
    tip.setContent(node).setLatLng(event.latlng);
    if (!tip.isOpen()) tip.openOn(map);
  });
  map.on("mouseout click movestart", () => tip.remove());
}

function putTogether(map) {
  makeProbe();
  const maps = data.panes.length ? makeSideBySide(map) : [map];
  const views = maps.map((one, i) => makeView(one, data.panes[i]));
  follow(() => views.forEach((view) => view.redraw()));

  const nothing = () => {};
  const layersOpener = button("tool", word("layers"), nothing);
  const sourcesOpener = button("more-sources", word("sources"), nothing);
  const pill = makePill();
  const legend = makePanel("legend", null, makeLegendBody(), pill);
  legendTitle(legend.title);
  const layers = makePanel("layers", word("layers"), makeLayersBody(views), layersOpener);
  const sources = makePanel("sources", word("sources"), makeSourcesBody(), sourcesOpener);
  const details = makePanel("details", null, make("div", "panel-body"), null);
  const hasCells = ({ layers: ids }) => data.layers.some((layer) => layer.grid && ids.includes(layer.id));
  const showCells = () => choose(data.topics.findIndex(hasCells));
  const openers = [layersOpener];
  const panelsMade = [layers, sources, details];
  if (typeof makeSearchBody === "function") {
    const searchOpener = button("tool", word("search"), nothing);
    panelsMade.push(makePanel("search", word("search"), makeSearchBody(views, showCells), searchOpener));
    openers.unshift(searchOpener);
  }

  const title = makeTitle();
  const tools = makeTools(...openers);
  const foot = makeFoot(sourcesOpener);
  const time = data.time ? makeTime() : null;
  const topics = data.topics.length > 1 ? makeTopics(choose) : null;
  const below = [foot, time].filter((node) => node !== null);
  const above = [title, tools, topics].filter((node) => node !== null);
  const fit = makeFrame(map, { title, above, below, topics, legend: legend.node, pill });
  function choose(topic) {
    closePanels();
    state.topic = topic;
    views.forEach((view) => view.update());
    changed();
    setLanguage(state.language);
    thinNames();
  }
  document.body.append(
    make("div", "top", ...[title, topics, tools].filter((node) => node !== null)),
    make("div", "bottom", ...[pill, time, legend.node, makeZoom(map, () => fit()), makeScale(map), foot].filter((node) => node !== null)),
    ...panelsMade.map((panel) => panel.node),
  );
  if (!data.bounds) document.body.append(say(make("p", "nothing card"), word("nothing")));

  setLanguage(state.language);
  changed();
  fit();
  map.on("zoomend moveend", thinNames);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closePanels());
  thinNames();
  window.geoPatrol = { views, state };
  document.documentElement.dataset.ready = "true";
}

window.geoPatrolMap = async function (map) {
  L.SVG.mergeOptions({ padding: 0.5 });
  setTheme(window.matchMedia("(prefers-color-scheme: dark)").matches ? "night" : "day");
  if (typeof makePatterns === "function") makePatterns();
  await openBlock(carried.block);
  putTogether(map);
};
