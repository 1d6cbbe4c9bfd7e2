import { expect, it } from "vitest";
import { dueChecks, lastVisits, stateOf } from "./due.ts";
import type { Check, Visit } from "./wire.ts";

const NOW = Date.parse("2022-10-10T00:00:00Z");

function check(id: string, end: string): Check {
  const window = { start: "2022-10-01T00:00:00Z", end };
  const what = { matter: "计量", agency: "market", minutes: 30, unannounced: false, note: "" };
  return { id, firm_id: "f", window, ...what, voided: "", counts: true };
}

function visit(checks: string[], happened: string | null, counts = true): Visit {
  const span = happened ? { start: happened, end: happened } : null;
  const rest = { start: "2022-10-05T00:00:00Z", minutes: 30, note: "", flags: [], counts };
  return { id: "v", firm_id: "f", checks, happened: span, voided: "", ...rest };
}

it("tells how a check stands", () => {
  const one = check("a", "2022-10-12T00:00:00Z");
  expect(stateOf(one, [], NOW)).toBe("soon");
  expect(stateOf(one, [visit(["a"], null)], NOW)).toBe("planned");
  expect(stateOf(one, [visit(["a"], "2022-10-05T00:00:00Z")], NOW)).toBe("done");
  expect(stateOf(one, [visit(["a"], null, false)], NOW)).toBe("soon");
  expect(stateOf(check("b", "2022-10-30T00:00:00Z"), [], NOW)).toBe("waiting");
  expect(stateOf(check("c", "2022-10-10T00:00:00Z"), [], NOW)).toBe("missed");
});

it("lists what nothing is planned for, the first to end first", () => {
  const all = [check("b", "2022-10-30T00:00:00Z"), check("a", "2022-10-12T00:00:00Z")];
  expect(dueChecks(all, [], NOW).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(dueChecks(all, [visit(["a"], null)], NOW).map(({ id }) => id)).toEqual(["b"]);
});

it("knows when somebody was last there", () => {
  const were = [visit([], "2022-09-01T00:00:00Z"), visit([], "2022-10-02T00:00:00Z")];
  const void_ = visit([], "2022-10-08T00:00:00Z", false);
  expect(lastVisits([...were, void_]).get("f")).toBe("2022-10-02T00:00:00Z");
});
