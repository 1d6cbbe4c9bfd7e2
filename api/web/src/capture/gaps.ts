/** Spans of a patrol that have no fixes, and why: told, since coverage will show them. */

export type Why = "hidden" | "closed" | "no_signal" | "paused";

export interface Gap {
  /** ISO 8601, UTC: the last fix before, the first one after; null while it goes on. */
  from: string;
  to: string | null;
  why: Why;
  /** So long that the track counts as broken here. */
  breaks: boolean;
}

/** Shorter spans are nothing that an officer could do anything about. */
export const GAP_MS = 60_000;
/** As `VALIDITY` in geo_patrol/coverage/records.py has it, for all modes. */
export const BREAKS_MS = 300_000;

/** Return the gap between a fix and the next (or now, while there is none), or null. */
export function gapBetween(fromMs: number, toMs: number, why: Why, isOver: boolean): Gap | null {
  if (toMs - fromMs <= GAP_MS) return null;
  return {
    from: new Date(fromMs).toISOString(),
    to: isOver ? new Date(toMs).toISOString() : null,
    why,
    breaks: toMs - fromMs > BREAKS_MS,
  };
}
