import { expect, it } from "vitest";
import { ALL, isMeant } from "./filter.ts";
import type { Person } from "./wire.ts";

const PERSON: Person = {
  id: "a",
  name: "队员甲",
  login: "Reservoir-07",
  badge_no: "K-07",
  role: "officer",
  certified: true,
  squad: "reservoir",
  more_squads: ["park"],
  has_password: true,
  has_second_factor: false,
  disabled_at: null,
  demo: false,
};

it("finds a person by any part of name, log-in name or badge number", () => {
  for (const text of ["甲", "reservoir-0", " k-07 ", ""]) {
    expect(isMeant(PERSON, { ...ALL, text })).toBe(true);
  }
  expect(isMeant(PERSON, { ...ALL, text: "乙" })).toBe(false);
});

it("finds a person in each squad that they serve", () => {
  const found = ["reservoir", "park", "river"].map((squad) => isMeant(PERSON, { ...ALL, squad }));
  expect(found).toEqual([true, true, false]);
});

it("tells who can sign in from who cannot", () => {
  const closed = { ...PERSON, disabled_at: "2026-01-01T00:00:00Z" };
  const fresh = { ...PERSON, has_password: false };
  const states = ["open", "closed", "no_password"] as const;
  const of = (one: Person) => states.filter((state) => isMeant(one, { ...ALL, state }));
  expect([of(PERSON), of(closed), of(fresh)]).toEqual([["open"], ["closed"], ["no_password"]]);
});
