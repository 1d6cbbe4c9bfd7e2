/** What I asked for, following what waits here. */
import { useEffect, useState } from "preact/hooks";
import type { ItemView } from "../../outbox/index.ts";
import { nameOfOfficer } from "../state/duty.ts";
import { here, status } from "../state/entry.ts";
import { type AllAsked, askedIn, isOfRoster } from "./asked.ts";
import type { RosterTold } from "./wire.ts";

/** Return what waits here of rosters; null before the phone has looked. */
export function useWaiting(): ItemView[] | null {
  const [waiting, setWaiting] = useState<ItemView[] | null>(null);
  const changed = status.value;
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const items = await here().outbox.list();
      if (!gone) setWaiting(items.filter(isOfRoster));
    };
    look().catch(() => {});
    return () => {
      gone = true;
    };
  }, [changed]);
  return waiting;
}

export function useAsked(told: RosterTold | null): AllAsked | null {
  const waiting = useWaiting();
  if (told === null || waiting === null) return null;
  return askedIn(told, waiting, nameOfOfficer);
}
