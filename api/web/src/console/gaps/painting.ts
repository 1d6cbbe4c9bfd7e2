/** Painting tens of thousands of cells: in one path a class, kept as a picture that moves along. */
import type { Paint } from "../../map/canvas_layer.ts";
import { type AreaMap, type GapClass, NOT_REQUIRED } from "../../map/codec.ts";
import type { Palette } from "../../map/colours.ts";
import { fillShape, strokeShape, styleOf } from "../../map/paint.ts";
import { isInCorner, middleIn, num, type Sheet, type View } from "./sheet.ts";

/** What is under the marks; a new object is painted anew. */
export interface Scene {
  map: AreaMap;
  sheet: Sheet;
  classes: Uint8Array;
  palette: Palette;
  /** Whether a base map shows through. */
  onGround: boolean;
  /** The class that is looked at; the others step back. */
  only: number | null;
  /** Per cent of each cell that nobody looks at; null: not shown. */
  blind: readonly (number | null)[] | null;
}

/** World to pixels of the canvas. */
const OVER_GROUND = 0.72;
const STEPPED_BACK = 0.16;
/** From here on a cell is blind. */
export const BLIND_PERCENT = 50;
const HAIR_PX = 0.7;
/** Widths of the light line and of the dark one on it. */
const POINTED_PX = [3.5, 1.5] as const;
const CHOSEN_PX = [6, 3] as const;
const LEAST_WITH_HAIR_PX = 4;
/** A path of all cells would be slower: a browser sorts the edges of each. */
const CELLS_A_PATH = 400;

/** About 50 MB: an area of fewer pixels is kept whole, and a map that moves is not painted anew. */
const MOST_KEPT_PX = 12_000_000;
/** What lines and marks of the edge need beside the area. */
const EDGE_PX = 8;

/** What the kept picture shows: its view in CSS pixels, at so many pixels each. */
interface Kept {
  scene: Scene;
  view: View;
  ratio: number;
  isWhole: boolean;
}

export class Painting {
  private readonly picture = document.createElement("canvas");
  private kept: Kept | null = null;
  private view: View | null = null;

  /** Whether a cell is in the part of the map that is looked at, without the margins. */
  isInSight(sheet: Sheet, place: number): boolean {
    if (!this.view) return false;
    const { width, height } = this.view;
    const [x, y] = middleIn(this.view, sheet, place);
    return x > width / 4 && x < (3 * width) / 4 && y > height / 4 && y < (3 * height) / 4;
  }

  /** Whether a cell is in the upper left corner of the part that is looked at, so many pixels. */
  isWithinCorner(sheet: Sheet, place: number, size: readonly [number, number]): boolean {
    return this.view !== null && isInCorner(this.view, sheet, place, size);
  }

  paint(paint: Paint, scene: Scene, chosen: ReadonlySet<number>): void {
    const { to, width } = paint;
    if (to.canvas.width === 0 || to.canvas.height === 0) return;
    const view = viewOf(paint);
    this.view = view;
    const ratio = to.canvas.width / width;
    const kept = this.keptFor(view, scene, ratio) ?? this.keep(paint, view, scene, ratio);
    if (!kept) return;
    const { left, top, width: wide, height: high } = kept.view;
    to.drawImage(
      this.picture,
      Math.round(left - view.left),
      Math.round(top - view.top),
      wide,
      high,
    );
    if (chosen.size > 0) strokeCells(to, scene, chosen, view, CHOSEN_PX);
  }

  /** Return the picture if it can be laid on the map as it is, a whole number of pixels away. */
  private keptFor(view: View, scene: Scene, ratio: number): Kept | null {
    const kept = this.kept;
    if (kept?.scene !== scene || kept.ratio !== ratio || kept.view.scale !== view.scale)
      return null;
    const [x, y] = [kept.view.left - view.left, kept.view.top - view.top];
    if (kept.isWhole) return isWholePx(x) && isWholePx(y) ? kept : null;
    const isSame = x === 0 && y === 0;
    const { width, height } = kept.view;
    return isSame && width === view.width && height === view.height ? kept : null;
  }

  private keep(paint: Paint, view: View, scene: Scene, ratio: number): Kept | null {
    const whole = wholeArea(paint, scene.map, view);
    const isWhole = whole.width * whole.height * ratio * ratio <= MOST_KEPT_PX;
    const of = isWhole ? whole : view;
    this.picture.width = Math.ceil(of.width * ratio);
    this.picture.height = Math.ceil(of.height * ratio);
    const under = this.picture.getContext("2d");
    if (!under) return null;
    under.scale(ratio, ratio);
    const [left, top] = [of.left - view.left, of.top - view.top];
    const project = (lon: number, lat: number): [number, number] => {
      const [x, y] = paint.project(lon, lat);
      return [x - left, y - top];
    };
    paintScene({ ...paint, to: under, project }, scene, of);
    this.kept = { scene, view: of, ratio, isWhole };
    return this.kept;
  }
}

function isWholePx(length: number): boolean {
  return Math.abs(length - Math.round(length)) < 0.01;
}

/** Return the view of the whole area, a whole number of pixels from the one of the canvas. */
function wholeArea({ project }: Paint, { bounds }: AreaMap, view: View): View {
  const [west, south, east, north] = bounds;
  const [x, y] = project(west, north);
  const [right, bottom] = project(east, south);
  const [left, top] = [Math.floor(x) - EDGE_PX, Math.floor(y) - EDGE_PX];
  return {
    scale: view.scale,
    left: view.left + left,
    top: view.top + top,
    width: Math.ceil(right) + EDGE_PX - left,
    height: Math.ceil(bottom) + EDGE_PX - top,
  };
}

function viewOf({ project, width, height }: Paint): View {
  const [west, equator] = project(-180, 0);
  const [east] = project(180, 0);
  const scale = east - west;
  return { scale, left: -west, top: scale / 2 - equator, width, height };
}

function paintScene({ to, project }: Paint, scene: Scene, view: View): void {
  const { map, sheet, classes, palette, onGround, only } = scene;
  if (!onGround) fillShape(to, map.water, project, palette.water);
  const alpha = onGround ? OVER_GROUND : 1;
  const seen = placesIn(sheet, view);
  for (let gap = 0; gap < NOT_REQUIRED; gap++) {
    const its = seen.filter((place) => classes[place] === gap);
    if (its.length === 0) continue;
    to.globalAlpha = only === null || only === gap ? alpha : STEPPED_BACK;
    to.fillStyle = styleOf(to, gap as GapClass, palette);
    fillCells(to, sheet, its, view);
  }
  to.globalAlpha = 1;
  if (scene.blind) paintBlind(to, scene, seen, view);
  strokeShape(to, map.water, project, palette.shore, 1.4, []);
  for (const zone of map.zones) {
    const dash = zone.level === "first" ? [] : [6, 4];
    strokeShape(to, zone.geometry, project, palette.zone, 1.8, dash);
  }
  if (!map.water && map.zones.length === 0) {
    strokeShape(to, map.outline, project, palette.zone, 1.8, []);
  }
}

/** Return the places of the cells that are on the canvas, margins included. */
function placesIn({ n, boxes }: Sheet, { scale, left, top, width, height }: View): number[] {
  const [west, east] = [left / scale, (left + width) / scale];
  const [north, south] = [top / scale, (top + height) / scale];
  const found: number[] = [];
  for (let place = 0, at = 0; place < n; place++, at += 4) {
    if (num(boxes, at) > east || num(boxes, at + 2) < west) continue;
    if (num(boxes, at + 1) > south || num(boxes, at + 3) < north) continue;
    found.push(place);
  }
  return found;
}

function fillCells(
  to: CanvasRenderingContext2D,
  sheet: Sheet,
  places: readonly number[],
  view: View,
): void {
  for (let first = 0; first < places.length; first += CELLS_A_PATH) {
    to.beginPath();
    const end = Math.min(first + CELLS_A_PATH, places.length);
    for (let at = first; at < end; at++) traceCell(to, sheet, places[at] ?? 0, view, HAIR_PX);
    to.fill("evenodd");
  }
}

/** A hair apart from its neighbours, unless it is so small that nothing else would be left. */
function traceCell(
  to: CanvasRenderingContext2D,
  { points, rings, cells, boxes }: Sheet,
  place: number,
  { scale, left, top }: View,
  hairPx: number,
): void {
  const box = 4 * place;
  const wide = (num(boxes, box + 2) - num(boxes, box)) * scale;
  const share = wide < LEAST_WITH_HAIR_PX ? 1 : 1 - hairPx / wide;
  const midX = (num(boxes, box) + num(boxes, box + 2)) / 2;
  const midY = (num(boxes, box + 1) + num(boxes, box + 3)) / 2;
  const [addX, addY] = [(1 - share) * midX, (1 - share) * midY];
  for (let ring = num(cells, place); ring < num(cells, place + 1); ring++) {
    const [begin, end] = [num(rings, ring), num(rings, ring + 1)];
    for (let at = begin; at < end; at += 2) {
      const x = (num(points, at) * share + addX) * scale - left;
      const y = (num(points, at + 1) * share + addY) * scale - top;
      if (at === begin) to.moveTo(x, y);
      else to.lineTo(x, y);
    }
    to.closePath();
  }
}

/** A cross over every cell that nobody looks at; over small ones one that fills them. */
function paintBlind(
  to: CanvasRenderingContext2D,
  { sheet, blind, palette }: Scene,
  seen: readonly number[],
  { scale, left, top }: View,
): void {
  to.beginPath();
  for (const place of seen) {
    if ((blind?.[place] ?? 0) <= BLIND_PERCENT) continue;
    const at = 4 * place;
    const x = ((num(sheet.boxes, at) + num(sheet.boxes, at + 2)) / 2) * scale - left;
    const y = ((num(sheet.boxes, at + 1) + num(sheet.boxes, at + 3)) / 2) * scale - top;
    const arm = Math.max(1, (num(sheet.boxes, at + 2) - num(sheet.boxes, at)) * scale * 0.22);
    to.moveTo(x - arm, y - arm);
    to.lineTo(x + arm, y + arm);
    to.moveTo(x + arm, y - arm);
    to.lineTo(x - arm, y + arm);
  }
  for (const [width, colour] of [
    [3.2, palette.land],
    [1.5, palette.self],
  ] as const) {
    to.lineWidth = width;
    to.strokeStyle = colour;
    to.stroke();
  }
}

/** Draw the edge of the cell that is pointed at; edges of marked cells beside it stay on top. */
export function paintPointed(
  paint: Paint,
  scene: Scene,
  chosen: ReadonlySet<number>,
  place: number,
): void {
  const view = viewOf(paint);
  strokeCells(paint.to, scene, [place], view, POINTED_PX);
  if (chosen.size > 0) strokeCells(paint.to, scene, chosen, view, CHOSEN_PX);
}

/** Edges that are seen on every class: light under dark. */
function strokeCells(
  to: CanvasRenderingContext2D,
  { sheet, palette }: Scene,
  places: Iterable<number>,
  view: View,
  [under, over]: readonly [number, number],
): void {
  to.beginPath();
  for (const place of places) traceCell(to, sheet, place, view, 0);
  to.lineWidth = under;
  to.strokeStyle = palette.land;
  to.stroke();
  to.lineWidth = over;
  to.strokeStyle = palette.self;
  to.stroke();
}
