/** The shift of three that a moment lies in: what is begun where no roster says otherwise. */
import type { ShiftKind } from "./wire.ts";

export interface StandardShift {
  kind: ShiftKind;
  start: string;
  end: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHIFT_MS = 8 * HOUR_MS;
/** The squads' zone, which knows no summer time. */
const ZONE_MS = 8 * HOUR_MS;
const KINDS: readonly ShiftKind[] = ["night", "early", "middle"];

/** Return night 00–08, early 08–16 or middle 16–24, at the squads' time. */
export function standardShift(atMs: number): StandardShift {
  const midnight = Math.floor((atMs + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  const third = Math.floor((atMs - midnight) / SHIFT_MS);
  const start = midnight + third * SHIFT_MS;
  return {
    kind: KINDS[third] ?? "night",
    start: new Date(start).toISOString(),
    end: new Date(start + SHIFT_MS).toISOString(),
  };
}
