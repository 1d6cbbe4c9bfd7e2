import { expect, it } from "vitest";
import { booked, letGo, slotActs, wayBack } from "./slot_edits.ts";
import type { Slot } from "./wire.ts";

const NOW = Date.parse("2022-10-10T00:00:00Z");
const TAKEN = { booking: { firm_id: "f", wish: "消防" }, free: false };

function slot(changes: Partial<Slot> = {}): Slot {
  const [start, end] = ["2022-10-11T01:00:00Z", "2022-10-11T02:00:00Z"];
  const rest = { topic: "消防", place: "", booking: null, cancelled: "", voided: "", free: true };
  return { id: "s", squad: "park", start, end, ...rest, ...changes };
}

it("lets everybody book and give back, and only leaders call off and bring back", () => {
  expect(slotActs(slot(), false, NOW)).toEqual(["book"]);
  expect(slotActs(slot(), true, NOW)).toEqual(["book", "cancel"]);
  expect(slotActs(slot(TAKEN), false, NOW)).toEqual(["give_back"]);
  expect(slotActs(slot({ voided: "停电" }), false, NOW)).toEqual([]);
  expect(slotActs(slot({ voided: "停电" }), true, NOW)).toEqual(["restore"]);
});

it("offers nothing of a begun hour that could not be undone", () => {
  const begun = { start: "2022-10-10T00:00:00Z" };
  expect(slotActs(slot({ ...begun, ...TAKEN }), true, NOW)).toEqual([]);
  expect(slotActs(slot(begun), false, NOW)).toEqual([]);
  expect(slotActs(slot(begun), true, NOW)).toEqual([]);
});

it("frees a booked hour when it is called off, and has it back whole", () => {
  const was = slot({ ...TAKEN, cancelled: "" });
  const off = letGo(was, "cancel", "停电");
  expect(off).toEqual({ booking: null, cancelled: "停电", voided: "停电" });
  expect({ ...was, ...off, ...wayBack(was, off, "误操作") }).toEqual(was);
});

it("calls a free hour off without a word of a booking", () => {
  expect(letGo(slot(), "cancel", "停电")).toEqual({ voided: "停电" });
});

it("forgets why it was given back before, so that the same reason can be given again", () => {
  const was = slot({ cancelled: "误操作" });
  const taken = booked("f", "");
  expect(taken.cancelled).toBe("");
  expect(wayBack(was, taken, "误操作")).toEqual({ booking: null, cancelled: "误操作" });
});
