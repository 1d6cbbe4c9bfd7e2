/**
 * What time it is, on a phone whose clock may be wrong by a day.
 *
 * The server's clock counts before that of the satellites, and both before the phone's own. An
 * offset is what has to be added to the phone's time, in milliseconds.
 */

export interface Offset {
  ms: number;
  from: "server" | "gps" | "none";
}

/** A wrong clock, not a slow network or an old fix, is what differs by more. */
export const WRONG_MS = 120_000;
const KEPT_FIXES = 12;
const ENOUGH_FIXES = 3;

export class Clock {
  private server: number | null = null;
  private lags: number[] = [];

  constructor(private readonly device: () => number = Date.now) {}

  /** Take over the offset that answers of the server showed; null when none came yet. */
  followServer(offsetMs: number | null): void {
    this.server = offsetMs;
  }

  /** Look at the time of a fix that came in just now, in Unix milliseconds. */
  followFix(fixMs: number): void {
    this.lags.push(fixMs - this.device());
    if (this.lags.length > KEPT_FIXES) this.lags.shift();
    // One fix that comes late is an old one; several, and the clock was set meanwhile.
    const newest = this.lags.slice(-ENOUGH_FIXES);
    const isSet = Math.max(...newest) < Math.max(...this.lags) - WRONG_MS;
    if (newest.length === ENOUGH_FIXES && isSet) this.lags = newest;
  }

  /**
   * Return the satellites' time less the phone's, or null before enough fixes were seen.
   *
   * A fix can be old but not of the future: the one that came in fastest tells most.
   */
  gpsOffsetMs(): number | null {
    return this.lags.length < ENOUGH_FIXES ? null : Math.max(...this.lags);
  }

  /** Return what is added to the phone's time. */
  offset(): Offset {
    if (this.server !== null) return { ms: this.server, from: "server" };
    const gps = this.gpsOffsetMs();
    // Behind the phone's time, it may as well be the fixes that are old.
    if (gps !== null && gps > WRONG_MS) return { ms: gps, from: "gps" };
    return { ms: 0, from: "none" };
  }

  /** Say whether the phone's clock is so wrong that a person should know. */
  isWrong(): boolean {
    return Math.abs(this.offset().ms) > WRONG_MS;
  }

  deviceNow(): number {
    return this.device();
  }

  /** Return the time as well as it is known, in Unix milliseconds. */
  now(): number {
    return this.device() + this.offset().ms;
  }

  /**
   * Return when a fix was taken that came in just now.
   *
   * Some phones stamp fixes with the satellites' time and some with their own: with the offset
   * known, the reading that lies nearer to now is the right one.
   */
  timeOfFix(fixMs: number): number {
    const moved = fixMs + this.offset().ms;
    const now = this.now();
    return Math.abs(moved - now) < Math.abs(fixMs - now) ? moved : fixMs;
  }
}

/** Return minutes east of UTC that the phone's zone was at a moment. */
export function zoneMinutes(atMs: number): number {
  return -new Date(atMs).getTimezoneOffset();
}

/** Return `2026-08-15 03:04:05 +08:00`. */
export function localText(atMs: number, zoneMin: number): string {
  const local = new Date(atMs + zoneMin * 60_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${offsetText(zoneMin)}`;
}

/** Return `+08:00`. */
export function offsetText(zoneMin: number): string {
  const minutes = Math.abs(zoneMin);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${zoneMin < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}
