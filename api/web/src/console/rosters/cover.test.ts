import { expect, test } from "vitest";
import { coverOf, givenShift, minutesOf, shortOn, talliesOf, tallyOf } from "./cover.ts";
import { placeOf, planOf, withCell } from "./plan.ts";
import type { Frame, Roster } from "./wire.ts";

const SATURDAY = "2022-11-12";
const SHIFTS: Roster["shifts"] = [
  {
    code: "夜",
    kind: "night",
    start: "22:00",
    end: "06:00",
    paid_minutes: null,
    forbidden_next: [],
  },
  {
    code: "早",
    kind: "early",
    start: "08:00",
    end: "16:30",
    paid_minutes: 480,
    forbidden_next: [],
  },
];
const ROSTER = {
  shifts: SHIFTS,
  posts: [
    { code: "cz-n", name: "长诏", area: "cz", shift: "夜" },
    { code: "cz-e", name: "长诏", area: "cz", shift: "早" },
    { code: "qc-e", name: "钦寸", area: "qc", shift: "早" },
  ],
} as Roster;
const FRAME = {
  days: [{ day: SATURDAY, kind: "weekend", frozen: false }],
  needs: [
    { post: "cz-n", people: [1] },
    { post: "cz-e", people: [1] },
    { post: "qc-e", people: [2] },
  ],
} as Frame;
const DUTIES = [
  { officer_id: "a", day: SATURDAY, shift: "夜", post: "cz-n" },
  { officer_id: "b", day: SATURDAY, shift: "早", post: "qc-e" },
];

test("posts go by area and through the day, with who is there and who is needed", () => {
  const cover = coverOf(planOf(DUTIES, []), ROSTER, FRAME);
  expect(cover.map((one) => [one.post.code, one.there[0], one.needed[0]])).toEqual([
    ["cz-e", 0, 1],
    ["cz-n", 1, 1],
    ["qc-e", 1, 2],
  ]);
});

test("a post with more people than it needs does not hide one that lacks some", () => {
  const crowd = ["a", "b", "c"].map((one) => ({
    officer_id: one,
    day: SATURDAY,
    shift: "夜",
    post: "cz-n",
  }));
  const short = shortOn(coverOf(planOf(crowd, []), ROSTER, FRAME), 0);
  expect(short.map((one) => [one.post.code, one.has, one.wants])).toEqual([
    ["cz-e", 0, 1],
    ["qc-e", 0, 2],
  ]);
});

test("a shift over midnight has its hours, and what is paid goes before the clock", () => {
  expect(SHIFTS.map(minutesOf)).toEqual([480, 480]);
  expect(
    minutesOf({
      code: "中",
      kind: "middle",
      start: "16:00",
      end: "24:00",
      paid_minutes: null,
      forbidden_next: [],
    }),
  ).toBe(480);
});

test("nights, weekends and hours are counted for each, and nothing for who has nothing", () => {
  const tallies = talliesOf(planOf(DUTIES, []), SHIFTS, FRAME.days);
  expect(tallyOf(tallies, "a")).toEqual({
    shifts: 1,
    nights: 1,
    weekends: 1,
    holidays: 0,
    hours: 8,
  });
  expect(tallyOf(tallies, "c").shifts).toBe(0);
});

test("a key gives the shift where most people lack, and goes on to the next post", () => {
  const none = planOf([], []);
  const here = placeOf("a", SATURDAY);
  const cover = coverOf(none, ROSTER, FRAME);
  const first = givenShift(none, here, "早", cover, 0);
  expect(first).toEqual([{ shift: "早", post: "qc-e" }]);
  const again = givenShift(withCell(none, here, first), here, "早", cover, 0);
  expect(again).toEqual([{ shift: "早", post: "cz-e" }]);
  expect(givenShift(none, here, "备", cover, 0)).toEqual([{ shift: "备", post: null }]);
});
