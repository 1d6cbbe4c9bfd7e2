/** Where an incident is: the best fix so far, until a person says otherwise on the map. */
import { useEffect, useState } from "preact/hooks";
import { accuracyClass, type Place, type PositionProblem } from "../../capture/index.ts";
import { useHere } from "../state/position.ts";

export interface Placing {
  place: Place | null;
  problem: PositionProblem | null;
  choose: (place: Place) => void;
  again: () => void;
}

export function usePlace(given: Place | null): Placing {
  const [place, setPlace] = useState<Place | null>(given);
  // What was written before happened there, wherever the phone is now; so did what a person chose.
  const [isGiven, setGiven] = useState(given !== null);
  const isSettled = place !== null && (isGiven || accuracyClass(place.accuracyM) === "good");
  const here = useHere(!isSettled);
  useEffect(() => {
    const news = here.place;
    if (!isSettled && news) setPlace((before) => better(before, news));
  }, [here.place, isSettled]);
  const choose = (chosen: Place) => {
    setGiven(true);
    setPlace(chosen);
  };
  const again = () => {
    setGiven(false);
    setPlace(null);
  };
  return { place, problem: here.problem, choose, again };
}

function better(before: Place | null, news: Place): Place {
  const worst = Number.POSITIVE_INFINITY;
  return before && (before.accuracyM ?? worst) < (news.accuracyM ?? worst) ? before : news;
}
