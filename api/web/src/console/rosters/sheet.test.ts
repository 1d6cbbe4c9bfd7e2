import { expect, test } from "vitest";
import { marksOf } from "./marks.ts";
import { planOf } from "./plan.ts";
import { sheetOf } from "./sheet.ts";
import { spansFrom } from "./spans.ts";
import type { Broken, Frame, Roster } from "./wire.ts";

const PEOPLE = ["a", "b", "c"];
const ROSTER = { shifts: [], posts: [], rules: [] } as unknown as Roster;
const FRAME = {
  people: PEOPLE.map((officer_id) => ({ officer_id })),
  days: [],
  areas: {},
  wishes: [],
  leave: [],
} as unknown as Frame;

function broken(rule: string, officer_id: string, penalty: number): Broken {
  return {
    rule,
    officer_id,
    penalty,
    hard: false,
    post: null,
    days: [],
    amount: 1,
    zh: "",
    en: "",
  };
}

function marked(...all: Broken[]) {
  const plan = planOf([], []);
  const { rows } = sheetOf({
    roster: ROSTER,
    frame: FRAME,
    plan,
    from: plan,
    tellsBefore: false,
    marks: marksOf(all),
    cover: [],
    area: null,
    language: "zh",
    nameOf: (person) => person.officer_id,
  });
  const named = (is: "isNightsSoft" | "isSoft") =>
    rows.filter((one) => one[is]).map((one) => one.name);
  return { nights: named("isNightsSoft"), shifts: named("isSoft") };
}

test("a sum is marked for whom a finding names, and only where the finding is about it", () => {
  const found = marked(
    broken("fair_nights", "a", 6),
    broken("fair_weekends", "b", 4),
    broken("fair_hours", "c", 2),
  );
  expect(found).toEqual({ nights: ["a"], shifts: ["c"] });
});

test("where all are named only those are marked that are worse off than the rest", () => {
  const all = PEOPLE.map((one) => broken("fair_nights", one, one === "b" ? 18 : 6));
  expect(marked(...all).nights).toEqual(["b"]);
  expect(marked(...PEOPLE.map((one) => broken("fair_nights", one, 6))).nights).toEqual([]);
});

test("the end of the month is not offered twice", () => {
  expect(spansFrom("2027-01-18")).toEqual(["month", "7", "28"]);
  expect(spansFrom("2027-02-01")).toEqual(["month", "7", "14"]);
  expect(spansFrom("2027-01-01")).toEqual(["month", "7", "14", "28"]);
});
