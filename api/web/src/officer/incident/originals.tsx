/** Keeping photos as the camera made them: only with the original does its digest prove anything. */
import { useState } from "preact/hooks";
import { saveToPhone } from "../../capture/index.ts";
import { t } from "../words.ts";
import { originalName, type Taken } from "./taken.ts";

interface Originals {
  /** How many are not on the phone by themselves yet, and what puts them there. */
  open: number;
  save: () => void;
  /** What there is to say of them, or null. */
  words: string | null;
}

export function useOriginals(photos: readonly Taken[]): Originals {
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const held = photos.filter(({ original }) => original);
  const open = held.filter(({ key }) => !given.has(key));
  const save = () => {
    for (const one of open) if (one.original) saveToPhone(one.original, originalName(one));
    setGiven(new Set([...given, ...open.map(({ key }) => key)]));
  };
  const told = open.length > 0 ? t("officer.original_why") : t("officer.originals_given");
  return { open: open.length, save, words: held.length > 0 ? told : null };
}
