import { describe, expect, it } from "vitest";
import type { AreaMap } from "../../map/codec.ts";
import { csvOf } from "./csv.ts";
import { legsOf } from "./legs.ts";
import { freeCorner, isInCorner, middleIn, middleOf, placeAt, sheetOf, widthM } from "./sheet.ts";
import { foretold, longestFirst } from "./standing.ts";
import type { WireView } from "./wire.ts";

const STEP = 0.001;

/** Cells a thousandth of a degree wide, by column and row. */
function area(places: readonly (readonly [number, number])[]): AreaMap {
  const cells = places.map(([column, row]) => {
    const [west, south] = [121 + column * STEP, 29 + row * STEP];
    const ring = [west, south, west + STEP, south, west + STEP, south + STEP, west, south + STEP];
    return { code: `c${column}-${row}`, rings: [Float64Array.from(ring)] };
  });
  return { cells } as unknown as AreaMap;
}

describe("the sheet", () => {
  const sheet = sheetOf(
    area([
      [0, 0],
      [1, 0],
      [0, 1],
    ]),
  );

  it("finds the cell that holds a place, and none outside", () => {
    expect(placeAt(sheet, 121.0015, 29.0005)).toBe(1);
    expect(placeAt(sheet, 121.0015, 29.0015)).toBe(-1);
  });

  it("tells which cells a card in the upper left corner would lie on", () => {
    const view = { scale: 1e6, left: 0, top: 0, width: 800, height: 400 };
    const [x, y] = middleIn(view, sheet, 2);
    // The first fourth on each side is painted, but not looked at.
    const corner = (right: number, down: number) => ({
      ...view,
      left: x - view.width / 4 - right,
      top: y - view.height / 4 - down,
    });
    expect(isInCorner(corner(359, 189), sheet, 2, [360, 190])).toBe(true);
    expect(isInCorner(corner(361, 10), sheet, 2, [360, 190])).toBe(false);
    expect(isInCorner(corner(10, 191), sheet, 2, [360, 190])).toBe(false);
  });

  it("gives the middle of a cell back in degrees", () => {
    const { lon, lat } = middleOf(sheet, 2);
    expect(lon).toBeCloseTo(121.0005, 8);
    expect(lat).toBeCloseTo(29.0015, 6);
  });

  it("tells how wide cells are in tens of metres", () => {
    expect(widthM(sheet)).toBe(100);
    expect(widthM(sheetOf(area([])))).toBe(0);
  });

  it("has room for a legend where fewer cells are", () => {
    expect(freeCorner(sheet)).toBe("left");
    expect(
      freeCorner(
        sheetOf(
          area([
            [0, 0],
            [0, 1],
            [1, 1],
          ]),
        ),
      ),
    ).toBe("right");
    expect(
      freeCorner(
        sheetOf(
          area([
            [0, 1],
            [1, 1],
            [1, 0],
          ]),
        ),
      ),
    ).toBe("left");
  });

  it("leaves a hole out", () => {
    const whole = area([[0, 0]]);
    const hole = [121.0004, 29.0004, 121.0006, 29.0004, 121.0006, 29.0006, 121.0004, 29.0006];
    whole.cells[0]?.rings.push(Float64Array.from(hole));
    const holed = sheetOf(whole);
    expect(placeAt(holed, 121.0005, 29.0005)).toBe(-1);
    expect(placeAt(holed, 121.0001, 29.0005)).toBe(0);
  });
});

describe("legs", () => {
  it("put together what lies side by side, led by the first", () => {
    const sheet = sheetOf(
      area([
        [0, 0],
        [20, 0],
        [1, 0],
        [2, 1],
      ]),
    );
    expect(legsOf(sheet, [2, 1, 0, 3])).toEqual([[2, 0, 3], [1]]);
  });
});

describe("the longest unseen", () => {
  it("has never first, then who has waited longest, and nobody who is on time", () => {
    const sheet = sheetOf(
      area([
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 0],
      ]),
    );
    const view = {
      as_of: "2022-10-08T00:00:00Z",
      end: "2022-10-08T00:00:00Z",
      gap_class: "1403",
      last_seen: [1_665_100_000, null, 1_665_180_000, 1_664_000_000],
      required_s: [28_800, 28_800, 86_400, 86_400],
    } as WireView;
    expect(longestFirst(sheet, view, null).map((one) => one.place)).toEqual([1, 3, 0]);
    expect(longestFirst(sheet, view, 0).map((one) => one.place)).toEqual([2]);
  });
});

describe("predictability", () => {
  it("is 1 at one hour of the day, 0 at all alike, and nothing of few arrivals", () => {
    const always = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 100 : 0));
    expect(foretold(always)).toBeCloseTo(1, 9);
    expect(foretold(Array.from({ length: 24 }, () => 50))).toBe(0);
    expect(foretold(Array.from({ length: 24 }, () => 0))).toBeNull();
  });
});

describe("a table for spreadsheets", () => {
  it("runs nothing, and keeps quotes and commas apart", () => {
    const text = csvOf([["330624000901001", '=HYPERLINK("x")', 'a,"b"', 8.5]]);
    expect(text).toBe('\ufeff330624000901001,"\'=HYPERLINK(""x"")","a,""b""",8.5\r\n');
  });
});
