/* What stands around the map: scale, frame, details, pill, zoom, language, day and night, topics. */

function setTheme(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  looks.clear();
  changed();
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

/* How far the cards reach into a map from its edges. */
function roomFor(container, cards) {
  const box = (node) => node.getBoundingClientRect();
  const own = box(container);
  if (data.panes.length) return { left: 24, right: narrow.matches ? 24 : 80, top: 56, below: 24 };
  const upper = Math.max(...cards.above.map((node) => box(node).bottom), 0) - own.top;
  if (narrow.matches) {
    const lower = own.bottom - Math.min(box(cards.pill).top, ...cards.below.map((node) => box(node).top));
    const low = own.height < 420;
    return { left: 14, right: low ? 64 : 14, top: upper + (low ? 6 : 26), below: lower + (low ? 6 : 14) };
  }
  const left = Math.max(box(cards.title).right, box(cards.legend).right) - own.left + 20;
  const below = own.bottom - Math.min(...cards.below.map((node) => box(node).top)) + 16;
  const top = cards.topics ? box(cards.topics).bottom - own.top + 28 : 36;
  return { left, right: 84, top, below };
}

/* The map's frame keeps clear of the cards. */
function makeFrame(map, cards) {
  let framed = true;
  let framing = false;
  const fit = () => {
    if (!data.bounds) return;
    const size = map.getSize();
    const room = roomFor(map.getContainer(), cards);
    const roomy = size.x - room.left - room.right > 160 && size.y - room.top - room.below > 90;
    framing = true;
    map.setMinZoom(0);
    map.fitBounds(data.bounds, {
      paddingTopLeft: roomy ? [room.left, room.top] : [14, 14],
      paddingBottomRight: roomy ? [room.right, room.below] : [14, 14],
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
  pill.append(makeHeadlines("span"), say(make("span", "more"), word("legend")));
  return pill;
}

function makeZoom(map, fit) {
  const closer = label(make("button", "", "+"), word("closer"));
  const further = label(make("button", "", "−"), word("further"));
  for (const node of [closer, further]) node.type = "button";
  closer.addEventListener("click", () => map.zoomIn(1));
  further.addEventListener("click", () => map.zoomOut(1));
  const whole = button("whole", word("whole"), fit);
  return make("div", "zoom card", closer, further, whole);
}

function setLanguage(language) {
  state.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${phrase(data.title)} · ${phrase(topicNow().kind)}`;
  spoken.forEach((tell) => tell());
}

/* One topic at a time; what lies over it stays. */
function makeTopics(choose) {
  const node = label(make("div", "topics card"), word("topic"));
  node.setAttribute("role", "group");
  const buttons = data.topics.map((topic, k) => button("topic", topic.name, () => choose(k)));
  node.append(...buttons);
  const tell = follow(() => {
    buttons.forEach((item, k) => item.setAttribute("aria-pressed", String(k === state.topic)));
    const at = buttons[state.topic];
    node.scrollLeft = at.offsetLeft - (node.clientWidth - at.offsetWidth) / 2;
  });
  tell();
  return node;
}

function makeTools(...openers) {
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
  return make("nav", "tools", ...openers, languages.node, themes.node);
}
