import { expect, test } from "vitest";
import { actOf } from "./keys.ts";
import type { Shift } from "./wire.ts";

const SHIFTS = [
  { code: "早", kind: "early" },
  { code: "中", kind: "middle" },
  { code: "夜", kind: "night" },
] as Shift[];

function press(key: string, more: Partial<Parameters<typeof actOf>[0]> = {}) {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return actOf({ key, ...none, ...more }, SHIFTS);
}

test("arrows go, and a page is eight people", () => {
  expect(press("ArrowLeft")).toEqual({ do: "go", rows: 0, days: -1 });
  expect(press("PageDown")).toEqual({ do: "go", rows: 8, days: 0 });
  expect(press("End", { ctrlKey: true })).toEqual({ do: "ends", where: "grid", last: true });
});

test("a shift is set by its digit, its letter, or its own sign", () => {
  for (const key of ["3", "n", "N", "夜"]) expect(press(key)).toEqual({ do: "set", shift: "夜" });
  expect(press("4")).toBeNull();
});

test("what takes back and what saves wants the control key, and alt is the browser's", () => {
  expect(press("z", { ctrlKey: true })).toEqual({ do: "undo" });
  expect(press("Z", { metaKey: true, shiftKey: true })).toEqual({ do: "redo" });
  expect(press("z")).toBeNull();
  expect(press("p", { altKey: true })).toBeNull();
  expect(press("n", { ctrlKey: true })).toBeNull();
});
