/** Stretches of time in words: a day stands where it is another. */
import { dayOf, shortTime, timeOnly } from "../times.ts";

/** Return `14:02 – 16:40`, with days where it is not today, or runs over midnight. */
export function spanOf(start: string, end: string): string {
  return `${shortTime(start)} – ${endOf(start, end)}`;
}

export function endOf(start: string, end: string): string {
  return dayOf(end) === dayOf(start) ? timeOnly(end) : shortTime(end);
}
