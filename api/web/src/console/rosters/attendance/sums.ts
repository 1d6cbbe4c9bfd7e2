/** Who was on patrol for how many of their duties. */
import type { Attended } from "./wire.ts";

export interface PersonRow {
  officer_id: string;
  name: string;
  duties: Attended[];
  /** Duties that are over and were not leave. */
  nSettled: number;
  /** Those of them in which some patrol has their name. */
  nThere: number;
  outMinutes: number;
}

/** Return a row for each person with a duty, in the order of the month: nobody is ranked. */
export function rowsOf(
  duties: readonly Attended[],
  people: readonly { officer_id: string }[],
): PersonRow[] {
  const rows = new Map<string, PersonRow>();
  for (const one of duties) {
    const { officer_id, name } = one;
    const row = rows.get(officer_id) ?? {
      officer_id,
      name: name ?? "—",
      duties: [],
      nSettled: 0,
      nThere: 0,
      outMinutes: 0,
    };
    const isThere = one.state === "present" || one.state === "elsewhere";
    row.duties.push(one);
    row.nThere += isThere ? 1 : 0;
    row.nSettled += isThere || one.state === "absent" ? 1 : 0;
    row.outMinutes += one.out_minutes;
    rows.set(officer_id, row);
  }
  const order = new Map(people.map((one, n) => [one.officer_id, n]));
  const place = (row: PersonRow) => order.get(row.officer_id) ?? people.length;
  return [...rows.values()].sort((one, other) => place(one) - place(other));
}

/** Return a row's duties by day; nights and doubles can make it two. */
export function byDay(row: PersonRow): Map<string, Attended[]> {
  const days = new Map<string, Attended[]>();
  for (const one of row.duties) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return days;
}
