/** Rules of the law table by act, level, day and certainty. */
import { expect, it } from "vitest";
import { isMeant, type LawFilter, whole } from "./law_rules.ts";
import type { TableRule } from "./wire.ts";

const ALL: LawFilter = { act: "", level: "", day: "", onlyUnverified: false };
const RULE: TableRule = {
  id: "eec-1145",
  law: { zh: "生态环境法典", en: "Code" },
  kind: "penalty",
  levels: ["first"],
  acts: ["angling"],
  verified: false,
  valid_from: "2026-08-15",
};

it("takes a rule from its first day to its last, both included", () => {
  const ended = { ...RULE, valid_from: null, valid_to: "2026-08-14" };
  expect(isMeant(RULE, { ...ALL, day: "2026-08-14" })).toBe(false);
  expect(isMeant(RULE, { ...ALL, day: "2026-08-15" })).toBe(true);
  expect(isMeant(ended, { ...ALL, day: "2026-08-14" })).toBe(true);
  expect(isMeant(ended, { ...ALL, day: "2026-08-15" })).toBe(false);
});

it("takes pointers that are about whatever was done for every act", () => {
  expect(isMeant({ ...RULE, acts: ["*"] }, { ...ALL, act: "boating" })).toBe(true);
  expect(isMeant(RULE, { ...ALL, act: "boating" })).toBe(false);
  expect(isMeant(RULE, { ...ALL, level: "second" })).toBe(false);
});

it("leaves out what was verified, where that is asked", () => {
  expect(isMeant({ ...RULE, verified: true }, { ...ALL, onlyUnverified: true })).toBe(false);
  expect(isMeant(RULE, { ...ALL, onlyUnverified: true })).toBe(true);
});

it("tells what the table does not know as unknown", () => {
  expect(whole(RULE)).toMatchObject({ fine: null, authority: null, valid_from: "2026-08-15" });
});
