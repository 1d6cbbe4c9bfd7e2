/**
 * Where the phone was in the last minutes, whoever asked for it.
 *
 * While the camera is in front the page is hidden and gets no fixes, and a photo comes in when it
 * is back: the fix nearest to its shutter may be one from before.
 */
import type { Place } from "./position.ts";

const KEPT_MS = 15 * 60_000;
const MOST = 2000;

let places: Place[] = [];

export function notePlace(place: Place): void {
  const newestMs = Date.parse(place.at);
  places = places
    .filter((one) => Math.abs(newestMs - Date.parse(one.at)) <= KEPT_MS)
    .slice(1 - MOST)
    .concat(place);
}

/** Return the fixes of the last quarter of an hour. */
export function recentPlaces(): readonly Place[] {
  return places;
}

/** Return the one of some places that was nearest to a moment, or null when there is none. */
export function nearestInTime(some: readonly Place[], atMs: number): Place | null {
  const awayMs = (place: Place) => Math.abs(Date.parse(place.at) - atMs);
  return some.reduce<Place | null>(
    (best, one) => (best === null || awayMs(one) < awayMs(best) ? one : best),
    null,
  );
}
