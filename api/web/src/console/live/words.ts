/** The words of the live room, of the bar that calls for help, and of the state of the line. */
import messages from "@messages/console_live.json";
import { wordsOf } from "../words.ts";

export const t = wordsOf(messages);
export type Key = keyof typeof messages;

const MODES: Record<string, Key> = {
  boat: "console_live.mode_boat",
  car: "console_live.mode_car",
  foot: "console_live.mode_foot",
};

const SOURCES: Record<string, Key> = {
  alive: "console_live.heard_alive",
  tracker: "console_live.heard_tracker",
  check_in: "console_live.heard_check_in",
  sos: "console_live.heard_sos",
  track: "console_live.heard_track",
  incident: "console_live.heard_incident",
  patrol: "console_live.heard_patrol",
};

const SIGNS: Record<string, Key> = {
  seen: "console_live.said_seen",
  coming: "console_live.said_coming",
  ended: "console_live.said_ended",
};

const RESULTS: Record<string, Key> = {
  done: "console_live.result_done",
  not_possible: "console_live.result_not_possible",
  seen_nothing: "console_live.result_seen_nothing",
};

const KINDS: Record<string, Key> = {
  shoreline: "console_live.kind_shoreline",
  access: "console_live.kind_access",
  open_water: "console_live.kind_open_water",
  hinterland: "console_live.kind_hinterland",
  park: "console_live.kind_park",
};

const LEVELS: Record<string, Key> = {
  first: "console_live.level_first",
  second: "console_live.level_second",
  quasi: "console_live.level_quasi",
};

/** By gap class 0 to 6. */
export const CLASS_WORDS: readonly Key[] = [
  "console_live.class_on_time",
  "console_live.class_late_1_2",
  "console_live.class_late_2_5",
  "console_live.class_late_5_plus",
  "console_live.class_never",
  "console_live.class_untracked",
  "console_live.class_not_required",
];

function of(table: Record<string, Key>, code: string): string {
  const key = table[code];
  return key ? t(key) : code;
}

export const modeWords = (mode: string): string => of(MODES, mode);
export const heardWords = (source: string): string => of(SOURCES, source);
export const signWords = (sign: string): string => of(SIGNS, sign);
export const resultWords = (result: string): string => of(RESULTS, result);

/** Return what kind of place a cell is, `岸线 · 一级`. */
export function placeWords(kind: string, level: string | null): string {
  return [of(KINDS, kind), level && of(LEVELS, level)].filter(Boolean).join(" · ");
}

const LONG_CODE = 14;
const SHOWN_DIGITS = 9;

/** Return the end of a code of the national form, which tells cells of an area apart. */
export function shortCode(code: string): string {
  return code.length >= LONG_CODE ? `…${code.slice(-SHOWN_DIGITS)}` : code;
}
