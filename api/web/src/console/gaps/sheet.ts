/** The cells of an area as flat columns, in Web Mercator: quick to paint and to find again. */
import type { AreaMap } from "../../map/codec.ts";

/** Coordinates are shares of the world: 0 to 1 from the west, and from the north. */
export interface Sheet {
  n: number;
  codes: string[];
  /** Points of all rings, x and y in turn. */
  points: Float64Array;
  /** Where each ring's points begin in `points`; one more at the end. */
  rings: Int32Array;
  /** Where each cell's rings begin in `rings`; one more at the end. */
  cells: Int32Array;
  /** West, north, east, south of each cell. */
  boxes: Float64Array;
  /** Place of a code. */
  places: Map<string, number>;
}

export function sheetOf(map: AreaMap): Sheet {
  const nRings = map.cells.reduce((sum, { rings }) => sum + rings.length, 0);
  const nNumbers = map.cells.reduce(
    (sum, { rings }) => sum + rings.reduce((length, ring) => length + ring.length, 0),
    0,
  );
  const points = new Float64Array(nNumbers);
  const rings = new Int32Array(nRings + 1);
  const cells = new Int32Array(map.cells.length + 1);
  const boxes = new Float64Array(4 * map.cells.length);
  let [at, ring] = [0, 0];
  map.cells.forEach((cell, place) => {
    cells[place] = ring;
    let [west, north, east, south] = [1, 1, 0, 0];
    for (const degrees of cell.rings) {
      rings[ring++] = at;
      for (let k = 0; k + 1 < degrees.length; k += 2) {
        const x = xOf(degrees[k] ?? 0);
        const y = yOf(degrees[k + 1] ?? 0);
        points[at++] = x;
        points[at++] = y;
        [west, east] = [Math.min(west, x), Math.max(east, x)];
        [north, south] = [Math.min(north, y), Math.max(south, y)];
      }
    }
    boxes.set([west, north, east, south], 4 * place);
  });
  rings[ring] = at;
  cells[map.cells.length] = ring;
  const codes = map.cells.map((cell) => cell.code);
  const places = new Map(codes.map((code, place) => [code, place]));
  return { n: codes.length, codes, points, rings, cells, boxes, places };
}

export function xOf(lon: number): number {
  return 0.5 + lon / 360;
}

export function yOf(lat: number): number {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}

/** Return the place of the cell that holds a point of degrees, or -1. */
export function placeAt(sheet: Sheet, lon: number, lat: number): number {
  const [x, y] = [xOf(lon), yOf(lat)];
  const { boxes } = sheet;
  for (let place = 0; place < sheet.n; place++) {
    const at = 4 * place;
    if (x < num(boxes, at) || x > num(boxes, at + 2)) continue;
    if (y < num(boxes, at + 1) || y > num(boxes, at + 3)) continue;
    if (holds(sheet, place, x, y)) return place;
  }
  return -1;
}

/** In an odd number of rings: inside one, and in no hole of it. */
function holds({ points, rings, cells }: Sheet, place: number, x: number, y: number): boolean {
  let isInside = false;
  for (let ring = num(cells, place); ring < num(cells, place + 1); ring++) {
    const [begin, end] = [num(rings, ring), num(rings, ring + 1)];
    for (let at = begin, before = end - 2; at < end; before = at, at += 2) {
      const [x1, y1] = [num(points, at), num(points, at + 1)];
      const [x2, y2] = [num(points, before), num(points, before + 1)];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
    }
  }
  return isInside;
}

/** Return the middle of a cell, degrees. */
export function middleOf({ boxes }: Sheet, place: number): { lon: number; lat: number } {
  const at = 4 * place;
  const x = (num(boxes, at) + num(boxes, at + 2)) / 2;
  const y = (num(boxes, at + 1) + num(boxes, at + 3)) / 2;
  return { lon: lonOf(x), lat: latOf(y) };
}

/** Return west, south, east and north of a cell, degrees. */
export function boxOf({ boxes }: Sheet, place: number): [number, number, number, number] {
  const at = 4 * place;
  return [
    lonOf(num(boxes, at)),
    latOf(num(boxes, at + 3)),
    lonOf(num(boxes, at + 2)),
    latOf(num(boxes, at + 1)),
  ];
}

function lonOf(x: number): number {
  return (x - 0.5) * 360;
}

function latOf(y: number): number {
  return (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
}

const CORNER_WIDTH = 0.36;
const CORNER_HEIGHT = 0.5;

/** Return the lower corner of the area in which fewer cells are: there is room for a legend. */
export function freeCorner({ n, boxes }: Sheet): "left" | "right" {
  const middles = Array.from({ length: n }, (_, place) => {
    const at = 4 * place;
    return [
      (num(boxes, at) + num(boxes, at + 2)) / 2,
      (num(boxes, at + 1) + num(boxes, at + 3)) / 2,
    ] as const;
  });
  let [west, north, east, south] = [1, 1, 0, 0];
  for (const [x, y] of middles) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [north, south] = [Math.min(north, y), Math.max(south, y)];
  }
  const isLow = (y: number) => y > south - CORNER_HEIGHT * (south - north);
  const reach = CORNER_WIDTH * (east - west);
  const left = middles.filter(([x, y]) => isLow(y) && x < west + reach).length;
  const right = middles.filter(([x, y]) => isLow(y) && x > east - reach).length;
  return right < left ? "right" : "left";
}

/** What is painted of the world, in pixels: a quarter more on each side than is looked at. */
export interface View {
  scale: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Return where the middle of a cell is in a view, in pixels. */
export function middleIn({ scale, left, top }: View, { boxes }: Sheet, place: number) {
  const at = 4 * place;
  return [
    ((num(boxes, at) + num(boxes, at + 2)) / 2) * scale - left,
    ((num(boxes, at + 1) + num(boxes, at + 3)) / 2) * scale - top,
  ] as const;
}

/** Whether a cell lies in the upper left corner of what is looked at, so many pixels of it. */
export function isInCorner(
  view: View,
  sheet: Sheet,
  place: number,
  [wide, high]: readonly [number, number],
): boolean {
  const [x, y] = middleIn(view, sheet, place);
  return x - view.width / 4 < wide && y - view.height / 4 < high;
}

const EQUATOR_M = 40_075_016.686;

/** Return how wide most cells are, metres in steps of ten. */
export function widthM(sheet: Sheet): number {
  if (sheet.n === 0) return 0;
  const widths = Array.from({ length: sheet.n }, (_, place) => {
    const at = 4 * place;
    return num(sheet.boxes, at + 2) - num(sheet.boxes, at);
  }).sort((one, other) => one - other);
  const { lat } = middleOf(sheet, 0);
  const metres = (widths[sheet.n >> 1] ?? 0) * EQUATOR_M * Math.cos((lat * Math.PI) / 180);
  return Math.round(metres / 10) * 10;
}

export function num(column: ArrayLike<number>, at: number): number {
  return column[at] ?? 0;
}
