/** The map of who answers: a colour, a pattern and a letter for each; nobody's cells are crossed. */
import type { Theme } from "../../../base/theme.ts";
import type { Paint } from "../../../map/canvas_layer.ts";
import type { AreaMap, Cell } from "../../../map/codec.ts";
import { PALETTES, type Palette } from "../../../map/colours.ts";
import { type Project, paintEdges } from "../../../map/paint.ts";
import { NOBODY, type Share } from "./shares.ts";

type Ground = Exclude<Theme, "auto">;

const FILLS: Record<"light" | "dark", readonly string[]> = {
  light: ["#bfe3df", "#f1dca4", "#c6d4f2", "#f0c4c0", "#d6e2ae", "#dcc8ea", "#e6d3bd", "#c9d3d8"],
  dark: ["#1d4f4f", "#5a4a1c", "#2b3f6b", "#63302f", "#41501f", "#4b3560", "#54402a", "#36434a"],
};
const INK = { light: "#10222b", dark: "#dbe7ea" } as const;
const TILE_PX = 10;
/** So large must a cell be for its letter to be read. */
const LETTER_PX = 18;

export function paintDuties(
  { to, project }: Paint,
  map: AreaMap,
  shares: readonly Share[],
  chosen: ReadonlySet<string>,
  ground: Ground,
): void {
  const palette = PALETTES[ground];
  const shareOf = new Map<string, number>();
  shares.forEach(({ cells }, at) => {
    for (const cell of cells) shareOf.set(cell, at);
  });
  const styles = shares.map((share, at) => styleOfShare(to, share, at, ground));
  for (const cell of map.cells) {
    const at = shareOf.get(cell.code);
    if (at === undefined) continue;
    trace(to, cell, project);
    to.fillStyle = styles[at] ?? palette.land;
    to.fill("evenodd");
    to.lineWidth = 0.8;
    to.strokeStyle = palette.land;
    to.stroke();
  }
  paintBorders(to, map, shareOf, project, palette);
  paintLetters(to, map, shares, shareOf, project, ground);
  if (chosen.size > 0) paintEdges(to, map, chosen, project, palette);
}

/** Return what somebody's cells are filled with, on the map and in the list beside it. */
export function styleOfShare(
  to: CanvasRenderingContext2D,
  share: Share,
  at: number,
  ground: Ground,
): CanvasPattern | string {
  const tone = ground === "dark" ? "dark" : "light";
  const fill = share.key === NOBODY ? PALETTES[ground].land : (FILLS[tone][at % 8] ?? "");
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE_PX;
  const on = tile.getContext("2d");
  if (!on) return fill;
  on.fillStyle = fill;
  on.fillRect(0, 0, TILE_PX, TILE_PX);
  on.strokeStyle = share.key === NOBODY ? PALETTES[ground].due : INK[tone];
  on.globalAlpha = share.key === NOBODY ? 0.9 : 0.28;
  on.lineWidth = 1;
  drawPattern(on, share.key === NOBODY ? 4 : at % 4);
  return to.createPattern(tile, "repeat") ?? fill;
}

/** Plain, slanted, level, dotted; crossed is nobody's alone. */
function drawPattern(on: CanvasRenderingContext2D, pattern: number): void {
  const size = TILE_PX;
  on.beginPath();
  if (pattern === 1 || pattern === 4) {
    for (const shift of [-size, 0, size]) {
      on.moveTo(shift, size);
      on.lineTo(shift + size, 0);
    }
  }
  if (pattern === 4) {
    on.moveTo(0, 0);
    on.lineTo(size, size);
  }
  if (pattern === 2) {
    on.moveTo(0, size / 2);
    on.lineTo(size, size / 2);
  }
  if (pattern === 3) on.arc(size / 2, size / 2, 1, 0, 7);
  on.stroke();
}

/** A line where one person's cells end and another's begin. */
function paintBorders(
  to: CanvasRenderingContext2D,
  map: AreaMap,
  shareOf: ReadonlyMap<string, number>,
  project: Project,
  palette: Palette,
): void {
  const seen = new Map<string, number>();
  const edges = new Map<string, readonly [number, number, number, number]>();
  for (const { code, rings } of map.cells) {
    const share = shareOf.get(code) ?? -1;
    for (const ring of rings) {
      for (let at = 0; at + 1 < ring.length; at += 2) {
        const next = (at + 2) % ring.length;
        const [ax = 0, ay = 0, bx = 0, by = 0] = [
          ring[at],
          ring[at + 1],
          ring[next],
          ring[next + 1],
        ];
        const isFirst = ax < bx || (ax === bx && ay < by);
        const edge = [isFirst ? ax : bx, isFirst ? ay : by, isFirst ? bx : ax, isFirst ? by : ay];
        const key = edge.map((one) => one.toFixed(6)).join();
        const other = seen.get(key);
        if (other === share) edges.delete(key);
        else edges.set(key, edge as [number, number, number, number]);
        seen.set(key, share);
      }
    }
  }
  to.beginPath();
  for (const [ax, ay, bx, by] of edges.values()) {
    to.moveTo(...project(ax, ay));
    to.lineTo(...project(bx, by));
  }
  to.lineWidth = 1.6;
  to.strokeStyle = palette.zone;
  to.stroke();
}

/** A letter in each cell that is large enough; else one large one in the middle of the share. */
function paintLetters(
  to: CanvasRenderingContext2D,
  map: AreaMap,
  shares: readonly Share[],
  shareOf: ReadonlyMap<string, number>,
  project: Project,
  ground: Ground,
): void {
  const box = map.cells[0]?.box;
  if (!box) return;
  const [left] = project(box[0], box[1]);
  const [right] = project(box[2], box[1]);
  const isLarge = Math.abs(right - left) >= LETTER_PX;
  to.fillStyle = INK[ground === "dark" ? "dark" : "light"];
  to.textAlign = "center";
  to.textBaseline = "middle";
  to.font = isLarge ? "12px sans-serif" : "700 22px sans-serif";
  if (isLarge) {
    for (const cell of map.cells) {
      const share = shares[shareOf.get(cell.code) ?? -1];
      if (share && hasRoom(cell, project)) to.fillText(share.letter, ...middle(cell, project));
    }
    return;
  }
  for (const share of shares) {
    const cells = map.cells.filter(({ code }) => share.cells.includes(code));
    const at = cells[Math.floor(cells.length / 2)];
    if (at) to.fillText(share.letter, ...middle(at, project));
  }
}

/** A cell that the area's edge cuts off has no room for a letter. */
function hasRoom({ box }: Cell, project: Project): boolean {
  const [left, top] = project(box[0], box[3]);
  const [right, bottom] = project(box[2], box[1]);
  return Math.min(right - left, bottom - top) >= LETTER_PX;
}

/** Return the middle of a cell's corners: of one that is cut off it lies inside, too. */
function middle({ rings }: Cell, project: Project): [number, number] {
  const ring = rings[0] ?? new Float64Array();
  const n = Math.max(1, ring.length / 2);
  let lon = 0;
  let lat = 0;
  for (let at = 0; at + 1 < ring.length; at += 2) {
    lon += (ring[at] ?? 0) / n;
    lat += (ring[at + 1] ?? 0) / n;
  }
  return project(lon, lat);
}

function trace(to: CanvasRenderingContext2D, cell: Cell, project: Project): void {
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
