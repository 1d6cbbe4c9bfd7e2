/** A month as it is worked on: who has which shift on which day, what is pinned; edits of it. */
import type { Duty, Pin, Roster } from "./wire.ts";

/** A shift at a post. */
export interface Held {
  shift: string;
  post: string | null;
}

/** What somebody has on a day; nothing is a day off. */
export type Cell = readonly Held[];

/** An officer's day, as a key. */
export type Place = string;

export interface Plan {
  readonly cells: ReadonlyMap<Place, Cell>;
  readonly pins: ReadonlySet<Place>;
}

export interface Change {
  place: Place;
  before: Cell;
  after: Cell;
}

export const OFF: Cell = [];

export function placeOf(officer: string, day: string): Place {
  return `${officer} ${day}`;
}

export function partsOf(place: Place): { officer: string; day: string } {
  const at = place.lastIndexOf(" ");
  return { officer: place.slice(0, at), day: place.slice(at + 1) };
}

export function planOf(duties: readonly Duty[], pins: readonly Pin[]): Plan {
  const cells = new Map<Place, Cell>();
  for (const { officer_id, day, shift, post } of duties) {
    const place = placeOf(officer_id, day);
    cells.set(place, [...(cells.get(place) ?? OFF), { shift, post }]);
  }
  return { cells, pins: new Set(pins.map((one) => placeOf(one.officer_id, one.day))) };
}

export function cellOf(plan: Plan, place: Place): Cell {
  return plan.cells.get(place) ?? OFF;
}

export function isSame(one: Cell, other: Cell): boolean {
  if (one.length !== other.length) return false;
  return one.every(({ shift, post }) =>
    other.some((each) => each.shift === shift && each.post === post),
  );
}

/** Return a plan in which a day has another shift, or none. */
export function withCell(plan: Plan, place: Place, cell: Cell): Plan {
  if (isSame(cellOf(plan, place), cell)) return plan;
  const cells = new Map(plan.cells);
  if (cell.length > 0) cells.set(place, cell);
  else cells.delete(place);
  return { ...plan, cells };
}

/** Return a plan in which two days changed hands; with a day off that is a move. */
export function exchanged(plan: Plan, one: Place, other: Place): Plan {
  const [first, second] = [cellOf(plan, one), cellOf(plan, other)];
  return withCell(withCell(plan, one, second), other, first);
}

export function withPin(plan: Plan, place: Place, isPinned: boolean): Plan {
  if (plan.pins.has(place) === isPinned) return plan;
  const pins = new Set(plan.pins);
  if (isPinned) pins.add(place);
  else pins.delete(place);
  return { ...plan, pins };
}

/** Return which days are otherwise, by day. */
export function changes(before: Plan, after: Plan): Change[] {
  const places = new Set([...before.cells.keys(), ...after.cells.keys()]);
  return [...places]
    .map((place) => ({ place, before: cellOf(before, place), after: cellOf(after, place) }))
    .filter((one) => !isSame(one.before, one.after))
    .sort((one, other) => (order(one.place) < order(other.place) ? -1 : 1));
}

export function isChanged(before: Plan, after: Plan): boolean {
  if (before === after) return false;
  if (before.pins.size !== after.pins.size) return true;
  for (const place of after.pins) if (!before.pins.has(place)) return true;
  return changes(before, after).length > 0;
}

/**
 * Put one's own edits on what somebody else made of the same roster.
 *
 * @returns The plan, and the days that both changed, each to something else: there mine stands.
 */
export function rebased(base: Plan, mine: Plan, theirs: Plan): { plan: Plan; both: Place[] } {
  let plan = theirs;
  const both: Place[] = [];
  for (const { place, before, after } of changes(base, mine)) {
    const other = cellOf(theirs, place);
    if (!isSame(other, before) && !isSame(other, after)) both.push(place);
    plan = withCell(plan, place, after);
  }
  for (const place of new Set([...base.pins, ...mine.pins])) {
    if (base.pins.has(place) !== mine.pins.has(place))
      plan = withPin(plan, place, mine.pins.has(place));
  }
  return { plan, both };
}

/** Return a plan as it is sent; a pin holds what stands in its day. */
export function sent(plan: Plan): { duties: Duty[]; pins: Pin[] } {
  const duties: Duty[] = [];
  const pins: Pin[] = [];
  for (const [place, cell] of plan.cells) {
    const { officer, day } = partsOf(place);
    for (const held of cell) duties.push({ officer_id: officer, day, ...held });
  }
  for (const place of plan.pins) {
    const { officer, day } = partsOf(place);
    const cell = cellOf(plan, place);
    const held = cell.length > 0 ? cell : [{ shift: null, post: null }];
    for (const one of held) pins.push({ officer_id: officer, day, ...one });
  }
  return { duties, pins };
}

/** Return a roster's body with another plan; its shifts, posts and rules stay. */
export function bodyOf(roster: Roster, plan: Plan, state = roster.state, reason = "") {
  const { squad, first_day, n_days, extra_needs, note } = roster;
  return { squad, first_day, n_days, state, ...sent(plan), extra_needs, reason, note };
}

function order(place: Place): string {
  const { officer, day } = partsOf(place);
  return `${day} ${officer}`;
}
