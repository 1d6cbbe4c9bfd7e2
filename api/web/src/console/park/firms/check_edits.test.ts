/** What may be done with a visit, and which month is planned ahead. */
import { expect, it } from "vitest";
import { nextMonth, visitActs } from "./check_edits.ts";
import type { Visit } from "./wire.ts";

const NOW = Date.parse("2022-10-17T02:00:00Z");

function visit(changes: Partial<Visit>): Visit {
  const ahead = { start: "2022-10-18T00:30:00Z", minutes: 60, checks: ["a"], happened: null };
  const kept = { id: "v", firm_id: "f", note: "", voided: "", counts: true, flags: [] };
  return { ...kept, ...ahead, ...changes };
}

it("a visit to come is moved and called off by leaders only", () => {
  expect(visitActs(visit({}), true, NOW)).toEqual(["move", "cancel"]);
  expect(visitActs(visit({}), false, NOW)).toEqual([]);
});

it("whoever was there tells that it took place, once it has begun", () => {
  const begun = visit({ start: "2022-10-17T00:30:00Z" });
  expect(visitActs(begun, false, NOW)).toEqual(["happened"]);
  expect(visitActs(begun, true, NOW)).toEqual(["happened", "move", "cancel"]);
});

it("what was told can be told back, but not of a visit that nobody had planned", () => {
  const happened = { start: "2022-10-17T00:30:00Z", end: "2022-10-17T01:30:00Z" };
  expect(visitActs(visit({ happened }), true, NOW)).toEqual(["unhappened"]);
  expect(visitActs(visit({ happened }), false, NOW)).toEqual([]);
  expect(visitActs(visit({ happened, checks: [] }), true, NOW)).toEqual([]);
});

it("one that is off can only be brought back, by leaders", () => {
  expect(visitActs(visit({ voided: "下雨" }), true, NOW)).toEqual(["restore"]);
  expect(visitActs(visit({ voided: "下雨" }), false, NOW)).toEqual([]);
});

it("what is planned ahead is the whole month after, by the squad's clock", () => {
  expect(nextMonth(Date.parse("2022-12-31T15:59:00Z"))).toEqual({
    first: "2023-01-01",
    end: "2023-02-01",
  });
  expect(nextMonth(Date.parse("2022-12-31T16:01:00Z"))).toEqual({
    first: "2023-02-01",
    end: "2023-03-01",
  });
});
