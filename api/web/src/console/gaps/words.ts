/** The words of the room of gaps. */
import messages from "@messages/console_gaps.json";
import { wordsOf } from "../words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages;

const KINDS: Record<string, Key> = {
  s: "console_gaps.kind_shoreline",
  a: "console_gaps.kind_access",
  o: "console_gaps.kind_open_water",
  h: "console_gaps.kind_hinterland",
  p: "console_gaps.kind_park",
};

const LEVELS: Record<string, Key> = {
  f: "console_gaps.level_first",
  s: "console_gaps.level_second",
  q: "console_gaps.level_quasi",
};

/** By gap class 0 to 6. */
export const CLASS_WORDS: readonly Key[] = [
  "console_gaps.class_on_time",
  "console_gaps.class_late_1_2",
  "console_gaps.class_late_2_5",
  "console_gaps.class_late_5_plus",
  "console_gaps.class_never",
  "console_gaps.class_untracked",
  "console_gaps.class_not_required",
];

/** Return what kind of place a cell is, `岸线 · 一级`. */
export function placeWords(kind: string, level: string): string {
  const [ofKind, ofLevel] = [KINDS[kind], LEVELS[level]];
  return [ofKind && t(ofKind), ofLevel && t(ofLevel)].filter(Boolean).join(" · ");
}

const SHOWN_DIGITS = 9;
const LONG_CODE = 14;

/** Return the end of a code of the national form, which tells cells of an area apart. */
export function shortCode(code: string): string {
  return code.length >= LONG_CODE ? `…${code.slice(-SHOWN_DIGITS)}` : code;
}
