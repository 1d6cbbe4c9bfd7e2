/** Where it was, and what was decided of it, in words. */
import type { Level } from "../../records/law_wire.ts";
import { type Key, language, t } from "../words.ts";
import type { Standing } from "./law.ts";

const LEVEL: Record<Level, Key> = {
  first: "officer.zone_first",
  second: "officer.zone_second",
  quasi: "officer.zone_quasi",
  outside: "officer.law_outside",
};

const DOUBT: Record<NonNullable<Standing["doubt"]>, Key> = {
  not_approved: "officer.law_level_hint",
  unknown: "officer.law_level_unknown",
  no_map: "officer.law_no_map",
};

/** Codes of what is usually decided, in the order in which they are offered. */
export const DECISIONS: Record<string, Key> = {
  order_to_stop: "officer.law_did_order",
  sent_away: "officer.law_did_away",
  seized: "officer.law_did_seize",
  handed_on: "officer.law_did_hand_on",
  later: "officer.law_did_later",
  none: "officer.law_did_none",
};

/** Return what was decided, in words; empty for nothing of the usual. */
export function decidedWords(done: readonly string[]): string {
  const words = Object.entries(DECISIONS).filter(([code]) => done.includes(code));
  return words.map(([, key]) => t(key)).join(language.value === "zh" ? "、" : ", ");
}

/** Return where it was, and how far to trust that. */
export function standingWords({ level, doubt }: Standing): string {
  const place = t(LEVEL[level]);
  return doubt === null ? place : t("officer.law_doubted", { place, doubt: t(DOUBT[doubt]) });
}
