/** Photos of seized things, as they are taken. */
import { useState } from "preact/hooks";
import { NOTE_KEY } from "../../capture/index.ts";
import { captureFault, shoot } from "../incident/shoot.ts";
import type { Taken } from "../incident/taken.ts";
import { useHere } from "../state/position.ts";
import { t } from "../words.ts";

export interface Shots {
  /** How many are being made ready. */
  working: number;
  fault: string | null;
  take: (input: HTMLInputElement, keep: (one: Taken) => void) => Promise<void>;
}

/** `record` stands on the stamps. */
export function useShots(record: string): Shots {
  const [working, setWorking] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const { place } = useHere();
  const take = async (input: HTMLInputElement, keep: (one: Taken) => void) => {
    setFault(null);
    for (const file of Array.from(input.files ?? [])) {
      setWorking((n) => n + 1);
      try {
        const one = await shoot(file, place, record);
        if (one.photo?.stamped === null) setFault(t(NOTE_KEY.photoAsIs));
        keep(one);
      } catch (error) {
        setFault(captureFault(error));
      } finally {
        setWorking((n) => n - 1);
      }
    }
    // So that the same file can be chosen once more.
    input.value = "";
  };
  return { working, fault, take };
}
