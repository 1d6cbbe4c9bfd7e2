/** The packed map of an area, unpacked: cells as rings of degrees, each with its class. */

/** Time since last seen over required interval: ≤ 1, 1–2, 2–5, > 5, never; then two of no ratio. */
export type GapClass = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export const NEVER = 4 satisfies GapClass;
export const NO_TRACK = 5 satisfies GapClass;
export const NOT_REQUIRED = 6 satisfies GapClass;

export interface ZoneShape {
  level: string;
  status: string;
  /** Missing in a map that a phone has kept for long. */
  since?: string;
  geometry: GeoJSON.Geometry | null;
}

/** A ring, or parts of rings each: `[Δlon, Δlat, …]` in millionths of a degree. */
export type PackedCell = number[] | number[][][];

export interface WireMap {
  area: string;
  name_zh: string;
  name_en: string;
  bounds: [number, number, number, number];
  outline: GeoJSON.Geometry | null;
  water: GeoJSON.Geometry | null;
  zones: ZoneShape[];
  grid: {
    codes: string[];
    kinds: string;
    polygons: PackedCell[];
    gap_class: string;
  } | null;
  boundaries: { status: string; status_note: string; date: string | null; source: string };
  at: string;
}

export interface Cell {
  code: string;
  kind: string;
  gap: GapClass;
  /** Longitude and latitude in turn, degrees; not closed. Inner rings are holes. */
  rings: Float64Array[];
  box: [number, number, number, number];
}

export interface AreaMap extends Omit<WireMap, "grid"> {
  cells: Cell[];
  counts: Counts;
}

export interface Counts {
  never: number;
  overdue: number;
  /** Cells by class 0 to 6. */
  by: number[];
}

const UNIT = 1e-6;

export function unpack(wire: WireMap): AreaMap {
  const { grid, ...rest } = wire;
  const shapes = unpackShapes(grid?.polygons ?? []);
  const cells = (grid?.codes ?? []).map((code, at): Cell => {
    const rings = shapes[at] ?? [];
    return {
      code,
      kind: grid?.kinds[at] ?? "",
      gap: gapOf(grid?.gap_class[at]),
      rings,
      box: boxOf(rings),
    };
  });
  return { ...rest, cells, counts: countsOf(cells) };
}

/** Each ring's first point counts from the first point of the ring before, of whichever cell. */
export function unpackShapes(packed: readonly PackedCell[]): Float64Array[][] {
  let startLon = 0;
  let startLat = 0;
  const unpackRing = (deltas: readonly number[]): Float64Array => {
    const ring = new Float64Array(deltas.length);
    let lon = startLon;
    let lat = startLat;
    for (let at = 0; at + 1 < deltas.length; at += 2) {
      lon += deltas[at] ?? 0;
      lat += deltas[at + 1] ?? 0;
      if (at === 0) [startLon, startLat] = [lon, lat];
      ring[at] = lon * UNIT;
      ring[at + 1] = lat * UNIT;
    }
    return ring;
  };
  return packed.map((cell) =>
    isOneRing(cell) ? [unpackRing(cell)] : cell.flatMap((part) => part.map(unpackRing)),
  );
}

function isOneRing(cell: PackedCell): cell is number[] {
  return typeof cell[0] === "number";
}

function gapOf(digit: string | undefined): GapClass {
  const value = Number(digit ?? NOT_REQUIRED);
  return (value >= 0 && value <= 6 ? value : NOT_REQUIRED) as GapClass;
}

/** Every ratio above 1 is overdue; what was never seen is told apart. */
function countsOf(cells: readonly Cell[]): Counts {
  const by = [0, 0, 0, 0, 0, 0, 0];
  for (const { gap } of cells) by[gap] = (by[gap] ?? 0) + 1;
  const [, late = 0, later = 0, latest = 0, never = 0, noTrack = 0] = by;
  return { never, overdue: late + later + latest + noTrack, by };
}

function boxOf(rings: readonly Float64Array[]): Cell["box"] {
  const box: Cell["box"] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let at = 0; at + 1 < ring.length; at += 2) {
      const lon = ring[at] ?? 0;
      const lat = ring[at + 1] ?? 0;
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}

export function cellAt(map: AreaMap, lon: number, lat: number): Cell | null {
  const holds = ({ box, rings }: Cell) =>
    lon >= box[0] &&
    lat >= box[1] &&
    lon <= box[2] &&
    lat <= box[3] &&
    // In an odd number of rings: inside one, and in no hole of it.
    rings.filter((ring) => inRing(ring, lon, lat)).length % 2 === 1;
  return map.cells.find(holds) ?? null;
}

/** Return the strictest zone at a place, or null. */
export function zoneAt(map: AreaMap, lon: number, lat: number): ZoneShape | null {
  const order = ["first", "second", "quasi"];
  const found = map.zones.filter(({ geometry }) => inGeometry(geometry, lon, lat));
  return (
    found.sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level))[0] ?? null
  );
}

function inRing(ring: ArrayLike<number>, lon: number, lat: number): boolean {
  let inside = false;
  const n = ring.length / 2;
  for (let at = 0, before = n - 1; at < n; before = at++) {
    const x = ring[2 * at] ?? 0;
    const y = ring[2 * at + 1] ?? 0;
    const px = ring[2 * before] ?? 0;
    const py = ring[2 * before + 1] ?? 0;
    if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
  }
  return inside;
}

export function inGeometry(geometry: GeoJSON.Geometry | null, lon: number, lat: number): boolean {
  if (geometry?.type === "Polygon") return inPolygon(geometry.coordinates, lon, lat);
  if (geometry?.type !== "MultiPolygon") return false;
  return geometry.coordinates.some((polygon) => inPolygon(polygon, lon, lat));
}

function inPolygon(rings: GeoJSON.Position[][], lon: number, lat: number): boolean {
  const hits = rings.filter((ring) =>
    inRing(
      ring.flatMap((p) => p.slice(0, 2)),
      lon,
      lat,
    ),
  );
  // Inside the outer ring, and in no hole.
  return hits.length === 1 && hits[0] === rings[0];
}
