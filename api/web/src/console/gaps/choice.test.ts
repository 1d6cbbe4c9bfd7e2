import { describe, expect, it } from "vitest";
import {
  askedHours,
  askedSpan,
  choiceOf,
  hoursOf,
  hoursWithin,
  isWithin,
  partsOf,
  spanOf,
} from "./choice.ts";

const AT_TEN = Date.parse("2022-10-06T10:00:00+08:00");

describe("the address", () => {
  it("says what is looked at, there and back", () => {
    const parts = ["gaps", "changzhao", "week", "night", "both", "330624000901001.330624000901002"];
    expect(partsOf(choiceOf(parts))).toEqual(parts);
  });

  it("means the first view where it says nothing, or nothing that can be meant", () => {
    const first = { area: "", period: "month", hours: "all", source: "patrol", cells: [] };
    expect(choiceOf(["gaps"])).toEqual(first);
    expect(choiceOf(["gaps", "", "tomorrow", "25-30", "drone"])).toEqual(first);
  });

  it("does not carry more cells than somebody could send on", () => {
    const cells = Array.from({ length: 13 }, (_, at) => String(at));
    expect(partsOf({ ...choiceOf(["gaps"]), cells })).toHaveLength(5);
  });
});

describe("hours", () => {
  it("are a shift's where they are one", () => {
    expect(hoursOf(0, 8)).toBe("night");
    expect(hoursOf(0, 24)).toBe("all");
    expect(hoursOf(2, 5)).toBe("2-5");
    expect(spanOf("middle")).toEqual([16, 24]);
    expect(spanOf("5-5")).toBeNull();
  });

  it("are not asked for where they are the whole day", () => {
    expect(askedHours("all")).toBeNull();
    expect(askedHours("0-24")).toBeNull();
    expect(askedHours("early")).toBe("8-16");
  });
});

describe("hours of this shift", () => {
  it("are those there are; others are not", () => {
    const there = hoursWithin("shift", AT_TEN);
    expect(there).toEqual([8, 16]);
    for (const hours of ["all", "early", "9-16"] as const) {
      expect(isWithin(hours, there)).toBe(true);
    }
    for (const hours of ["middle", "night", "7-9", "15-17"] as const) {
      expect(isWithin(hours, there)).toBe(false);
    }
  });

  it("are the whole day in any other period", () => {
    expect(isWithin("3-5", hoursWithin("week", AT_TEN))).toBe(true);
  });
});

describe("a period", () => {
  it("of this week goes from Monday through Sunday", () => {
    const span = { from: "2022-10-03", to: null, through: "2022-10-09" };
    expect(askedSpan("week", AT_TEN)).toEqual(span);
  });

  it("of this shift goes from its beginning to its end, at midnight too", () => {
    expect(askedSpan("shift", AT_TEN).from).toBe("2022-10-06T08:00:00+08:00");
    expect(askedSpan("shift", Date.parse("2022-10-06T23:59:00+08:00")).to).toBe(
      "2022-10-07T00:00:00+08:00",
    );
    expect(askedSpan("shift", Date.parse("2022-10-06T00:00:00+08:00"))).toEqual({
      from: "2022-10-06T00:00:00+08:00",
      to: "2022-10-06T08:00:00+08:00",
      through: null,
    });
  });

  it("of days of one's own is put in order", () => {
    expect(askedSpan("2022-10-09~2022-10-01", AT_TEN)).toEqual({
      from: "2022-10-01",
      to: null,
      through: "2022-10-09",
    });
  });
});
