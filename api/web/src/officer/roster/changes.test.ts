import { expect, it } from "vitest";
import { lookedAt, newsSince } from "./changes.ts";
import type { Duty, RosterTold } from "./wire.ts";

const TODAY = "2022-11-10";

function duty(day: string, shift: string): Duty {
  return {
    roster_id: "r",
    squad: "reservoir",
    day,
    shift,
    kind: "early",
    starts_at: `${day}T00:00:00Z`,
    ends_at: `${day}T08:00:00Z`,
    post_name: "船",
    area: null,
    area_zh: null,
    area_en: null,
    lent: false,
    swappable: true,
    colleagues: [],
  };
}

function told(duties: Duty[], last_day = "2022-11-30"): RosterTold {
  const rest = { at: "", first_day: "", last_day: "", shifts: [], leaves: [], wishes: [] };
  const head = { id: "r", squad: "reservoir", first_day: "2022-11-01", changed_at: "", reason: "" };
  return { ...rest, duties, rosters: [{ ...head, last_day }], swaps: [], offered: [] };
}

it("has nothing to say to who looks for the first time, or when all is as it was", () => {
  const now = told([duty("2022-11-12", "早")]);
  expect(newsSince(null, now, TODAY)).toEqual({ changes: [], fresh: null });
  expect(newsSince(lookedAt(now), now, TODAY)).toEqual({ changes: [], fresh: null });
});

it("says what a day was and is, a day off too, and leaves the past alone", () => {
  const before = told([
    duty("2022-11-09", "早"),
    duty("2022-11-12", "早"),
    duty("2022-11-14", "夜"),
  ]);
  const now = told([duty("2022-11-12", "中"), duty("2022-11-13", "早")]);
  expect(newsSince(lookedAt(before), now, TODAY).changes).toEqual([
    { day: "2022-11-12", was: "早 船", is: "中 船" },
    { day: "2022-11-13", was: "", is: "早 船" },
    { day: "2022-11-14", was: "夜 船", is: "" },
  ]);
});

it("tells days that are published for the first time apart from changed ones", () => {
  const before = told([duty("2022-11-12", "早")]);
  const now = told([duty("2022-11-12", "早"), duty("2022-12-02", "夜")], "2022-12-25");
  const news = newsSince(lookedAt(before), now, TODAY);
  expect(news).toEqual({ changes: [], fresh: ["2022-12-02", "2022-12-25"] });
});

it("says that a roster was taken back, which is no day off", () => {
  const before = told([duty("2022-11-12", "早")]);
  const gone = { ...told([]), rosters: [] };
  expect(newsSince(lookedAt(before), gone, TODAY).changes).toEqual([
    { day: "2022-11-12", was: "早 船", is: null },
  ]);
});
