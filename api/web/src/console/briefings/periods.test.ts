import { expect, it } from "vitest";
import { likely, partsOf, periodOf, readPeriod, written, yearsOf } from "./periods.ts";
import type { BriefKind } from "./wire.ts";

const KINDS: readonly BriefKind[] = ["monthly", "quarterly", "annual"];

it("writes the periods of a day, and reads them again", () => {
  const written_ = KINDS.map((kind) => written(kind, periodOf(kind, "2022-10-08")));
  expect(written_).toEqual(["2022-10", "2022Q4", "2022"]);
  KINDS.forEach((kind, at) => {
    expect(readPeriod(kind, written_[at] ?? "")).toEqual(periodOf(kind, "2022-10-08"));
  });
  expect(readPeriod("monthly", "2022Q4")).toBeNull();
});

it("offers the last period with records that is over", () => {
  expect(likely("monthly", "2022-12-01", "2026-11-27")).toEqual({ year: 2022, part: 12 });
  expect(likely("monthly", "2026-11-01", "2026-11-27")).toEqual({ year: 2026, part: 10 });
  expect(likely("quarterly", "2026-01-01", "2026-02-03")).toEqual({ year: 2025, part: 4 });
  expect(likely("annual", null, "2026-11-27")).toEqual({ year: 2025, part: 1 });
});

it("offers no period that has not begun", () => {
  expect(partsOf("monthly", 2026, "2026-03-05")).toEqual([3, 2, 1]);
  expect(partsOf("quarterly", 2025, "2026-03-05")).toEqual([4, 3, 2, 1]);
});

it("offers years back to that of the records", () => {
  expect(yearsOf("2026-11-27", 2022, 3)).toEqual([2026, 2025, 2024, 2023, 2022]);
});
