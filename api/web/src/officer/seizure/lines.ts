/** Seizures in a list: those of an incident, and those that are still open. */
import { useEffect, useState } from "preact/hooks";
import type { SeizureLine } from "../../records/seizure_wire.ts";
import { here, status } from "../state/entry.ts";
import { fetchLines, linesHere } from "../state/seizures.ts";
import type { Shift } from "../state/wire.ts";

export interface Lines {
  lines: SeizureLine[];
  /** Ids of those that wait to be sent. */
  unsent: ReadonlySet<string>;
  /** The server could not be asked. */
  isOld: boolean;
}

/** Follow the seizures of a shift, and all that are open. */
export function useLines(on: Shift | null): Lines {
  const [found, setFound] = useState<Omit<Lines, "isOld">>({ lines: [], unsent: new Set() });
  const [asked, setAsked] = useState(0);
  const [isOld, setOld] = useState(false);
  const now = status.value;
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const lines = await linesHere();
      const waiting = await here().outbox.list();
      const own = waiting.filter((one) => one.kind === "seizure");
      if (!gone) setFound({ lines, unsent: new Set(own.map((one) => one.id)) });
    };
    void look().catch(() => {});
    return () => {
      gone = true;
    };
  }, [now, asked]);
  useEffect(() => {
    if (!on) return;
    fetchLines({ from: on.start, to: on.end }, on.squad)
      .then(
        () => setOld(false),
        () => setOld(true),
      )
      .finally(() => setAsked((n) => n + 1));
  }, [on?.id, now?.lastSentAt]);
  return { ...found, isOld };
}
