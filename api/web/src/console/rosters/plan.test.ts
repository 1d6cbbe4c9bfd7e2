import { expect, test } from "vitest";
import {
  cellOf,
  changes,
  exchanged,
  isChanged,
  OFF,
  type Plan,
  placeOf,
  planOf,
  rebased,
  sent,
  withCell,
  withPin,
} from "./plan.ts";

const [A, B] = ["a", "b"];
const [MONDAY, TUESDAY] = ["2022-11-07", "2022-11-08"];
const EARLY = [{ shift: "早", post: "cz" }];
const NIGHT = [{ shift: "夜", post: null }];
const HERE = placeOf(A, MONDAY);
const THERE = placeOf(B, TUESDAY);

function plan(...cells: [string, typeof EARLY | typeof NIGHT][]): Plan {
  return cells.reduce<Plan>((found, [place, cell]) => withCell(found, place, cell), planOf([], []));
}

test("what the server told is what is sent again", () => {
  const duties = [
    { officer_id: A, day: MONDAY, shift: "早", post: "cz" },
    { officer_id: A, day: MONDAY, shift: "夜", post: null },
  ];
  const pins = [{ officer_id: B, day: TUESDAY, shift: null, post: null }];
  expect(sent(planOf(duties, pins))).toEqual({ duties, pins });
});

test("two days change hands, and with a day off a shift moves", () => {
  const both = exchanged(plan([HERE, EARLY], [THERE, NIGHT]), HERE, THERE);
  expect([cellOf(both, HERE), cellOf(both, THERE)]).toEqual([NIGHT, EARLY]);
  const moved = exchanged(plan([HERE, EARLY]), HERE, THERE);
  expect([cellOf(moved, HERE), cellOf(moved, THERE)]).toEqual([OFF, EARLY]);
});

test("a pin holds what stands in its day now", () => {
  const pinned = withPin(plan([HERE, EARLY]), HERE, true);
  expect(sent(withCell(pinned, HERE, NIGHT)).pins).toEqual([
    { officer_id: A, day: MONDAY, shift: "夜", post: null },
  ]);
  expect(sent(withCell(pinned, HERE, OFF)).pins).toEqual([
    { officer_id: A, day: MONDAY, shift: null, post: null },
  ]);
});

test("what is put back is no change", () => {
  const before = plan([HERE, EARLY]);
  const there = withCell(withCell(before, HERE, NIGHT), HERE, [...EARLY]);
  expect(isChanged(before, there)).toBe(false);
  expect(isChanged(before, withPin(before, HERE, true))).toBe(true);
});

test("changes are told by day", () => {
  const before = plan([THERE, EARLY]);
  const after = plan([HERE, NIGHT]);
  expect(changes(before, after)).toEqual([
    { place: HERE, before: OFF, after: NIGHT },
    { place: THERE, before: EARLY, after: OFF },
  ]);
});

test("my edits go on what somebody else made, and where both changed a day mine stands", () => {
  const base = plan([HERE, EARLY]);
  const mine = withPin(withCell(base, HERE, NIGHT), HERE, true);
  const theirs = withCell(withCell(base, HERE, OFF), THERE, EARLY);
  const { plan: found, both } = rebased(base, mine, theirs);
  expect([cellOf(found, HERE), cellOf(found, THERE)]).toEqual([NIGHT, EARLY]);
  expect(found.pins.has(HERE)).toBe(true);
  expect(both).toEqual([HERE]);
  expect(rebased(base, mine, base).both).toEqual([]);
});
