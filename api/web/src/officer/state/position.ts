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
const NOWHERE: Here = { place: null, problem: null };

/**
 * Return the newest place; `isWanted` false leaves the receiver alone.
 *
 * A track that heard nothing for a while is no help: then the receiver is asked anew.
 */
export function useHere(isWanted = true): Here {
  const [own, setOwn] = useState<Here>(NOWHERE);
  const tracked = track.value;
  const isTracked = tracked !== null && isFresh(tracked.last);
  useEffect(() => {
    if (isTracked || !isWanted) return;
    setOwn(NOWHERE);
    return watchPosition(
      (seen) =>
        setOwn((before) =>
          "place" in seen ? { place: seen.place, problem: null } : { ...before, ...seen },
        ),
      { clock },
    );
  }, [isTracked, isWanted]);
  return isTracked ? { place: tracked.last, problem: tracked.problem } : own;
}

function isFresh(place: Place | null): boolean {
  return place !== null && clock.now() - Date.parse(place.at) <= FRESH_MS;
}
