import { describe, expect, it } from "vitest";
import { MOST_TILES, tilesOver } from "./tiles.ts";

const RESERVOIR = [120.98, 29.39, 121.08, 29.46] as const;

describe("tiles over a place", () => {
  it("are the one world tile at zoom 0", () => {
    expect(tilesOver(RESERVOIR, 0, 0)).toEqual([{ zoom: 0, column: 0, row: 0 }]);
  });

  it("are where the slippy-map formula puts them", () => {
    // https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames, for 29.42 N 121.01 E
    const at = [121.01, 29.42, 121.01, 29.42] as const;
    expect(tilesOver(at, 15, 15)).toEqual([{ zoom: 15, column: 27398, row: 13580 }]);
  });

  it("stop before they are more than a phone should carry", () => {
    const tiles = tilesOver([118, 27, 123, 31], 5, 17);
    expect(tiles.length).toBeLessThanOrEqual(MOST_TILES);
    expect(new Set(tiles.map((one) => one.zoom)).size).toBeGreaterThan(3);
  });

  it("stay on the map at the edge of the world", () => {
    for (const { column, row, zoom } of tilesOver([-180, -90, 180, 90], 0, 3)) {
      expect(column).toBeGreaterThanOrEqual(0);
      expect(row).toBeLessThan(2 ** zoom);
    }
  });
});
