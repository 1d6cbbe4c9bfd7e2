import { describe, expect, it } from "vitest";
import { blocksAt, cellsOfBlock, moved, NOBODY, sharesOf } from "./shares.ts";
import type { AreaDuty, Block } from "./wire.ts";

const HELD = { name: null, since: null, until: null, responsibility_id: "r", vacant: null };
const WEST: Block = {
  id: "b1",
  area: "nanyan",
  code: "W",
  name: "W",
  cells: ["1", "2", "3"],
  start: "2022-08-01T00:00:00Z",
  end: null,
  note: "",
  counts: true,
};
const DUTY: AreaDuty = {
  area: "nanyan",
  n_cells: 5,
  n_answered: 4,
  n_vacant: 1,
  in_no_block: ["5"],
  blocks: [
    { ...HELD, holder_id: "ann", block_id: "b1", code: "W", block_name: "W", n_cells: 3, n_own: 1 },
  ],
  cells: [
    { ...HELD, holder_id: "bo", cell: "3", block: "W" },
    { ...HELD, holder_id: "bo", cell: "4", block: null },
  ],
  holes: [],
};
const BLOCKS = new Map([["W", WEST]]);

describe("who answers for which cells", () => {
  it("puts a cell's own duty before its block's, and nobody last", () => {
    const shares = sharesOf(DUTY, BLOCKS, ["5", "1", "2", "3", "4"]);
    expect(shares.map(({ key, letter, cells }) => [key, letter, cells])).toEqual([
      ["ann", "A", ["1", "2"]],
      ["bo", "B", ["3", "4"]],
      [NOBODY, "—", ["5"]],
    ]);
  });

  it("tells blocks apart where it is not told who has them", () => {
    const untold = { ...DUTY, blocks: DUTY.blocks.map((one) => ({ ...one, holder_id: null })) };
    expect(sharesOf(untold, BLOCKS, ["1"])[0]?.key).toBe("block/W");
  });

  it("counts what nobody may do now as nobody's", () => {
    const left = {
      ...DUTY,
      blocks: DUTY.blocks.map((one) => ({ ...one, vacant: "left" as const })),
    };
    expect(sharesOf(left, BLOCKS, ["1"])[0]?.key).toBe(NOBODY);
  });
});

it("hands on a block without the cells that somebody answers for alone", () => {
  expect(cellsOfBlock(DUTY, WEST)).toEqual(["1", "2"]);
});

it("says how many cells both have before and after", () => {
  const shares = sharesOf(DUTY, BLOCKS, ["1", "2", "3", "4", "5"]);
  expect(moved(shares, ["1", "2"], "ann", "bo")).toEqual([
    { id: "ann", before: 2, after: 0 },
    { id: "bo", before: 2, after: 4 },
  ]);
  expect(moved(shares, ["5"], null, "cy")).toEqual([{ id: "cy", before: 0, after: 1 }]);
});

it("takes the blocks that are in force at a moment", () => {
  const ended = { ...WEST, code: "X", end: "2022-09-01T00:00:00Z" };
  const all = [WEST, ended, { ...WEST, code: "V", counts: false }];
  expect([...blocksAt(all, "2022-10-01T00:00:00Z").keys()]).toEqual(["W"]);
  expect([...blocksAt(all, "2022-08-15T00:00:00Z").keys()]).toEqual(["W", "X"]);
});
