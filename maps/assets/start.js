/* Put the page together and keep it in step with language, theme and window. */

function setTheme(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
}

/* East–west metres of a pixel at the middle of the map, on the WGS-84 ellipsoid. */
function metresPerPixel(map) {
  const size = map.getSize();
  const at = (x) => map.containerPointToLatLng([x, size.y / 2]);
  const lat = (at(size.x / 2).lat * Math.PI) / 180;
  const e2 = 0.00669437999014;
  const perDegree = ((Math.PI / 180) * 6378137 * Math.cos(lat)) / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return ((at(size.x).lng - at(0).lng) * perDegree) / size.x;
}

function makeScale(map) {
  const bar = make("div", "scale-bar");
  const text = make("span", "scale-text");
  const arrow = makeSvg(
    "svg",
    { class: "arrow", width: 14, height: 20, viewBox: "0 0 14 20", "aria-hidden": "true" },
    makeSvg("path", { d: "M7 1 13 19 7 14.5 1 19Z" }),
  );
  const north = make("div", "north", arrow, say(make("span"), word("north")));
  const update = () => {
    const perPixel = metresPerPixel(map);
    const most = perPixel * 110;
    const power = 10 ** Math.floor(Math.log10(most));
    const metres = [5, 2, 1].map((step) => step * power).find((value) => value <= most);
    bar.style.width = `${metres / perPixel}px`;
    bar.dataset.metres = metres;
    text.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  };
  map.on("zoomend moveend", update);
  update();
  return make("div", "scale", north, make("div", "scale-line", text, bar));
}

/* The map's frame keeps clear of the cards. */
function makeFrame(map, cards) {
  let framed = true;
  let framing = false;
  const fit = () => {
    if (!data.bounds) return;
    const size = map.getSize();
    const box = (node) => node.getBoundingClientRect();
    const left = narrow.matches ? 14 : Math.max(box(cards.title).right, box(cards.legend).right) + 20;
    const top = narrow.matches ? Math.max(box(cards.title).bottom, box(cards.tools).bottom) + 26 : 36;
    const below = narrow.matches ? size.y - box(cards.pill).top + 14 : size.y - box(cards.foot).top + 16;
    const right = narrow.matches ? 14 : 84;
    const roomy = size.x - left - right > 160 && size.y - top - below > 120;
    framing = true;
    map.setMinZoom(0);
    map.fitBounds(data.bounds, {
      paddingTopLeft: roomy ? [left, top] : [14, 14],
      paddingBottomRight: roomy ? [right, below] : [14, 14],
      animate: false,
    });
    map.setMinZoom(Math.max(0, map.getZoom() - 2));
    framing = false;
    framed = true;
  };
  map.on("dragstart zoomstart", () => (framed = framed && framing));
  map.on("resize", () => framed && fit());
  if (data.bounds) map.setMaxBounds(L.latLngBounds(data.bounds).pad(2));
  return fit;
}

/* Details of what was touched: a sheet on a phone, a popup elsewhere. */
function makeShow(map) {
  let again = null;
  let renewing = false;
  const show = (details, latlng, onClose) => {
    const ask = typeof details === "function" ? details : () => details;
    closePanels();
    map.closePopup();
    again = () => show(details, latlng, onClose);
    const done = () => {
      if (renewing) return;
      again = null;
      if (onClose) onClose();
    };
    const content = detailsNode(ask());
    if (narrow.matches) {
      const panel = panels.details;
      panel.body.replaceChildren(content);
      panel.open();
      panel.onClose = done;
      return;
    }
    const popup = L.popup({ className: "details-popup", closeButton: false, maxWidth: 320, autoPanPadding: [24, 24] });
    popup.on("remove", done);
    popup.setLatLng(latlng).setContent(content).openOn(map);
  };
  spoken.push(() => {
    renewing = true;
    if (again) again();
    renewing = false;
  });
  return show;
}

function makePill() {
  const pill = make("button", "pill card");
  pill.type = "button";
  pill.append(make("span", "headlines", ...data.headlines.map(headlineParts)), say(make("span", "more"), word("legend")));
  return pill;
}

function makeZoom(map, fit) {
  const closer = label(make("button", "", "+"), word("closer"));
  const further = label(make("button", "", "−"), word("further"));
  closer.addEventListener("click", () => map.zoomIn(1));
  further.addEventListener("click", () => map.zoomOut(1));
  const whole = button("whole", word("whole"), fit);
  return make("div", "zoom card", closer, further, whole);
}

function setLanguage(language) {
  state.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${phrase(data.title)} · ${phrase(data.kind)}`;
  spoken.forEach((tell) => tell());
}

function makeTools(layersOpener) {
  const languages = makeSwitch(
    word("language"),
    [["zh", "中"], ["en", "EN"]],
    () => state.language,
    (value) => {
      setLanguage(value);
      languages.mark();
      thinNames();
    },
  );
  const themes = makeSwitch(
    word("theme"),
    [["day", word("day")], ["night", word("night")]],
    () => state.theme,
    (value) => {
      chosen = true;
      setTheme(value);
      themes.mark();
    },
  );
  let chosen = false;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => {
    if (chosen) return;
    setTheme(dark.matches ? "night" : "day");
    themes.mark();
  });
  return make("nav", "tools", layersOpener, languages.node, themes.node);
}

window.geoPatrolMap = function (map) {
  setTheme(window.matchMedia("(prefers-color-scheme: dark)").matches ? "night" : "day");
  makePatterns();
  makePanes(map);
  const show = makeShow(map);
  const groups = data.layers.map((layer) =>
    (layer.id === "cells" ? makeCells(map, layer, show) : makeLayer(map, layer, show)).addTo(map),
  );

  const layersOpener = button("tool", word("layers"), () => {});
  const sourcesOpener = button("more-sources", word("sources"), () => {});
  const pill = makePill();
  const legend = makePanel("legend", data.legend.title, makeLegendBody(), pill);
  const layers = makePanel("layers", word("layers"), makeLayersBody(map, groups), layersOpener);
  const sources = makePanel("sources", word("sources"), makeSourcesBody(), sourcesOpener);
  const details = makePanel("details", null, make("div", "panel-body"), null);

  const title = makeTitle();
  const tools = makeTools(layersOpener);
  const foot = makeFoot(sourcesOpener);
  const fit = makeFrame(map, { title, tools, legend: legend.node, pill, foot });
  document.body.append(
    make("div", "top", title, tools),
    make("div", "bottom", pill, legend.node, makeZoom(map, () => fit()), makeScale(map), foot),
    layers.node,
    sources.node,
    details.node,
  );
  if (!data.bounds) document.body.append(say(make("p", "nothing card"), word("nothing")));

  setLanguage(state.language);
  fit();
  map.on("zoomend moveend", thinNames);
  map.on("click", closePanels);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closePanels());
  thinNames();
  document.documentElement.dataset.ready = "true";
};
