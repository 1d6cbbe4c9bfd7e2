/** Which tiles of Web Mercator cover a place: counted from the north-west, 2^zoom a side. */

export interface Tile {
  zoom: number;
  column: number;
  row: number;
}

/** Beyond this many the deepest zooms are left out: a phone is not an atlas. */
export const MOST_TILES = 3000;

/** Return the tiles over west, south, east, north (degrees), the coarsest first. */
export function tilesOver(
  [west, south, east, north]: readonly [number, number, number, number],
  minZoom: number,
  maxZoom: number,
): Tile[] {
  const found: Tile[] = [];
  for (let zoom = minZoom; zoom <= maxZoom; zoom++) {
    const last = 2 ** zoom - 1;
    const within = (at: number) => Math.min(last, Math.max(0, Math.floor(at)));
    const [left, right] = [columnAt(west, zoom), columnAt(east, zoom)].map(within);
    const [top, bottom] = [rowAt(north, zoom), rowAt(south, zoom)].map(within);
    if (left === undefined || right === undefined) return found;
    if (top === undefined || bottom === undefined) return found;
    const n = (right - left + 1) * (bottom - top + 1);
    if (found.length > 0 && found.length + n > MOST_TILES) return found;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) found.push({ zoom, column, row });
    }
  }
  return found;
}

function columnAt(lon: number, zoom: number): number {
  return ((lon + 180) / 360) * 2 ** zoom;
}

function rowAt(lat: number, zoom: number): number {
  const phi = (lat * Math.PI) / 180;
  return ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * 2 ** zoom;
}
