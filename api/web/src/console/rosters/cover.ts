/** How many stand at each post on each day, and how much each person has. */
import { type Cell, cellOf, type Place, type Plan, partsOf, placeOf } from "./plan.ts";
import type { Day, Frame, Post, Roster, Shift } from "./wire.ts";

export interface Cover {
  post: Post;
  /** By day of the roster. */
  there: number[];
  needed: number[];
}

export interface Tally {
  shifts: number;
  nights: number;
  weekends: number;
  holidays: number;
  hours: number;
}

const NONE: Tally = { shifts: 0, nights: 0, weekends: 0, holidays: 0, hours: 0 };
const TURN = ["early", "middle", "night"];
const DAY_MINUTES = 1440;

/** Return kinds of shift as they are spoken of: 早, 中, 夜. */
export function inTurn(shifts: readonly Shift[]): Shift[] {
  return [...shifts].sort(
    (one, other) =>
      TURN.indexOf(one.kind) - TURN.indexOf(other.kind) || (one.start < other.start ? -1 : 1),
  );
}

/** Return posts by area, and through the day. */
export function inOrder(posts: readonly Post[], shifts: readonly Shift[]): Post[] {
  const areas = [...new Set(posts.map((one) => one.area))];
  const turns = inTurn(shifts).map((one) => one.code);
  return [...posts].sort(
    (one, other) =>
      areas.indexOf(one.area) - areas.indexOf(other.area) ||
      turns.indexOf(one.shift) - turns.indexOf(other.shift),
  );
}

export function coverOf(plan: Plan, roster: Roster, frame: Frame): Cover[] {
  const at = new Map(frame.days.map((one, n) => [one.day, n]));
  const needed = new Map(frame.needs.map((one) => [one.post, one.people]));
  const found = new Map(
    inOrder(roster.posts, roster.shifts).map((post) => [
      post.code,
      {
        post,
        there: frame.days.map(() => 0),
        needed: needed.get(post.code) ?? frame.days.map(() => 0),
      },
    ]),
  );
  for (const [place, cell] of plan.cells) {
    const n = at.get(partsOf(place).day);
    if (n === undefined) continue;
    for (const { post } of cell) {
      const row = post === null ? undefined : found.get(post);
      if (row) row.there[n] = (row.there[n] ?? 0) + 1;
    }
  }
  return [...found.values()];
}

/** A post that lacks people on a day. */
export interface Short {
  post: Post;
  has: number;
  wants: number;
}

/** Return the posts that lack people on the n-th day; more than enough elsewhere is no help. */
export function shortOn(cover: readonly Cover[], n: number): Short[] {
  return cover
    .map(({ post, there, needed }) => ({ post, has: there[n] ?? 0, wants: needed[n] ?? 0 }))
    .filter(({ has, wants }) => has < wants);
}

/** Return how long a shift counts. */
export function minutesOf(shift: Shift): number {
  if (shift.paid_minutes !== null) return shift.paid_minutes;
  const [start, end] = [minuteOf(shift.start), minuteOf(shift.end)];
  return end > start ? end - start : end + DAY_MINUTES - start;
}

export function talliesOf(
  plan: Plan,
  shifts: readonly Shift[],
  days: readonly Day[],
): Map<string, Tally> {
  const byCode = new Map(shifts.map((one) => [one.code, one]));
  const kinds = new Map(days.map((one) => [one.day, one.kind]));
  const found = new Map<string, Tally>();
  for (const [place, cell] of plan.cells) {
    const { officer, day } = partsOf(place);
    let tally = found.get(officer) ?? NONE;
    for (const held of cell) {
      const shift = byCode.get(held.shift);
      if (!shift) continue;
      const kind = kinds.get(day);
      tally = {
        shifts: tally.shifts + 1,
        nights: tally.nights + (shift.kind === "night" ? 1 : 0),
        weekends: tally.weekends + (kind === "weekend" ? 1 : 0),
        holidays: tally.holidays + (kind === "holiday" ? 1 : 0),
        hours: tally.hours + minutesOf(shift) / 60,
      };
    }
    found.set(officer, tally);
  }
  return found;
}

export function tallyOf(tallies: ReadonlyMap<string, Tally>, officer: string): Tally {
  return tallies.get(officer) ?? NONE;
}

/**
 * Return what a day becomes when a shift is set by its key: at the post that lacks most people.
 *
 * The same shift again goes on to the next post that has it.
 */
export function givenShift(
  plan: Plan,
  place: Place,
  shift: string,
  cover: readonly Cover[],
  n: number,
): Cell {
  const posts = cover.filter((one) => one.post.shift === shift);
  if (posts.length === 0) return [{ shift, post: null }];
  const [now] = cellOf(plan, place);
  if (now?.shift === shift) {
    const at = posts.findIndex((one) => one.post.code === now.post);
    return [{ shift, post: posts[(at + 1) % posts.length]?.post.code ?? null }];
  }
  const lack = (one: Cover) => (one.needed[n] ?? 0) - (one.there[n] ?? 0);
  const best = posts.reduce((one, other) => (lack(other) > lack(one) ? other : one));
  return [{ shift, post: best.post.code }];
}

/** Return the places of somebody's leave within the roster. */
export function daysOf(
  leave: { officer_id: string; first_day: string; last_day: string },
  days: readonly Day[],
): Place[] {
  return days
    .filter(({ day }) => leave.first_day <= day && day <= leave.last_day)
    .map(({ day }) => placeOf(leave.officer_id, day));
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
