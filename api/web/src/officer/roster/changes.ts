/** What became another day of mine since I last looked. */
import type { Duty, RosterTold } from "./wire.ts";

/** My days as they were when I last looked. */
export interface Looked {
  /** Shifts by day, in words: `早 昌兆船`. */
  days: Record<string, string>;
  /** Published spans, both ends included. */
  spans: [first: string, last: string][];
}

export interface Change {
  day: string;
  /** "" is a day off; null: no roster had, or has, that day. */
  was: string;
  is: string | null;
}

export interface News {
  changes: Change[];
  /** Days that were published since. */
  fresh: [first: string, last: string] | null;
}

export function lookedAt(told: RosterTold): Looked {
  const days: Record<string, string> = {};
  for (const one of told.duties) {
    days[one.day] = [days[one.day], dutyText(one)].filter(Boolean).join("; ");
  }
  return { days, spans: told.rosters.map((one) => [one.first_day, one.last_day]) };
}

/** Return what changed from a day on; nothing for who looks for the first time. */
export function newsSince(looked: Looked | null, told: RosterTold, today: string): News {
  if (looked === null) return { changes: [], fresh: null };
  const is = lookedAt(told);
  const changes: Change[] = [];
  const fresh: string[] = [];
  for (const day of daysIn(looked, is).filter((one) => one >= today)) {
    if (!isCovered(looked, day)) fresh.push(day);
    else if (!isCovered(is, day)) changes.push({ day, was: looked.days[day] ?? "", is: null });
    else if ((looked.days[day] ?? "") !== (is.days[day] ?? "")) {
      changes.push({ day, was: looked.days[day] ?? "", is: is.days[day] ?? "" });
    }
  }
  const [first, last] = [fresh[0], fresh[fresh.length - 1]];
  return { changes, fresh: first && last ? [first, last] : null };
}

/** Tell whether a published roster has a day. */
export function isCovered({ spans, days }: Looked, day: string): boolean {
  return day in days || spans.some(([first, last]) => first <= day && day <= last);
}

/** Return the days on which something can have changed: duties, and the ends of what is published. */
function daysIn(looked: Looked, is: Looked): string[] {
  const found = new Set([...Object.keys(looked.days), ...Object.keys(is.days)]);
  for (const [first, last] of is.spans) found.add(first).add(last);
  return [...found].sort();
}

function dutyText({ shift, post_name }: Duty): string {
  return [shift, post_name].filter(Boolean).join(" ");
}
