/** A canvas over a Leaflet map that is painted anew when the map has moved. */
import * as L from "leaflet";
import type { Project } from "./paint.ts";

export interface Paint {
  to: CanvasRenderingContext2D;
  project: Project;
  map: L.Map;
  /** The canvas in CSS pixels, margins included. */
  width: number;
  height: number;
}

/** A margin on each side, as a share of the map: dragging shows no blank edge at once. */
const MARGIN = 0.5;
const WORLD_PX = 256;

export class CanvasLayer extends L.Layer {
  private canvas = document.createElement("canvas");

  constructor(private readonly paint: (paint: Paint) => void) {
    super();
  }

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

  draw(): void {
    const map = this._map as L.Map | null;
    if (!map) return;
    const size = map.getSize();
    // A map that is not laid out, or not any more, shows nothing.
    if (size.x === 0 || size.y === 0) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const margin = size.multiplyBy(MARGIN).floor();
    const whole = size.add(margin.multiplyBy(2));
    const [width, height] = [Math.round(whole.x * ratio), Math.round(whole.y * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${whole.x}px`;
      this.canvas.style.height = `${whole.y}px`;
    }
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([-margin.x, -margin.y]));
    const to = this.canvas.getContext("2d");
    if (!to) return;
    to.clearRect(0, 0, width, height);
    to.save();
    to.scale(ratio, ratio);
    this.paint({
      to,
      project: projectionOf(map, margin.multiplyBy(-1)),
      map,
      width: whole.x,
      height: whole.y,
    });
    to.restore();
  }
}

/**
 * Return Web Mercator as the map has it now, without an object for each of 100,000 points.
 *
 * @param corner The upper left corner of the canvas, in pixels of the map's frame.
 */
export function projectionOf(map: L.Map, corner: L.Point): Project {
  const world = WORLD_PX * 2 ** map.getZoom();
  const origin = map.containerPointToLayerPoint(corner).add(map.getPixelOrigin());
  return (lon, lat) => {
    const x = world * (0.5 + lon / 360) - origin.x;
    const angle = Math.PI / 4 + (lat * Math.PI) / 360;
    const y = world * (0.5 - Math.log(Math.tan(angle)) / (2 * Math.PI)) - origin.y;
    return [x, y];
  };
}

const EQUATOR_M = 40_075_016.686;

/** Return the metres that a pixel is, at a latitude. */
export function metresPerPixel(map: L.Map, lat: number): number {
  return (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (WORLD_PX * 2 ** map.getZoom());
}
