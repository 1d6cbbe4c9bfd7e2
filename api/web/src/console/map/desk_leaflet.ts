/** The map on the desk: Leaflet, one canvas that the room paints, and the operator's base map. */
import * as L from "leaflet";
import { CanvasLayer, type Paint } from "../../map/canvas_layer.ts";
import { type Box, SpotLayer } from "../../map/spot_layer.ts";

export type Painter = (paint: Paint) => void;
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface Place {
  lon: number;
  lat: number;
}

export interface BaseMap {
  attribution: string;
  min_zoom: number;
  max_zoom: number;
  version: string;
}

interface Heard {
  pick: (place: Place) => void;
  point: (place: Place | null) => void;
}

export interface DeskMapHandle {
  paint(painter: Painter): void;
  /** Show what is pointed at, over all that is painted; null shows nothing. */
  spot(box: Box | null, painter: Painter): void;
  fit(bounds: Bounds): void;
  moveTo(place: Place, zoom?: number): void;
  zoom(by: number): void;
  lay(base: BaseMap | null): void;
  remove(): void;
}

const CLOSE_ZOOM = 15;
const PADDING_PX = 24;

interface Ways {
  /** What is shown whole goes to the top: a legend floats over what is left free below. */
  isHigh: boolean;
}

export function makeDeskMap(
  at: HTMLElement,
  bounds: Bounds,
  heard: Heard,
  { isHigh }: Ways,
): DeskMapHandle {
  const map = L.map(at, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 90,
    zoomAnimation: false,
    fadeAnimation: false,
  });
  let painter: Painter = () => {};
  let fitted = bounds;
  let isMoved = false;
  const canvas = new CanvasLayer((paint) => painter(paint));
  let spot: SpotLayer | null = null;
  // Whoever moves the mouse over cells asks for more than one picture a frame.
  const drawSoon = oncePerFrame(() => canvas.draw());
  const spotSoon = oncePerFrame(() => spot?.draw());
  const showWhole = (to: Bounds) => {
    fitted = to;
    const [west, south, east, north] = to;
    const box = L.latLngBounds([south, west], [north, east]);
    map.fitBounds(box, { padding: [PADDING_PX, PADDING_PX], animate: false });
    const free = map.latLngToContainerPoint([north, west]).y - PADDING_PX;
    if (isHigh && free > 0) map.panBy([0, free], { animate: false });
  };
  showWhole(bounds);
  canvas.addTo(map);
  map.on("click", ({ latlng }) => heard.pick({ lon: latlng.lng, lat: latlng.lat }));
  map.on("mousemove", ({ latlng, originalEvent }) => {
    // Who drags the map points at nothing, and waits for nothing.
    if (originalEvent.buttons === 0) heard.point({ lon: latlng.lng, lat: latlng.lat });
  });
  map.on("mouseout", () => heard.point(null));
  map.on("dragstart zoomstart", () => {
    isMoved = true;
  });
  let version = "";
  let under: L.TileLayer | null = null;
  const watcher = new ResizeObserver(() => {
    map.invalidateSize();
    if (!isMoved) showWhole(fitted);
  });
  isMoved = false;
  watcher.observe(at);
  return {
    paint(next) {
      painter = next;
      drawSoon.ask();
    },
    spot(box, of) {
      spot ??= new SpotLayer().addTo(map);
      spot.show(box, of);
      spotSoon.ask();
    },
    fit(to) {
      showWhole(to);
      isMoved = false;
    },
    moveTo({ lon, lat }, zoom = CLOSE_ZOOM) {
      isMoved = true;
      map.setView([lat, lon], Math.max(map.getZoom(), zoom), { animate: false });
    },
    zoom(by) {
      isMoved = true;
      map.setZoom(map.getZoom() + by);
    },
    lay(base) {
      if ((base?.version ?? "") === version) return;
      version = base?.version ?? "";
      under?.remove();
      under = base
        ? L.tileLayer(`/api/v1/tiles/{z}/{x}/{y}?v=${encodeURIComponent(base.version)}`, {
            minNativeZoom: base.min_zoom,
            maxNativeZoom: base.max_zoom,
          }).addTo(map)
        : null;
    },
    remove() {
      watcher.disconnect();
      drawSoon.forget();
      spotSoon.forget();
      map.remove();
    },
  };
}

function oncePerFrame(draw: () => void): { ask: () => void; forget: () => void } {
  let asked: number | null = null;
  return {
    ask: () => {
      asked ??= requestAnimationFrame(() => {
        asked = null;
        draw();
      });
    },
    forget: () => {
      if (asked !== null) cancelAnimationFrame(asked);
    },
  };
}
