import { describe, expect, it } from "vitest";
import { changeOf, freeCode, takenCells, toggled } from "./block_edits.ts";
import type { Block } from "./wire.ts";

const HELD = { area: "nanyan", start: "2022-08-01T00:00:00Z", end: null, note: "", counts: true };
const WEST: Block = { ...HELD, id: "b1", code: "W", name: "西片", cells: ["1", "2"] };
const EAST: Block = { ...HELD, id: "b2", code: "E", name: "东片", cells: ["3"] };
const BLOCKS = new Map([WEST, EAST].map((one) => [one.code, one]));

describe("a block that is drawn", () => {
  it("may have what no other block has; its own cells are free to it", () => {
    expect(takenCells(BLOCKS, null)).toEqual(
      new Map([
        ["1", "西片"],
        ["2", "西片"],
        ["3", "东片"],
      ]),
    );
    expect([...takenCells(BLOCKS, WEST).keys()]).toEqual(["3"]);
  });

  it("gains and loses cells by presses, and says how many", () => {
    const cells = toggled(toggled(new Set(WEST.cells), "1"), "4");
    expect([...cells]).toEqual(["2", "4"]);
    expect(changeOf({ of: WEST, cells })).toEqual({ gained: 1, lost: 1 });
    expect(changeOf({ of: null, cells })).toEqual({ gained: 2, lost: 0 });
  });

  it("gets a code that no block ever had", () => {
    expect(freeCode("nanyan", [])).toBe("nanyan-1");
    expect(freeCode("nanyan", [{ code: "nanyan-1" }, { code: "W" }])).toBe("nanyan-2");
  });
});
