/** Drawing cells, shoreline and zones on a canvas, in whatever projection it is given. */
import { type AreaMap, type Cell, type GapClass, NEVER, NO_TRACK, NOT_REQUIRED } from "./codec.ts";
import type { Palette } from "./colours.ts";

/** Degrees to canvas pixels. */
export type Project = (lon: number, lat: number) => [number, number];

/** Cells let the base map through, but not so much that their classes could be mistaken. */
const OVER_GROUND = 0.7;

export function paintMap(
  to: CanvasRenderingContext2D,
  map: AreaMap,
  project: Project,
  palette: Palette,
  onGround: boolean,
): void {
  if (!onGround) fillShape(to, map.water, project, palette.water);
  to.globalAlpha = onGround ? OVER_GROUND : 1;
  const styles = new Map<GapClass, CanvasPattern | string>();
  const gap = cellGap(map, project);
  for (const cell of map.cells) {
    if (cell.gap === NOT_REQUIRED) continue;
    const style = styles.get(cell.gap) ?? styleOf(to, cell.gap, palette);
    styles.set(cell.gap, style);
    to.fillStyle = style;
    tracePath(to, cell, project);
    to.fill("evenodd");
    if (gap > 0) {
      to.lineWidth = gap;
      to.strokeStyle = palette.land;
      to.stroke();
    }
  }
  to.globalAlpha = 1;
  strokeShape(to, map.water, project, palette.shore, 1.4, []);
  for (const zone of map.zones) {
    const dashed = zone.level === "first" ? [] : [6, 4];
    strokeShape(to, zone.geometry, project, palette.zone, 1.6, dashed);
  }
  if (!map.water && map.zones.length === 0) {
    strokeShape(to, map.outline, project, palette.zone, 1.6, []);
  }
}

/** Draw the edges of some cells, seen on every class: light under dark. */
export function paintEdges(
  to: CanvasRenderingContext2D,
  map: AreaMap,
  codes: ReadonlySet<string>,
  project: Project,
  palette: Palette,
): void {
  for (const [width, colour] of [
    [5, palette.land],
    [2.5, palette.self],
  ] as const) {
    to.lineWidth = width;
    to.strokeStyle = colour;
    for (const cell of map.cells) {
      if (!codes.has(cell.code)) continue;
      tracePath(to, cell, project);
      to.stroke();
    }
  }
}

/** Return what a class is filled with. */
export function styleOf(
  to: CanvasRenderingContext2D,
  gap: GapClass,
  palette: Palette,
): CanvasPattern | string {
  switch (gap) {
    case NEVER:
      return hatchOf(to, palette);
    case NO_TRACK:
      return dotsOf(to, palette);
    case NOT_REQUIRED:
      return palette.land;
    default:
      return palette.ramp[gap] ?? palette.land;
  }
}

/** Cells stand apart by a hair, unless they are so small that nothing else would be left. */
function cellGap(map: AreaMap, project: Project): number {
  const box = map.cells[0]?.box;
  if (!box) return 0;
  const [left] = project(box[0], box[1]);
  const [right] = project(box[2], box[1]);
  return Math.abs(right - left) < 5 ? 0 : 0.6;
}

function tracePath(to: CanvasRenderingContext2D, cell: Cell, project: Project): void {
  to.beginPath();
  for (const ring of cell.rings) {
    for (let at = 0; at + 1 < ring.length; at += 2) {
      const [x, y] = project(ring[at] ?? 0, ring[at + 1] ?? 0);
      if (at === 0) to.moveTo(x, y);
      else to.lineTo(x, y);
    }
    to.closePath();
  }
}

function traceShape(
  to: CanvasRenderingContext2D,
  shape: GeoJSON.Geometry | null,
  project: Project,
): void {
  to.beginPath();
  for (const { points, closed } of linesOf(shape)) {
    points.forEach((point, at) => {
      const [x, y] = project(point[0] ?? 0, point[1] ?? 0);
      if (at === 0) to.moveTo(x, y);
      else to.lineTo(x, y);
    });
    if (closed) to.closePath();
  }
}

interface Line {
  points: GeoJSON.Position[];
  closed: boolean;
}

function linesOf(shape: GeoJSON.Geometry | null): Line[] {
  const ring = (points: GeoJSON.Position[]) => ({ points, closed: true });
  switch (shape?.type) {
    case "Polygon":
      return shape.coordinates.map(ring);
    case "MultiPolygon":
      return shape.coordinates.flat().map(ring);
    case "LineString":
      return [{ points: shape.coordinates, closed: false }];
    case "MultiLineString":
      return shape.coordinates.map((points) => ({ points, closed: false }));
    case "GeometryCollection":
      return shape.geometries.flatMap(linesOf);
    default:
      return [];
  }
}

export function fillShape(
  to: CanvasRenderingContext2D,
  shape: GeoJSON.Geometry | null,
  project: Project,
  colour: string | CanvasPattern,
): void {
  if (!shape) return;
  traceShape(to, shape, project);
  to.fillStyle = colour;
  to.fill("evenodd");
}

export function strokeShape(
  to: CanvasRenderingContext2D,
  shape: GeoJSON.Geometry | null,
  project: Project,
  colour: string,
  width: number,
  dash: number[],
): void {
  if (!shape) return;
  traceShape(to, shape, project);
  to.setLineDash(dash);
  to.lineWidth = width;
  to.strokeStyle = colour;
  to.stroke();
  to.setLineDash([]);
}

function hatchOf(to: CanvasRenderingContext2D, palette: Palette): CanvasPattern | string {
  return patternOf(to, palette.never, 5, (tile) => {
    tile.strokeStyle = palette.hatch;
    tile.lineWidth = 1.1;
    tile.beginPath();
    tile.moveTo(-1, 6);
    tile.lineTo(6, -1);
    tile.stroke();
  });
}

function dotsOf(to: CanvasRenderingContext2D, palette: Palette): CanvasPattern | string {
  return patternOf(to, palette.land, 4, (tile) => {
    tile.fillStyle = palette.untracked;
    tile.fillRect(1, 1, 1.6, 1.6);
  });
}

function patternOf(
  to: CanvasRenderingContext2D,
  ground: string,
  size: number,
  mark: (tile: CanvasRenderingContext2D) => void,
): CanvasPattern | string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const tile = canvas.getContext("2d");
  if (!tile) return ground;
  tile.fillStyle = ground;
  tile.fillRect(0, 0, size, size);
  mark(tile);
  return to.createPattern(canvas, "repeat") ?? ground;
}

/** Return a line as a shape: degrees, longitude first. */
export function lineOf(line: readonly (readonly number[])[]): GeoJSON.LineString {
  return { type: "LineString", coordinates: line.map((point) => [...point]) };
}
