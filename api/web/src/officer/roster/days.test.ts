import { expect, it } from "vitest";
import {
  addDays,
  countDays,
  dayWords,
  isDay,
  monthsOf,
  monthWords,
  weeksOf,
  weekWords,
} from "./days.ts";

it("counts days over the ends of months and years", () => {
  expect(addDays("2022-12-31", 1)).toBe("2023-01-01");
  expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
  expect(countDays("2022-11-30", "2022-12-02")).toBe(3);
  expect(countDays("2022-11-30", "2022-11-29")).toBe(0);
});

it("lists the months of a span", () => {
  expect(monthsOf("2022-11-30", "2023-01-01")).toEqual(["2022-11", "2022-12", "2023-01"]);
  expect(monthsOf("2022-11-01", "2022-11-30")).toEqual(["2022-11"]);
});

it("lays a month out in weeks from Monday on, with gaps at both ends", () => {
  const weeks = weeksOf("2022-11");
  expect(weeks).toHaveLength(5);
  expect(weeks[0]).toEqual([null, ...[1, 2, 3, 4, 5, 6].map((n) => `2022-11-0${n}`)]);
  expect(weeks[4]?.slice(0, 4)).toEqual(["2022-11-28", "2022-11-29", "2022-11-30", null]);
  expect(weeksOf("2021-02").flat()).toHaveLength(28);
});

it("says days in both languages", () => {
  expect(dayWords("2022-11-12", "zh-CN")).toBe("11月12日周六");
  expect(dayWords("2022-11-12", "en-GB")).toBe("Sat 12 Nov");
  expect(monthWords("2022-11", "zh-CN")).toBe("2022年11月");
  expect(weekWords("zh-CN").join("")).toBe("一二三四五六日");
  expect(weekWords("en-GB")[6]).toBe("Sun");
});

it("knows a day from what is none", () => {
  expect(isDay("2022-11-12")).toBe(true);
  expect(["", "2022-13-01", "asks"].map(isDay)).toEqual([false, false, false]);
});
