import { expect, test } from "vitest";
import { compared, marksOf } from "./marks.ts";
import { placeOf } from "./plan.ts";
import type { Broken } from "./wire.ts";

function broken(changes: Partial<Broken>): Broken {
  return {
    rule: "rest",
    hard: true,
    officer_id: null,
    post: null,
    days: [],
    amount: 1,
    penalty: 1000,
    zh: "",
    en: "",
    ...changes,
  };
}

test("a run is marked on the day that broke it, a post on each day, a share at the person", () => {
  const run = broken({ officer_id: "a", days: ["2022-11-07", "2022-11-08"] });
  const cover = broken({ rule: "cover", post: "cz", days: ["2022-11-09"] });
  const share = broken({ rule: "fair_nights", officer_id: "b" });
  const marks = marksOf([run, cover, share]);
  expect([...marks.cells]).toEqual([[placeOf("a", "2022-11-08"), [run]]]);
  expect([...marks.posts]).toEqual([[placeOf("cz", "2022-11-09"), [cover]]]);
  expect([...marks.people]).toEqual([["b", [share]]]);
});

test("what an edit breaks and mends is told apart from what was there", () => {
  const [old, gone, fresh] = [broken({}), broken({ rule: "cover" }), broken({ amount: 2 })];
  expect(compared([old, gone], [old, fresh])).toEqual({ more: [fresh], less: [gone] });
});
