/** Times say what differs from now, and no more. */
import { expect, it } from "vitest";
import { shortDayAt, shortTimeAt } from "./local_time.ts";

const NOW = Date.parse("2026-11-27T10:00:00Z");

it("tells the day of another day, and the year of another year, by the squad's clock", () => {
  expect(shortTimeAt("2026-11-26T16:02:00Z", NOW)).toBe("00:02");
  expect(shortTimeAt("2026-11-26T15:58:00Z", NOW)).toBe("11-26 23:58");
  expect(shortTimeAt("2025-12-31T16:00:00Z", NOW)).toBe("01-01 00:00");
  expect(shortTimeAt("2022-12-31T15:00:00Z", NOW)).toBe("2022-12-31 23:00");
  expect([shortDayAt("2026-12-31", NOW), shortDayAt("2027-01-01", NOW)]).toEqual([
    "12-31",
    "2027-01-01",
  ]);
});
