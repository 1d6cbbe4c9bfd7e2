/* A canvas in step with its map, looks asked of the stylesheet, and hatches. */

const MapCanvas = L.Renderer.extend({
  initialize(pane, paint) {
    L.Renderer.prototype.initialize.call(this, { pane, padding: 0.15 });
    this.paint = paint;
  },
  _initContainer() {
    this._container = make("canvas", "");
  },
  _destroyContainer() {
    this._container.remove();
    delete this._container;
  },
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const canvas = this._container;
    const size = this._bounds.getSize();
    this.ratio = window.devicePixelRatio || 1;
    canvas.width = size.x * this.ratio;
    canvas.height = size.y * this.ratio;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    this.redraw();
  },
  /* Coordinates are the map's layer points, so that hatches stay where they are when it is moved. */
  redraw() {
    if (!this._map) return;
    const { ratio } = this;
    const { min, max } = this._bounds;
    const context = this._container.getContext("2d");
    const origin = this._map.getPixelOrigin();
    const scale = 256 * 2 ** this._map.getZoom();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this._container.width, this._container.height);
    context.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio);
    const view = { min, max, scale, left: origin.x, top: origin.y, ratio };
    this.paint(context, view);
  },
});

const looks = new Map();

/* How the stylesheet draws a class: asked of an element that is never seen. */
function lookOf(className) {
  if (!looks.has(className)) {
    const probe = document.querySelector(".probe path");
    probe.setAttribute("class", className);
    const style = getComputedStyle(probe);
    const own = (name) => style.getPropertyValue(name).trim();
    looks.set(className, {
      fill: style.fill,
      stroke: style.stroke === "none" ? null : style.stroke,
      width: parseFloat(style.strokeWidth),
      dash: style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat),
      hatch: own("--hatch"),
      mark: own("--mark"),
    });
  }
  return looks.get(className);
}

function makeProbe() {
  const box = { class: "probe", width: 0, height: 0, "aria-hidden": "true" };
  document.body.append(makeSvg("svg", box, makeSvg("path", {})));
}

const HATCHES = {
  stripes: { period: 6, width: 2 },
  lines: { period: 7, width: 1.2 },
  dots: { period: 5, radius: 1.6 },
};

/* A tile of a hatch: slanted lines that meet those of the next tile, or a dot. */
function hatchOf(context, look, scale, ratio) {
  const { period, width, radius } = HATCHES[look.hatch];
  const slant = radius ? 1 : Math.SQRT2;
  const side = Math.max(2, Math.round(period * slant * scale * ratio));
  const tile = make("canvas", "");
  tile.width = tile.height = side;
  const pen = tile.getContext("2d");
  pen.fillStyle = look.fill;
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = pen.strokeStyle = look.mark;
  pen.beginPath();
  if (radius) {
    pen.arc(side / 2, side / 2, (side * radius) / period, 0, 7);
    pen.fill();
  } else {
    pen.lineWidth = (side * width) / period / slant;
    for (const at of [0, side, 2 * side]) {
      pen.moveTo(at + side, -side);
      pen.lineTo(at - 2 * side, 2 * side);
    }
    pen.stroke();
  }
  const pattern = context.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}
