/** What a plan becomes when something asked is granted. */
import { cellOf, exchanged, OFF, type Place, type Plan, placeOf, withCell } from "./plan.ts";
import type { Swap } from "./wire.ts";

/** Return a plan in which these days are off. */
export function without(plan: Plan, places: readonly Place[]): Plan {
  return places.reduce((found, one) => withCell(found, one, OFF), plan);
}

/** Return the days of both that a swap is about. */
export function placesOf(one: Swap): Place[] {
  const { officer_id, taker_id, day, returned_day } = one;
  const days = [day, ...(returned_day === null ? [] : [returned_day])];
  return [officer_id, taker_id].flatMap((who) =>
    who === null ? [] : days.map((each) => placeOf(who, each)),
  );
}

/** Return a plan in which the taker has the shift, and gave theirs for it. */
export function swapped(plan: Plan, { officer_id, taker_id, day, returned_day }: Swap): Plan {
  if (officer_id === null || taker_id === null) return plan;
  if (returned_day === day)
    return exchanged(plan, placeOf(officer_id, day), placeOf(taker_id, day));
  const give = (found: Plan, from: string, to: string, on: string): Plan => {
    const [held, had] = [cellOf(plan, placeOf(from, on)), cellOf(found, placeOf(to, on))];
    return withCell(withCell(found, placeOf(from, on), OFF), placeOf(to, on), [...had, ...held]);
  };
  const given = give(plan, officer_id, taker_id, day);
  return returned_day === null ? given : give(given, taker_id, officer_id, returned_day);
}
