/** Whether fixes come as they should: a phone can go on giving one old place for hours. */
import type { Place } from "./position.ts";

/**
 * `none`: no fix yet. `silent`: none for a while. `old`: the newest tells of long ago. `frozen`:
 * many, and all the same to the last digit, which no receiver in the open does; a phone that lies
 * still in a room may.
 */
export type Flow = "none" | "ok" | "silent" | "old" | "frozen";

/** A fix and when it came, in Unix milliseconds by the same clock as its own time. */
export interface Arrival {
  place: Place;
  cameMs: number;
}

export const SILENT_MS = 30_000;
export const OLD_MS = 60_000;
export const FROZEN_MS = 120_000;
const FROZEN_FIXES = 8;

/** Return what the arrivals so far, oldest first, look like now. */
export function judge(arrivals: readonly Arrival[], nowMs: number): Flow {
  const last = arrivals[arrivals.length - 1];
  if (last === undefined) return "none";
  if (nowMs - last.cameMs > SILENT_MS) return "silent";
  if (last.cameMs - Date.parse(last.place.at) > OLD_MS) return "old";
  return isFrozen(arrivals, last) ? "frozen" : "ok";
}

/** Return the arrivals with one more, without those that `judge` does not look at any more. */
export function withArrival(arrivals: readonly Arrival[], arrival: Arrival): Arrival[] {
  // The newest that is older than the span stays: it shows that the span is full.
  const older = arrivals.filter((one) => arrival.cameMs - one.cameMs >= FROZEN_MS).length;
  return [...arrivals.slice(Math.max(older - 1, 0)), arrival];
}

function isFrozen(arrivals: readonly Arrival[], last: Arrival): boolean {
  const first = arrivals[0];
  return (
    first !== undefined &&
    arrivals.length >= FROZEN_FIXES &&
    last.cameMs - first.cameMs >= FROZEN_MS &&
    arrivals.every(({ place }) => place.lon === last.place.lon && place.lat === last.place.lat)
  );
}
