import { expect, test } from "vitest";
import { byDay, rowsOf } from "./sums.ts";
import type { AttendanceState, Attended } from "./wire.ts";

function duty(officer_id: string, day: string, state: AttendanceState, out_minutes = 0): Attended {
  const times = { first_at: null, last_at: null, patrols: [], out_minutes };
  return { officer_id, name: officer_id, day, shift: "早", post: null, state, ...times };
}

test("leave and what is to come count neither for nor against anybody", () => {
  const duties = [
    duty("a", "2022-11-01", "present", 90),
    duty("a", "2022-11-02", "on_leave"),
    duty("a", "2022-11-03", "not_yet"),
    duty("b", "2022-11-01", "absent"),
    duty("b", "2022-11-02", "elsewhere", 30),
    duty("b", "2022-11-02", "absent"),
  ];
  const rows = rowsOf(duties, [{ officer_id: "b" }, { officer_id: "c" }, { officer_id: "a" }]);
  expect(rows.map((one) => [one.name, one.nThere, one.nSettled, one.outMinutes])).toEqual([
    ["b", 1, 3, 30],
    ["a", 1, 1, 90],
  ]);
  expect(rows[0] && byDay(rows[0]).get("2022-11-02")).toHaveLength(2);
});
