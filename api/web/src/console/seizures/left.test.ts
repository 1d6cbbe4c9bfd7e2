import { beforeEach, describe, expect, it } from "vitest";
import { language } from "../../base/words.ts";
import { leftWords, shareOver } from "./left.ts";

const NOW = Date.parse("2022-10-10T08:00:00Z");

describe("what is left of a period", () => {
  beforeEach(() => {
    language.value = "zh";
  });

  it.each([
    ["2022-10-13T12:00:00Z", "还剩 3 天 4 小时"],
    ["2022-10-10T08:30:00Z", "还剩 30 分"],
    ["2022-10-10T08:00:00Z", "逾期 0 秒"],
    ["2022-10-07T07:00:00Z", "逾期 3 天 1 小时"],
  ])("until %s is said as %s", (dueAt, words) => {
    expect(leftWords(dueAt, NOW)).toBe(words);
  });
});

it("says how much of a period is over, and never more than all of it", () => {
  expect(shareOver("2022-10-09T08:00:00Z", "2022-10-11T08:00:00Z", NOW)).toBe(0.5);
  expect(shareOver("2022-10-01T08:00:00Z", "2022-10-02T08:00:00Z", NOW)).toBe(1);
  expect(shareOver("2022-10-11T08:00:00Z", "2022-10-12T08:00:00Z", NOW)).toBe(0);
  expect(shareOver("2022-10-11T08:00:00Z", "2022-10-11T08:00:00Z", NOW)).toBe(1);
});
