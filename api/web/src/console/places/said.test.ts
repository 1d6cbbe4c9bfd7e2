import { expect, it } from "vitest";
import { isReplaced, km2, shareOf, signedM2 } from "./said.ts";
import type { BoundaryImport, Figures } from "./wire.ts";

function figures(before_m2: number, after_m2: number): Figures {
  return { before_m2, after_m2, gained_m2: 0, lost_m2: 0, n_tracks: 0, cells: null };
}

function applied(at: string, part: "outline" | "first" = "outline"): BoundaryImport {
  return { part, state: "in_force", applied_at: at } as BoundaryImport;
}

it("says by how much an area changes, with its sign", () => {
  expect(signedM2(430_120.4)).toBe("+430,120 m²");
  expect(signedM2(-12.6)).toBe("−13 m²");
  expect(signedM2(0.3)).toBe("0 m²");
});

it("says the share of the area before, and none where nothing was", () => {
  expect(shareOf(figures(1000, 1040))).toBe("+4.0%");
  expect(shareOf(figures(1000, 999.9))).toBe("−0.010%");
  expect(shareOf(figures(1000, 500))).toBe("−50%");
  expect(shareOf(figures(0, 500))).toBeNull();
});

it("gives small areas a digit more", () => {
  expect(km2(10_834_000)).toBe("10.83");
  expect(km2(430_000)).toBe("0.430");
});

it("knows a boundary that another of its part has replaced", () => {
  const [old, other, newest] = [
    applied("2022-10-01"),
    applied("2022-11-01", "first"),
    applied("2022-10-02"),
  ];
  expect(isReplaced(old, [old, other])).toBe(false);
  expect(isReplaced(old, [old, other, newest])).toBe(true);
  expect(isReplaced(newest, [old, other, newest])).toBe(false);
});
