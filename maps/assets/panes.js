/* Two maps side by side, each with its own period: where one goes, the other goes. */

function makeSideBySide(map) {
  const first = map.getContainer();
  const second = make("div", "folium-map");
  const other = L.map(second, { ...map.options, center: map.getCenter(), zoom: map.getZoom() });
  const frames = [first, second].map((node, i) =>
    make("section", "pane", node, say(make("h2", "pane-name"), data.panes[i].name)),
  );
  document.body.append(make("div", "panes", ...frames));
  map.invalidateSize();
  other.invalidateSize();
  const maps = [map, other];
  let leading = false;
  maps.forEach((from, i) =>
    from.on("move zoom", () => {
      if (leading) return;
      leading = true;
      maps[1 - i].setView(from.getCenter(), from.getZoom(), { animate: false });
      leading = false;
    }),
  );
  return maps;
}
