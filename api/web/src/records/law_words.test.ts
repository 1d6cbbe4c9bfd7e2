/** Why a text of the law stands beside another. */
import { expect, it } from "vitest";
import { standsAt } from "./law_words.ts";

it("tells of two texts which held then, and which only holds if it is lighter", () => {
  expect([0, 1].map((place) => standsAt(place, 2, "person_decides"))).toEqual([
    "then",
    "newer_if_lighter",
  ]);
});

it("tells of one text only where it is the newer one", () => {
  expect(standsAt(0, 1, "newer")).toBe("newer_lighter");
  expect(standsAt(0, 1, "same")).toBeNull();
  expect(standsAt(0, 1, "older")).toBeNull();
});
