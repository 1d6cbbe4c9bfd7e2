/** A small canvas over one place of a Leaflet map: what is pointed at, without the rest painted. */
import * as L from "leaflet";
import { type Paint, projectionOf } from "./canvas_layer.ts";

/** West, south, east, north, degrees. */
export type Box = readonly [number, number, number, number];

/** What lines need beside the place. */
const EDGE_PX = 4;

export class SpotLayer extends L.Layer {
  private canvas = document.createElement("canvas");
  private box: Box | null = null;
  private paint: (paint: Paint) => void = () => {};

  override onAdd(map: L.Map): this {
    this.canvas.className = "leaflet-zoom-hide";
    map.getPanes().overlayPane.append(this.canvas);
    map.on("moveend viewreset resize zoomend", this.draw, this);
    return this;
  }

  override onRemove(map: L.Map): this {
    map.off("moveend viewreset resize zoomend", this.draw, this);
    this.canvas.remove();
    return this;
  }

  /** Show another place; null shows none. */
  show(box: Box | null, paint: (paint: Paint) => void): void {
    this.box = box;
    this.paint = paint;
  }

  draw(): void {
    const map = this._map as L.Map | null;
    const at = map && this.box && placeOf(map, this.box);
    this.canvas.hidden = !at;
    if (!map || !at) return;
    const { corner, width, height } = at;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    // Setting a canvas's size clears it.
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint(corner));
    const to = this.canvas.getContext("2d");
    if (!to) return;
    to.scale(ratio, ratio);
    this.paint({ to, project: projectionOf(map, corner), map, width, height });
  }
}

interface Place {
  corner: L.Point;
  width: number;
  height: number;
}

/** Return where a place is on a map, whole pixels; of a large one what is near the map's frame. */
function placeOf(map: L.Map, [west, south, east, north]: Box): Place | null {
  const size = map.getSize();
  const corner = map.latLngToContainerPoint([north, west]);
  const end = map.latLngToContainerPoint([south, east]);
  const [left, top] = [
    Math.floor(Math.max(corner.x - EDGE_PX, -size.x)),
    Math.floor(Math.max(corner.y - EDGE_PX, -size.y)),
  ];
  const width = Math.ceil(Math.min(end.x + EDGE_PX, 2 * size.x)) - left;
  const height = Math.ceil(Math.min(end.y + EDGE_PX, 2 * size.y)) - top;
  return width > 0 && height > 0 ? { corner: L.point(left, top), width, height } : null;
}
