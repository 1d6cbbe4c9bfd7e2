import { expect, it } from "vitest";
import { ALL, dayOfQuarter, quarterOf, spanOfMonth } from "./months.ts";

it("asks for a month from its first day through its last", () => {
  expect(spanOfMonth("2022-10")).toEqual({ from: "2022-10-01", through: "2022-10-31" });
  expect(spanOfMonth("2024-02").through).toBe("2024-02-29");
  expect(spanOfMonth(ALL)).toEqual({ from: null, through: null });
});

it("goes from quarter to quarter across the year", () => {
  expect(quarterOf("2022-12-31")).toBe("2022Q4");
  expect(quarterOf("2022-12-31", 1)).toBe("2023Q1");
  expect(quarterOf("2022-01-01", -1)).toBe("2021Q4");
  expect(dayOfQuarter("2022Q4")).toBe("2022-10-01");
});
