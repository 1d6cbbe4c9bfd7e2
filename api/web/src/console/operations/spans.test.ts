import { expect, it } from "vitest";
import { lineOf } from "./spans.ts";
import type { Operation } from "./wire.ts";

function operation(id: string, start: string, end: string): Operation {
  const rest = { squad: "reservoir", aim: "", areas: [], agencies: [], note: "" };
  const state = { closed: null, voided: "", counts: true };
  return { id, kind: "campaign", name: id, start, end, ...rest, ...state };
}

it("has no line without operations", () => {
  expect(lineOf([])).toBeNull();
});

it("gives overlapping operations rows of their own, and uses a row again", () => {
  const line = lineOf([
    operation("c", "2022-09-20T00:00:00Z", "2022-09-25T00:00:00Z"),
    operation("a", "2022-08-05T00:00:00Z", "2022-08-18T00:00:00Z"),
    operation("b", "2022-08-07T00:00:00Z", "2022-08-08T00:00:00Z"),
  ]);
  expect(line?.placed.map(({ of, row }) => [of.id, row])).toEqual([
    ["a", 0],
    ["b", 1],
    ["c", 0],
  ]);
  expect(line?.rows).toBe(2);
  expect(line?.months.map(({ day }) => day)).toEqual(["2022-09"]);
});

it("keeps every bar on the line", () => {
  const line = lineOf([operation("a", "2022-08-05T00:00:00Z", "2022-08-18T00:00:00Z")]);
  for (const { from, width } of line?.placed ?? []) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(from + width).toBeLessThanOrEqual(1);
  }
});
