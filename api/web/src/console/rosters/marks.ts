/** Where in the month each broken or strained rule is shown. */
import { type Place, placeOf } from "./plan.ts";
import type { Broken } from "./wire.ts";

export interface Marks {
  /** What breaks in an officer's day: the day that broke it, the last of several. */
  cells: ReadonlyMap<Place, Broken[]>;
  /** What breaks at a post on a day, by `placeOf(post, day)`. */
  posts: ReadonlyMap<Place, Broken[]>;
  /** What is of a person's whole month. */
  people: ReadonlyMap<string, Broken[]>;
}

export const NO_MARKS: Marks = { cells: new Map(), posts: new Map(), people: new Map() };

export function marksOf(broken: readonly Broken[]): Marks {
  const cells = new Map<Place, Broken[]>();
  const posts = new Map<Place, Broken[]>();
  const people = new Map<string, Broken[]>();
  const put = (map: Map<string, Broken[]>, key: string, one: Broken) =>
    map.set(key, [...(map.get(key) ?? []), one]);
  for (const one of broken) {
    const day = one.days[one.days.length - 1];
    if (one.officer_id !== null && day !== undefined) put(cells, placeOf(one.officer_id, day), one);
    else if (one.officer_id !== null) put(people, one.officer_id, one);
    if (one.post !== null && one.officer_id === null)
      for (const each of one.days) put(posts, placeOf(one.post, each), one);
  }
  return { cells, posts, people };
}

/** Return what was not broken before, and what is not any more. */
export function compared(
  before: readonly Broken[],
  after: readonly Broken[],
): { more: Broken[]; less: Broken[] } {
  const had = new Set(before.map(keyOf));
  const has = new Set(after.map(keyOf));
  return {
    more: after.filter((one) => !had.has(keyOf(one))),
    less: before.filter((one) => !has.has(keyOf(one))),
  };
}

function keyOf({ rule, officer_id, post, days, amount }: Broken): string {
  return [rule, officer_id, post, days.join(), amount].join(" ");
}
