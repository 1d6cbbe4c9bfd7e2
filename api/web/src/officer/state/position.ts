/** Where this phone is, for what is shown: by the running track, else by a watch of its own. */
import { useEffect, useState } from "preact/hooks";
import { type Place, type PositionProblem, watchPosition } from "../../capture/index.ts";
import { clock } from "./clock.ts";
import { track } from "./patrol.ts";

export interface Here {
  place: Place | null;
  problem: PositionProblem | null;
}

/** A fix counts when it is no older than this. */
const FRESH_MS = 30_000;

/** Return the newest place; `isWanted` false leaves the receiver alone. */
export function useHere(isWanted = true): Here {
  const [own, setOwn] = useState<Here>({ place: null, problem: null });
  const isTracked = track.value !== null;
  useEffect(() => {
    if (isTracked || !isWanted) return;
    return watchPosition(
      (seen) =>
        setOwn((before) =>
          "place" in seen ? { place: seen.place, problem: null } : { ...before, ...seen },
        ),
      { clock },
    );
  }, [isTracked, isWanted]);
  const tracked = track.value;
  if (!tracked) return own;
  const place = isFresh(tracked.last) ? tracked.last : null;
  return { place, problem: tracked.problem };
}

function isFresh(place: Place | null): boolean {
  return place !== null && clock.now() - Date.parse(place.at) <= FRESH_MS;
}
