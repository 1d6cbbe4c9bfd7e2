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

it("tells years of a long line, and lets no label run into another or over the end", () => {
  const over = (last: string) =>
    lineOf([
      operation("a", "2022-08-05T00:00:00Z", "2022-08-18T00:00:00Z"),
      operation("b", last, last),
    ])?.months ?? [];
  expect(over("2026-11-20T00:00:00Z").map(({ day }) => day)).toEqual([
    "2023",
    "2024",
    "2025",
    "2026",
  ]);
  for (const last of ["2022-11-03", "2023-09-01", "2024-08-01", "2036-01-05"]) {
    const marks = over(`${last}T00:00:00Z`);
    marks.forEach(({ at }, place) => {
      expect((marks[place + 1]?.at ?? 1) - at).toBeGreaterThanOrEqual(0.15);
    });
  }
});

it("keeps every bar on the line", () => {
  const line = lineOf([operation("a", "2022-08-05T00:00:00Z", "2022-08-18T00:00:00Z")]);
  for (const { from, width } of line?.placed ?? []) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(from + width).toBeLessThanOrEqual(1);
  }
});
