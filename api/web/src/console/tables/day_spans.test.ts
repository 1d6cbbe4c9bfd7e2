/** Days as spans, and spans as days. */
import { expect, it } from "vitest";
import { type CalendarDay, daysOf, isSound, NEW_SPAN, spansOf } from "./day_spans.ts";

function days(kind: CalendarDay["kind"], name: string, ...all: string[]): CalendarDay[] {
  return all.map((day) => ({ day, kind, name }));
}

const FEBRUARY = [
  ...days("workday", "春节", "2027-01-31"),
  ...days("holiday", "春节", "2027-02-05", "2027-02-06", "2027-02-07"),
  ...days("holiday", "元宵", "2027-02-08"),
];

it("tells days of one kind and name that follow each other as one span", () => {
  expect(spansOf(FEBRUARY).map(({ first, last }) => [first, last])).toEqual([
    ["2027-01-31", "2027-01-31"],
    ["2027-02-05", "2027-02-07"],
    ["2027-02-08", "2027-02-08"],
  ]);
  expect(daysOf(spansOf(FEBRUARY))).toEqual(FEBRUARY);
});

it("takes a span without a last day for its first day alone", () => {
  const one = { ...NEW_SPAN, name: " 元旦 ", first: "2027-01-01" };
  expect(daysOf([one])).toEqual(days("holiday", "元旦", "2027-01-01"));
});

it("goes over the end of February in a leap year", () => {
  const span = { ...NEW_SPAN, first: "2028-02-28", last: "2028-03-01" };
  expect(daysOf([span]).map(({ day }) => day)).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
});

it("has no days of a span that is turned round, not begun, or endless", () => {
  const turned = { ...NEW_SPAN, first: "2027-02-05", last: "2027-02-04" };
  const endless = { ...NEW_SPAN, first: "2027-02-05", last: "2099-02-04" };
  for (const span of [turned, endless, NEW_SPAN]) {
    expect(isSound(span)).toBe(false);
    expect(daysOf([span])).toEqual([]);
  }
});
