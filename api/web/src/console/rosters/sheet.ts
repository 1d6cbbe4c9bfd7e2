/** What the month grid shows: each day of each person, as it looks. */
import type { Cover } from "./cover.ts";
import { inTurn } from "./cover.ts";
import type { Marks } from "./marks.ts";
import { type Cell, cellOf, isSame, type Plan, placeOf } from "./plan.ts";
import type { Frame, LeaveKind, Person, Roster, Shift, ShiftKind } from "./wire.ts";

/** How a day of somebody looks. */
export interface Look {
  /** Letters of the shifts; empty is a day off. */
  letters: string;
  kind: ShiftKind | null;
  /** A sign of the area, where the squad has several. */
  sign: string;
  isPinned: boolean;
  leave: LeaveKind | "away" | null;
  /** False while it is only asked for. */
  isLeaveSure: boolean;
  wish: "on" | "off" | null;
  nHard: number;
  nSoft: number;
  isChanged: boolean;
  /** What was there before it was changed. */
  was: string;
  isElsewhere: boolean;
}

export interface Row {
  person: Person;
  name: string;
  looks: Look[];
  /** Whether a finding is about their sum of nights, or about that of shifts. */
  isNightsSoft: boolean;
  isSoft: boolean;
}

export interface Sheet {
  roster: Roster;
  frame: Frame;
  plan: Plan;
  shifts: Shift[];
  rows: Row[];
  cover: Cover[];
}

interface Told {
  roster: Roster;
  frame: Frame;
  plan: Plan;
  from: Plan;
  /** Whether what was there before stands in the cells that became otherwise. */
  tellsBefore: boolean;
  marks: Marks;
  cover: Cover[];
  /** Code of the area that is looked at; null is all. */
  area: string | null;
  language: "zh" | "en";
  nameOf: (person: Person, n: number) => string;
}

export function sheetOf(told: Told): Sheet {
  const { roster, frame, plan } = told;
  const looks = looksOf(told);
  const [ofNights, ofShifts] = [named(told, ["fair_nights"]), named(told, OF_SHIFTS)];
  const rows = frame.people.map((person, n) => ({
    person,
    name: told.nameOf(person, n),
    looks: frame.days.map(({ day }) => looks(person.officer_id, day)),
    isNightsSoft: ofNights.has(person.officer_id),
    isSoft: ofShifts.has(person.officer_id),
  }));
  return { roster, frame, plan, shifts: inTurn(roster.shifts), rows, cover: told.cover };
}

/** Rules of how much somebody has; others of a whole month are about other things than its sums. */
const OF_SHIFTS = ["fair_hours", "hours_over", "hours_under", "shift_limits"];

/**
 * Return whose sum a finding is about.
 *
 * Where all have one, those that are no worse off than the rest are none: marked all, none is.
 */
function named(told: Told, rules: readonly string[]): ReadonlySet<string> {
  const worst = new Map<string, number>();
  for (const { officer_id: officer } of told.frame.people) {
    const own = (told.marks.people.get(officer) ?? []).filter((one) => rules.includes(one.rule));
    if (own.length > 0) worst.set(officer, Math.max(...own.map((one) => one.penalty)));
  }
  if (worst.size < told.frame.people.length) return new Set(worst.keys());
  const least = Math.min(...worst.values());
  return new Set([...worst].filter(([, penalty]) => penalty > least).map(([officer]) => officer));
}

function looksOf({ roster, frame, plan, from, tellsBefore, marks, area, language }: Told) {
  const kinds = new Map(roster.shifts.map((one) => [one.code, one.kind]));
  const areas = new Map(roster.posts.map((one) => [one.code, one.area]));
  const signs = signsOf(frame, language);
  const wishes = new Map(frame.wishes.map((one) => [placeOf(one.officer_id, one.day), one.on]));
  const away = awayOf(frame);
  const signOf = ([first]: Cell) => (first?.post && signs.get(areas.get(first.post) ?? "")) || "";
  // Who goes to another place in the same shift has the same letter as before.
  const beforeOf = (cell: Cell, before: Cell) =>
    lettersOf(before) === lettersOf(cell) ? signOf(before) : lettersOf(before);
  return (officer: string, day: string): Look => {
    const place = placeOf(officer, day);
    const [cell, before] = [cellOf(plan, place), cellOf(from, place)];
    const [first] = cell;
    const where = first?.post ? (areas.get(first.post) ?? null) : null;
    const leave = away.get(place);
    const wish = wishes.get(place);
    const broken = marks.cells.get(place) ?? [];
    const isChanged = !isSame(cell, before);
    return {
      letters: lettersOf(cell),
      kind: first ? (kinds.get(first.shift) ?? null) : null,
      sign: first && area === null && where !== null ? (signs.get(where) ?? "") : "",
      isPinned: plan.pins.has(place),
      leave: leave ? (leave.kind ?? "away") : null,
      isLeaveSure: leave?.counts ?? false,
      wish: wish === undefined ? null : wish ? "on" : "off",
      nHard: broken.filter((one) => one.hard).length,
      nSoft: broken.filter((one) => !one.hard).length,
      isChanged,
      was: isChanged && tellsBefore ? beforeOf(cell, before) : "",
      isElsewhere: cell.length > 0 && area !== null && where !== null && where !== area,
    };
  };
}

/** Codes are the squad's own, and may be whole words: a cell has room for a letter of each. */
export function lettersOf(cell: Cell): string {
  return cell
    .map(({ shift }) =>
      Array.from(shift)
        .slice(0, shift.length > 2 ? 1 : 2)
        .join(""),
    )
    .join("");
}

/** Return a sign for each area, its first letter that no other has; none where there is one area. */
export function signsOf(frame: Frame, language: "zh" | "en"): Map<string, string> {
  const found = new Map<string, string>();
  const codes = Object.keys(frame.areas).sort();
  if (codes.length < 2) return found;
  for (const code of codes) {
    const name = Array.from(frame.areas[code]?.[language] ?? code);
    const free = name.find((letter) => ![...found.values()].includes(letter));
    found.set(code, free ?? String(found.size + 1));
  }
  return found;
}

function awayOf(frame: Frame) {
  const found = new Map<string, Frame["leave"][number]>();
  for (const one of frame.leave) {
    if (one.state === "refused" || one.state === "withdrawn") continue;
    for (const { day } of frame.days)
      if (one.first_day <= day && day <= one.last_day) {
        const place = placeOf(one.officer_id, day);
        if (!found.get(place)?.counts) found.set(place, one);
      }
  }
  return found;
}
