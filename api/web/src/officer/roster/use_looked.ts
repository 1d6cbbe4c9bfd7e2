/** How my days were when I last looked, kept on this phone. */
import { useEffect, useState } from "preact/hooks";
import { here } from "../state/entry.ts";
import { type Looked, lookedAt } from "./changes.ts";
import type { RosterTold } from "./wire.ts";

const KEPT = "roster_looked";

/** Return it, null before it is known, and what takes note of another look. */
export function useLooked(told: RosterTold): [Looked | null, (now: Looked) => void] {
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = (now: Looked) => {
    setLooked(now);
    here()
      .outbox.remember(KEPT, now)
      .catch(() => {});
  };
  useEffect(() => {
    here()
      .outbox.recall<Looked>(KEPT)
      .then((found) => (found ? setLooked(found) : look(lookedAt(told))))
      .catch(() => {});
  }, []);
  return [looked, look];
}
