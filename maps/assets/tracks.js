/* Ways of patrols on a canvas, by moment; whose they are is not in the file. */

function makeTracks(map, layer) {
  const { rings, points, lon, lat } = layer.lines;
  const ring = begins(rings.n ? Array.from({ length: rings.n }, (_, i) => column(rings).value(i)) : []);
  const point = begins(Array.from({ length: points.n }, (_, i) => column(points).value(i)));
  const n = column(lon).n;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let p = 0; p < n; p++) {
    x[p] = mercatorX(column(lon).value(p) / 1e6);
    y[p] = mercatorY(column(lat).value(p) / 1e6);
  }
  let drawn = 0;
  const paint = (context, view) => {
    drawn = 0;
    const look = lookOf("track");
    context.beginPath();
    for (let t = 0; t < rings.n; t++) {
      if (!isNow(layer, t)) continue;
      drawn++;
      for (let r = ring[t]; r < ring[t + 1]; r++) {
        for (let p = point[r]; p < point[r + 1]; p++) {
          const px = x[p] * view.scale - view.left;
          const py = y[p] * view.scale - view.top;
          if (p === point[r]) context.moveTo(px, py);
          else context.lineTo(px, py);
        }
      }
    }
    context.strokeStyle = look.stroke;
    context.lineWidth = state.moment === null ? 0.9 : 1.8;
    context.globalAlpha = state.moment === null ? 0.45 : 0.95;
    context.lineJoin = context.lineCap = "round";
    context.stroke();
    context.globalAlpha = 1;
  };
  const canvas = new MapCanvas("lines", paint);
  canvas.ask = () => false;
  canvas.tip = () => null;
  canvas.layer = layer;
  canvas.shown = () => drawn;
  return canvas;
}
