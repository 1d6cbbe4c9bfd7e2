import { expect, it } from "vitest";
import { goneOn, isDrawn, onPad, PAD_HEIGHT, PAD_WIDTH, pathOf } from "./strokes.ts";

const PAD = { left: 20, top: 100, width: 350 };

it("keeps a pen on the pad, in thousandths of its width", () => {
  expect(onPad({ x: 195, y: 150 }, PAD)).toEqual({ x: 500, y: 143 });
  expect(onPad({ x: -9, y: 9999 }, PAD)).toEqual({ x: 0, y: PAD_HEIGHT });
  expect(onPad({ x: 9999, y: 0 }, PAD)).toEqual({ x: PAD_WIDTH, y: 0 });
});

it("goes on with a stroke only when the pen has moved", () => {
  const begun = goneOn([], { x: 10, y: 10 });
  expect(begun).toEqual([10, 10]);
  expect(goneOn(begun, { x: 11, y: 10 })).toBe(begun);
  expect(goneOn(begun, { x: 20, y: 10 })).toEqual([10, 10, 20, 10]);
});

it("draws strokes apart from each other, and dots too", () => {
  expect(
    pathOf([
      [1, 2, 3, 4],
      [5, 6],
    ]),
  ).toBe("M1 2L3 4M5 6L5 6");
  expect(pathOf([[], []])).toBe("");
});

it("takes no dot for a signature", () => {
  expect(isDrawn([])).toBe(false);
  expect(isDrawn([[5, 5]])).toBe(false);
  expect(isDrawn([[5, 5, 9, 9]])).toBe(true);
});
