/** A time of the clock as the moment that a person means by it. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ZONE_MS = 8 * HOUR_MS;

/**
 * Return the last moment of `23:40` at the squad that was not after now, ISO 8601 in UTC.
 *
 * Null when it is no time of the clock.
 */
export function lastMoment(time: string, nowMs: number): string | null {
  const found = /^(\d{2}):(\d{2})$/.exec(time);
  if (!found) return null;
  const ofDay = Number(found[1]) * HOUR_MS + Number(found[2]) * MINUTE_MS;
  if (ofDay >= DAY_MS) return null;
  const midnight = Math.floor((nowMs + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  const today = midnight + ofDay;
  return new Date(today <= nowMs ? today : today - DAY_MS).toISOString();
}

/** Return when a local day is over, `2022-10-08`: its midnight; null when it is no day. */
export function endOfDay(day: string): string | null {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? Date.parse(`${day}T00:00:00+08:00`)
    : Number.NaN;
  return Number.isNaN(midnight) ? null : new Date(midnight + DAY_MS).toISOString();
}
