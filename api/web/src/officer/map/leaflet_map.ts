/** The map itself: Leaflet, loaded when the first map is shown, with one canvas for all cells. */
import * as L from "leaflet";
import { CanvasLayer, metresPerPixel, type Paint } from "../../map/canvas_layer.ts";
import type { AreaMap } from "../../map/codec.ts";
import type { Palette } from "../../map/colours.ts";
import { paintEdges, paintMap } from "../../map/paint.ts";
import type { Ground } from "../state/ground.ts";
import { GroundLayer } from "./ground_layer.ts";

export interface Mark {
  lon: number;
  lat: number;
  kind: "self" | "point" | "due" | "done" | "task" | "alarm";
  radiusM?: number | null;
}

export interface Shown {
  area: AreaMap | null;
  palette: Palette;
  marks: readonly Mark[];
  ground: Ground | null;
  line: readonly { lon: number; lat: number }[];
  outlined: readonly string[];
}

export interface MapHandle {
  show(shown: Shown): void;
  centre(): { lon: number; lat: number };
  moveTo(lon: number, lat: number): void;
  zoom(by: number): void;
  remove(): void;
}

const CLOSE_ZOOM = 15;
const MARK_PX = 7;
/** What is smaller has no room beside its edges, and is not fitted to. */
const LEAST_PX = 80;

function paintShown({ to, project, map }: Paint, shown: Shown): void {
  const { area, palette, marks, line, outlined, ground } = shown;
  if (area) paintMap(to, area, project, palette, ground !== null);
  if (area && outlined.length > 0) paintEdges(to, area, new Set(outlined), project, palette);
  to.beginPath();
  for (const point of line) to.lineTo(...project(point.lon, point.lat));
  to.setLineDash([2, 6]);
  to.lineWidth = 3;
  to.strokeStyle = palette.self;
  to.stroke();
  to.setLineDash([]);
  for (const mark of marks) paintMark(to, mark, project(mark.lon, mark.lat), palette, map);
}

function paintMark(
  to: CanvasRenderingContext2D,
  mark: Mark,
  [x, y]: [number, number],
  palette: Palette,
  map: L.Map,
): void {
  if (mark.kind === "self" && mark.radiusM) {
    const metres = metresPerPixel(map, mark.lat);
    disc(to, x, y, Math.min(mark.radiusM / metres, 400), `${palette.self}22`, `${palette.self}88`);
  }
  const fill = {
    self: palette.self,
    point: palette.point,
    done: palette.point,
    due: palette.onPoint,
    task: palette.due,
    alarm: palette.due,
  }[mark.kind];
  disc(to, x, y, MARK_PX, fill, palette.onPoint);
  // Red is for what calls; a check point that is due is an open ring, and a tick fills it.
  if (mark.kind === "due") ring(to, x, y, palette.point);
  if (mark.kind === "done") tick(to, x, y, palette.onPoint);
  if (mark.kind === "task" || mark.kind === "alarm") bang(to, x, y, palette.onPoint);
}

function ring(to: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  to.beginPath();
  to.arc(x, y, MARK_PX - 2, 0, 2 * Math.PI);
  to.lineWidth = 3;
  to.strokeStyle = colour;
  to.stroke();
}

function disc(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  fill: string,
  edge: string,
): void {
  to.beginPath();
  to.arc(x, y, radius, 0, 2 * Math.PI);
  to.fillStyle = fill;
  to.fill();
  to.lineWidth = 2;
  to.strokeStyle = edge;
  to.stroke();
}

function tick(to: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  to.beginPath();
  to.moveTo(x - 3, y);
  to.lineTo(x - 1, y + 3);
  to.lineTo(x + 3.5, y - 3);
  to.strokeStyle = colour;
  to.lineWidth = 1.8;
  to.stroke();
}

function bang(to: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  to.fillStyle = colour;
  to.fillRect(x - 1, y - 4, 2, 5);
  to.fillRect(x - 1, y + 2.4, 2, 2);
}

export function makeMap(place: HTMLElement, shown: Shown, still: boolean): MapHandle {
  const map = L.map(place, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.1,
    keyboard: !still,
    dragging: true,
    zoomAnimation: false,
    fadeAnimation: false,
  });
  let now = shown;
  const cells = new CanvasLayer((paint) => paintShown(paint, now));
  let under: GroundLayer | null = null;
  let version: string | null = null;
  const lay = (ground: Ground | null) => {
    if ((ground?.version ?? null) === version) return;
    version = ground?.version ?? null;
    under?.remove();
    under = ground ? new GroundLayer(ground).addTo(map) : null;
  };
  fitTo(map, shown.area);
  lay(shown.ground);
  cells.addTo(map);
  cells.draw();
  let fitted = shown.area?.area ?? null;
  // Whoever has moved it looks at something.
  let isMoved = false;
  const onTouch = () => {
    isMoved = true;
  };
  place.addEventListener("pointerdown", onTouch);
  place.addEventListener("wheel", onTouch, { passive: true });
  const watcher = new ResizeObserver(() => {
    map.invalidateSize();
    const { x, y } = map.getSize();
    if (!isMoved && Math.min(x, y) > LEAST_PX) fitTo(map, now.area);
  });
  watcher.observe(place);
  return {
    show(next) {
      if (next.area && next.area.area !== fitted) {
        fitted = next.area.area;
        fitTo(map, next.area);
      }
      lay(next.ground);
      now = next;
      cells.draw();
    },
    centre() {
      const { lng, lat } = map.getCenter();
      return { lon: lng, lat };
    },
    moveTo(lon, lat) {
      isMoved = true;
      map.setView([lat, lon], Math.max(map.getZoom(), CLOSE_ZOOM), { animate: false });
    },
    zoom(by) {
      isMoved = true;
      map.setZoom(map.getZoom() + by);
    },
    remove() {
      watcher.disconnect();
      map.remove();
    },
  };
}

function fitTo(map: L.Map, area: AreaMap | null): void {
  if (!area) {
    map.setView([29.45, 120.95], 11);
    return;
  }
  const [west, south, east, north] = area.bounds;
  const bounds = L.latLngBounds([south, west], [north, east]);
  // Below lies what floats over the map.
  map.fitBounds(bounds, {
    paddingTopLeft: [6, 20],
    paddingBottomRight: [6, 30],
    animate: false,
  });
  map.setMaxBounds(bounds.pad(0.6));
}
