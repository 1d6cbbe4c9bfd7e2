import { expect, it } from "vitest";
import { endOfDay, lastMoment } from "./moment.ts";

const NOW = Date.parse("2022-10-08T02:31:20+08:00");

it("takes a time of the clock for the last one there was", () => {
  expect(lastMoment("02:31", NOW)).toBe("2022-10-07T18:31:00.000Z");
  expect(lastMoment("02:32", NOW)).toBe("2022-10-06T18:32:00.000Z");
  expect(lastMoment("23:50", NOW)).toBe("2022-10-07T15:50:00.000Z");
});

it("has no moment for what is no time", () => {
  expect([lastMoment("", NOW), lastMoment("24:00", NOW), lastMoment("2:30", NOW)]).toEqual([
    null,
    null,
    null,
  ]);
});

it("ends a day at its midnight", () => {
  expect(endOfDay("2022-10-08")).toBe("2022-10-08T16:00:00.000Z");
  expect([endOfDay(""), endOfDay("2022-13-40")]).toEqual([null, null]);
});
