/** Where the phone is, how well it knows, and signs that it only thinks so. */
import { Clock } from "./clock.ts";
import { notePlace } from "./recent_places.ts";

/** A place in WGS-84, as the Geolocation standard has it, and when the phone was there. */
export interface Place {
  lon: number;
  lat: number;
  accuracyM: number | null;
  /** ISO 8601, UTC. */
  at: string;
  source: "gps" | "map";
}

export type Accuracy = "good" | "fair" | "poor";
export type PositionProblem = "denied" | "unavailable" | "timeout" | "insecure" | "unsupported";
export type Seen = { place: Place } | { problem: PositionProblem };

export interface Watching {
  clock?: Clock;
  geolocation?: Geolocation | undefined;
}

export const GOOD_M = 20;
export const FAIR_M = 100;
const PATIENCE_MS = 20_000;

/** Say how much an accuracy is worth; one that the phone does not know is poor. */
export function accuracyClass(accuracyM: number | null): Accuracy {
  if (accuracyM === null || accuracyM > FAIR_M) return "poor";
  return accuracyM <= GOOD_M ? "good" : "fair";
}

/** Tell of every fix and every problem until the function that is returned is called. */
export function watchPosition(tell: (seen: Seen) => void, watching: Watching = {}): () => void {
  const clock = watching.clock ?? new Clock();
  const geolocation = watching.geolocation ?? globalThis.navigator?.geolocation;
  if (!globalThis.isSecureContext && watching.geolocation === undefined) {
    tell({ problem: "insecure" });
    return () => {};
  }
  if (geolocation === undefined) {
    tell({ problem: "unsupported" });
    return () => {};
  }
  const number = geolocation.watchPosition(
    (position) => {
      clock.followFix(position.timestamp);
      const place = placeOf(position, clock);
      notePlace(place);
      tell({ place });
    },
    (error) => tell({ problem: problemOf(error.code) }),
    { enableHighAccuracy: true, maximumAge: 0, timeout: PATIENCE_MS },
  );
  return () => geolocation.clearWatch(number);
}

/**
 * Wait for a good fix, and take the best that came until then; null when none did.
 *
 * It never fails: a record without a position is kept, and gets its place by the map.
 */
export function bestPosition(
  timeoutMs: number,
  watching: Watching & { signal?: AbortSignal } = {},
): Promise<Place | null> {
  return new Promise((resolve) => {
    let best: Place | null = null;
    let stop = () => {};
    let isOver = false;
    const finish = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      stop();
      resolve(best);
    };
    const timer = setTimeout(finish, timeoutMs);
    watching.signal?.addEventListener("abort", finish, { once: true });
    stop = watchPosition((seen) => {
      if ("place" in seen) best = better(best, seen.place);
      const isHopeless = "problem" in seen && !["timeout", "unavailable"].includes(seen.problem);
      if (isHopeless || (best !== null && accuracyClass(best.accuracyM) === "good")) finish();
    }, watching);
    // It may have been over before there was anything to stop.
    if (isOver || watching.signal?.aborted) {
      finish();
      stop();
    }
  });
}

function better(one: Place | null, other: Place): Place {
  const worst = Number.POSITIVE_INFINITY;
  return one === null || (other.accuracyM ?? worst) <= (one.accuracyM ?? worst) ? other : one;
}

function placeOf(position: GeolocationPosition, clock: Clock): Place {
  const { longitude, latitude, accuracy } = position.coords;
  return {
    lon: longitude,
    lat: latitude,
    accuracyM: Number.isFinite(accuracy) && accuracy > 0 ? Math.round(accuracy * 10) / 10 : null,
    at: new Date(clock.timeOfFix(position.timestamp)).toISOString(),
    source: "gps",
  };
}

function problemOf(code: number): PositionProblem {
  if (code === 1) return "denied";
  return code === 3 ? "timeout" : "unavailable";
}
