import { expect, it } from "vitest";
import { standingOf } from "./wire.ts";

const PLAN = {
  start: "2022-10-08T00:00:00Z",
  end: "2022-10-09T00:00:00Z",
  closed: null,
  voided: "",
};

it("tells whether an operation lies ahead, runs, or waits to be closed", () => {
  expect(standingOf(PLAN, Date.parse("2022-10-07T00:00:00Z"))).toBe("ahead");
  expect(standingOf(PLAN, Date.parse("2022-10-08T00:00:00Z"))).toBe("running");
  expect(standingOf(PLAN, Date.parse("2022-10-09T00:00:00Z"))).toBe("over");
});

it("holds what was decided before the clock", () => {
  const closed = { at: "2022-10-09T00:00:00Z", summary: "" };
  expect(standingOf({ ...PLAN, closed }, 0)).toBe("closed");
  expect(standingOf({ ...PLAN, closed, voided: "重复" }, 0)).toBe("void");
});
