/** The words of patrols. */
import messages from "@messages/console_patrols.json";
import { wordsOf } from "../../base/words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages & string;

const SHIFTS: Record<string, Key> = {
  early: "console_patrols.shift_early",
  middle: "console_patrols.shift_middle",
  night: "console_patrols.shift_night",
};

const STANDINGS: Record<string, Key> = {
  counts: "console_patrols.counts",
  withdrawn: "console_patrols.withdrawn",
  superseded: "console_patrols.superseded",
};

const of = (table: Record<string, Key>) => (code: string) => {
  const key = table[code];
  return key ? t(key) : code;
};

export const shiftWords = of(SHIFTS);
export const standingWords = of(STANDINGS);
