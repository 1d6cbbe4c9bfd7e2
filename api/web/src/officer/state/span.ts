/** Two times of the clock as a span of a patrol. */

export interface Span {
  from: string;
  to: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE_MS = 8 * HOUR_MS;

/**
 * Return the moments that `23:40` and `00:20` mean for a patrol that began then.
 *
 * Null when they are no span: the same time twice, or longer than half a day.
 */
export function spanOf(startIso: string, from: string, to: string): Span | null {
  const began = Date.parse(startIso);
  const midnight = Math.floor((began + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  const first = sinceMidnight(from);
  const last = sinceMidnight(to);
  if (first === null || last === null) return null;
  let start = midnight + first;
  // Well before the patrol began: that is the day after.
  if (start < began - DAY_MS / 2) start += DAY_MS;
  let end = midnight + last;
  while (end <= start) end += DAY_MS;
  if (end - start > DAY_MS / 2) return null;
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
}

function sinceMidnight(time: string): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(time);
  return found ? Number(found[1]) * HOUR_MS + Number(found[2]) * 60_000 : null;
}
