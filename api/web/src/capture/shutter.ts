/** When and where the shutter was: by what the photo tells, its file, and the phone. */
import type { Clock } from "./clock.ts";
import type { Told } from "./exif_reading.ts";
import type { Place } from "./position.ts";
import { nearestInTime } from "./recent_places.ts";

export interface Shot {
  atMs: number;
  from: "camera" | "file" | "phone";
  /** False when all that is known is a time that it was not after. */
  isSure: boolean;
  /** What was added to the phone's time. */
  offsetMs: number;
}

export interface ShotPlace {
  lon: number;
  lat: number;
  accuracyM: number | null;
  atMs: number;
  from: "phone" | "camera";
}

/** A photo as old as this comes from the gallery: who knows what the clock was like then. */
export const FRESH_MS = 10 * 60_000;
/** A position this far from the shutter, in time, is not where it was. */
export const NEAR_MS = 2 * 60_000;

/**
 * Return when a photo was taken.
 *
 * Time by the camera counts first, then that of the file. Either is by the phone's clock: for one
 * just taken what is known of that clock's error is put right.
 *
 * @param modifiedMs of the file, Unix milliseconds
 */
export function shotOf(told: Told, modifiedMs: number, clock: Clock): Shot {
  const now = clock.deviceNow();
  const isAge = modifiedMs > 0 && modifiedMs <= now + NEAR_MS;
  const read = told.atMs ?? (isAge ? modifiedMs : now);
  const from = told.atMs !== null ? "camera" : isAge ? "file" : "phone";
  const isFresh = Math.abs(now - read) <= FRESH_MS;
  const offsetMs = isFresh ? clock.offset().ms : 0;
  const isSure = from === "camera" || (from === "file" && isFresh);
  return { atMs: read + offsetMs, from, isSure, offsetMs };
}

/**
 * Return where a photo was taken, or null.
 *
 * A place that was chosen on the map says where the record is, not where the phone was.
 *
 * @param known where the phone was, in any order
 */
export function placeAtShutter(told: Told, known: readonly Place[], shot: Shot): ShotPlace | null {
  const byPhone = known.filter(({ source }) => source === "gps");
  const nearest = shot.isSure ? nearestInTime(byPhone, shot.atMs) : null;
  if (nearest !== null) {
    const { lon, lat, accuracyM } = nearest;
    const atMs = Date.parse(nearest.at);
    if (Math.abs(atMs - shot.atMs) <= NEAR_MS) return { lon, lat, accuracyM, atMs, from: "phone" };
  }
  if (told.lon === null || told.lat === null) return null;
  return { lon: told.lon, lat: told.lat, accuracyM: null, atMs: shot.atMs, from: "camera" };
}
